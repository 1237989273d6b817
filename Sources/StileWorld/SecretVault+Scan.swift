package import StileMachine

/// The second net: output that shows a secret, plain or encoded, goes no further. The first is that
/// a secret has no string form.
extension SecretVault {
  /// Shorter ones would be found everywhere.
  private static let shortest = 4

  /// The output as it is, or without its text where that shows a secret; what reads it then stops.
  package func withholding(_ output: CommandOutput) -> CommandOutput {
    guard let name = shown(in: output.stdout) ?? shown(in: output.stderr) else { return output }
    let note = Array("withheld by stile: it shows the secret `\(name)`\n".utf8)
    return CommandOutput(status: output.status, stdout: note, stderr: [], isCut: true)
  }

  /// What somebody else said, or a note in its place where it shows a secret.
  func withholding(_ text: String) -> String {
    shown(in: Array(text.utf8)).map { "withheld by stile: it shows the secret `\($0)`" } ?? text
  }

  /// The name of a secret that stands in these bytes.
  private func shown(in bytes: [UInt8]) -> String? {
    names.first { name in
      forms(of: name).contains { $0.count >= Self.shortest && contains(bytes, $0) }
    }
  }

  private func forms(of name: String) -> [[UInt8]] {
    guard let secret = self[name], secret.count >= Self.shortest else { return [] }
    let upper = Array("0123456789ABCDEF".utf8)
    let lower = Array("0123456789abcdef".utf8)
    var forms = [secret]
    for digits in [upper, lower] {
      forms.append(secret.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
      forms.append(
        secret.flatMap { byte in
          Self.isUnreserved(byte)
            ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        })
    }
    for alphabet in ["+/", "-_"] {
      for shift in 0...2 { forms.append(Self.base64(secret, shift: shift, alphabet)) }
    }
    forms.append(Self.escapedForJSON(secret))
    return forms
  }

  /// The characters of base64 that depend on the secret alone where `shift` bytes stand before it
  /// in its group of three.
  private static func base64(_ secret: [UInt8], shift: Int, _ lastTwo: String) -> [UInt8] {
    let alphabet =
      Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
      + Array(lastTwo.utf8)
    let bytes = Array(repeating: UInt8(0), count: shift) + secret
    let first = (shift * 8 + 5) / 6
    let end = bytes.count * 8 / 6
    return (first..<max(first, end)).map { index in
      let bit = index * 6
      let high = UInt16(bytes[bit / 8]) << 8
      let low = bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0
      return alphabet[Int((high | low) >> UInt16(10 - bit % 8)) & 63]
    }
  }

  private static func escapedForJSON(_ secret: [UInt8]) -> [UInt8] {
    secret.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): Array("\\n".utf8)
      case UInt8(ascii: "\t"): Array("\\t".utf8)
      case UInt8(ascii: "\r"): Array("\\r".utf8)
      default: [byte]
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private func contains(_ bytes: [UInt8], _ form: [UInt8]) -> Bool {
    guard let first = form.first, bytes.count >= form.count else { return false }
    var from = 0
    while let start = bytes[from...].firstIndex(of: first) {
      if bytes.count - start < form.count { return false }
      if bytes[start..<(start + form.count)].elementsEqual(form) { return true }
      from = start + 1
    }
    return false
  }
}

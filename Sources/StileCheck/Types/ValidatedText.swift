/// The rules of the texts that become values of a checked type: the checker asks them for literals,
/// and whatever runs the program asks the same ones for texts that are made then.
package enum ValidatedText {
  /// Why a text is none of its type, as the end of the sentence "`x` is no host name: …".
  package struct Problem: Error, Hashable, Sendable {
    package let reason: String
  }

  /// 1 to 4095 bytes without NUL.
  package static func path(_ bytes: some Collection<UInt8>) -> Problem? {
    if bytes.isEmpty { return Problem(reason: "a path is not empty") }
    if bytes.count > 4095 { return Problem(reason: "a path has at most 4095 bytes") }
    if bytes.contains(0) { return Problem(reason: "a path holds no NUL byte") }
    return nil
  }

  /// The name in lower case and without its final dot, so that equal names are equal texts.
  package static func domainName(_ text: String) -> Result<String, Problem> {
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    if bytes.isEmpty { return .failure(Problem(reason: "a name is not empty")) }
    if bytes.count > 253 { return .failure(Problem(reason: "a name has at most 253 characters")) }
    for label in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if let problem = labelProblem(label) { return .failure(problem) }
    }
    return .success(String(decoding: bytes.map(lowercased), as: UTF8.self))
  }

  private static func labelProblem(_ label: ArraySlice<UInt8>) -> Problem? {
    if label.isEmpty { return Problem(reason: "two dots stand side by side") }
    if label.count > 63 { return Problem(reason: "a part has at most 63 characters") }
    if Array(label) == [UInt8(ascii: "*")] { return nil }
    for byte in label where !isAlphanumeric(byte) && byte != dash && byte != underscore {
      return Problem(reason: "letters, digits, `-` and `_` make its parts")
    }
    if label.first == dash || label.last == dash {
      return Problem(reason: "no part begins or ends with `-`")
    }
    return nil
  }

  /// A login name: nothing that a shell, ssh or sudo could read as something else.
  package static func user(_ text: String) -> Problem? {
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: "$") { bytes.removeLast() }
    guard let first = bytes.first else { return Problem(reason: "a user name is not empty") }
    if bytes.count > 64 { return Problem(reason: "a user name has at most 64 characters") }
    if !isAlphanumeric(first) && first != underscore {
      return Problem(reason: "a user name begins with a letter, a digit or `_`")
    }
    let others: [UInt8] = [dash, underscore, UInt8(ascii: "."), UInt8(ascii: "@")]
    for byte in bytes where !isAlphanumeric(byte) && !others.contains(byte) {
      return Problem(reason: "letters, digits, `_`, `-`, `.` and `@` make a user name")
    }
    return nil
  }

  /// `scheme://host…`, printable ASCII without spaces.
  package static func url(_ text: String) -> Problem? {
    let bytes = Array(text.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: "://".utf8)
    else { return Problem(reason: "it begins with a scheme, such as `https://`") }
    let scheme = bytes[..<colon]
    let extra: [UInt8] = [UInt8(ascii: "+"), dash, UInt8(ascii: ".")]
    let isScheme = scheme.allSatisfy { isAlphanumeric($0) || extra.contains($0) }
    guard let first = scheme.first, isLetter(first), isScheme else {
      return Problem(reason: "it begins with a scheme, such as `https://`")
    }
    if bytes.contains(where: { $0 <= 32 || $0 >= 127 }) {
      return Problem(reason: "it holds no space and nothing but ASCII: write `%20` and the like")
    }
    let rest = bytes[(colon + 3)...]
    let ends: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
    let authority = rest.prefix { !ends.contains($0) }
    if authority.isEmpty { return Problem(reason: "a host follows `://`") }
    if authority.contains(UInt8(ascii: "@")) {
      return Problem(reason: "it holds no user or password: those are secrets")
    }
    return nil
  }

  private static let dash = UInt8(ascii: "-")
  private static let underscore = UInt8(ascii: "_")

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

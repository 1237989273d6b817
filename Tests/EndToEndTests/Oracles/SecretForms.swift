import Foundation

/// The forms in which a secret may hide in bytes.
enum SecretForms {
  static func stand(in bytes: Data, of secret: String) -> Bool {
    forms(of: Array(secret.utf8)).contains { bytes.range(of: Data($0.utf8)) != nil }
  }

  private static func forms(of secret: [UInt8]) -> [String] {
    let hex = secret.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    let escaped = zip(secret, hex).map { byte, digits in
      let letter = Character(UnicodeScalar(byte))
      return letter.isLetter || letter.isNumber ? String(letter) : "%\(digits)"
    }
    var forms = [String(decoding: secret, as: UTF8.self)]
    forms += [hex.joined(), hex.joined().uppercased(), hex.joined(separator: " ")]
    forms += [escaped.joined(), escaped.map { $0.first == "%" ? $0.uppercased() : $0 }.joined()]
    for shift in 0..<3 {
      let text = base64(secret, behind: shift)
      forms += [text, text.replacing("+", with: "-").replacing("/", with: "_")]
    }
    return forms
  }

  /// The letters that are the same whatever stands before and behind the secret.
  private static func base64(_ secret: [UInt8], behind shift: Int) -> String {
    let text = Data(Array(repeating: 0, count: shift) + secret).base64EncodedString()
    let end = text.firstIndex(of: "=").map { text.index(before: $0) } ?? text.endIndex
    return String(text[..<end].dropFirst(shift == 0 ? 0 : 4))
  }
}

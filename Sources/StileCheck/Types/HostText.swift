/// A host in one word: `[user@]name[:port]`.
package struct HostText: Hashable, Sendable {
  package let name: String
  package let port: Int64
  package let user: String?

  /// Reads the word, or says why it is none, as the end of the sentence "`x` is no host: …".
  package static func parse(_ text: String) -> Result<HostText, ValidatedText.Problem> {
    var rest = text[...]
    var user: String?
    if let mark = rest.lastIndex(of: "@") {
      let name = String(rest[..<mark])
      if let problem = ValidatedText.user(name) { return .failure(problem) }
      user = name
      rest = rest[rest.index(after: mark)...]
    }
    var port: Int64 = 22
    if let mark = rest.lastIndex(of: ":") {
      guard let number = Int64(rest[rest.index(after: mark)...]), (1...65535).contains(number)
      else { return problem("behind its `:` stands a port from 1 to 65535") }
      port = number
      rest = rest[..<mark]
    }
    if rest.contains("*") { return problem("it names many hosts") }
    return ValidatedText.domainName(String(rest)).flatMap { name in
      // Only now: `LOCAL` and `local.` are the same name.
      if name == "local" { return problem("this machine is `local`, without quotes") }
      return .success(HostText(name: name, port: port, user: user))
    }
  }

  private static func problem(_ reason: String) -> Result<HostText, ValidatedText.Problem> {
    .failure(ValidatedText.Problem(reason: reason))
  }
}

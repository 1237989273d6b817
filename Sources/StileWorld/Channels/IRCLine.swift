/// One line of the IRC protocol (RFC 1459, with the tags of IRCv3).
struct IRCLine: Hashable {
  /// Who it comes from: a nick, or the name of a server; empty where it does not say.
  let source: String
  let command: String
  let parameters: [String]

  /// Nil where nothing is commanded.
  init?(_ bytes: some Sequence<UInt8>) {
    var rest = String(decoding: Array(bytes), as: UTF8.self)[...]
    func word() -> Substring {
      let word = rest.prefix { $0 != " " }
      rest = rest.dropFirst(word.count).drop { $0 == " " }
      return word
    }
    if rest.first == "@" { _ = word() }
    source = rest.first == ":" ? String(word().dropFirst().prefix { $0 != "!" }) : ""
    command = word().uppercased()
    if command.isEmpty { return nil }
    var parameters: [String] = []
    while !rest.isEmpty {
      if rest.first == ":" {
        parameters.append(String(rest.dropFirst()))
        break
      }
      parameters.append(String(word()))
    }
    self.parameters = parameters
  }

  /// The number of a reply; nil for what is none.
  var number: Int? { command.utf8.count == 3 ? Int(command) : nil }

  /// A reply that says no.
  var isRefusal: Bool { number.map { (400..<600).contains($0) } ?? false }

  /// What it says to people.
  var text: String { parameters.last ?? "" }

  /// Names of IRC are compared without case.
  func has(_ name: String) -> Bool {
    parameters.contains { $0.lowercased() == name.lowercased() }
  }
}

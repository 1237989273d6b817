import StileMachine

/// A message as lines that an IRC server takes whole.
enum IRCText {
  /// A line of the protocol has 512 bytes; the server puts our name and place before the text.
  private static let mostBytes = 400
  /// More would be a flood, and nobody would read it there.
  private static let mostLines = 30

  /// The subject is the first line. Nothing in them ends a line or means something to a server.
  static func lines(of message: Message) throws(Undelivered) -> [String] {
    let texts = (message.subject.map { [$0] } ?? []) + [message.body]
    let lines = texts.flatMap { text in
      text.split(whereSeparator: \.isNewline).flatMap { pieces(of: cleaned($0)) }
    }
    guard !lines.isEmpty else { throw Undelivered("there is no text in it", isFinal: true) }
    guard lines.count <= mostLines else {
      throw Undelivered(
        "it has \(lines.count) lines, and IRC is for at most \(mostLines)", isFinal: true)
    }
    return lines
  }

  /// What would command a server or a terminal is shown as a mark.
  private static func cleaned(_ line: Substring) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// A long line in several, between two words where that is possible, never within a letter.
  private static func pieces(of line: String) -> [String] {
    var pieces: [String] = []
    var rest = line[...]
    while rest.utf8.count > mostBytes {
      let end = end(of: rest)
      pieces.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    if rest.contains(where: { $0 != " " }) { pieces.append(String(rest)) }
    return pieces
  }

  private static func end(of text: Substring) -> String.Index {
    let limit = text.utf8.index(text.startIndex, offsetBy: mostBytes)
    var end = text.indices.prefix { $0 <= limit }.last ?? text.startIndex
    if end == text.startIndex {
      // A letter of many scalars, and longer than a line.
      end = text.unicodeScalars.indices.prefix { $0 <= limit }.last ?? limit
    }
    let half = text.utf8.index(text.startIndex, offsetBy: mostBytes / 2)
    if let space = text[..<end].lastIndex(of: " "), space > half { return space }
    return end
  }
}

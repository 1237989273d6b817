/// One fact of a run as people read it: when, what became of it, what it is about.
///
///     12:03:41 done   freeze  Make the site read-only  on old  0.4 s  [F3]
package struct EventLine: Hashable, Sendable {
  package enum Tone: Sendable {
    case good
    case bad
    /// Somebody should look: skipped, by hand, waiting.
    case notable
    case plain
  }

  package let utc: Int64
  /// `done`, `failed`, `wait` …
  package let word: String
  /// What follows the word; empty parts are left out.
  package let parts: [String]
  /// Further lines, indented below: why it failed.
  package let details: [String]
  package let tone: Tone

  /// It says how the process's work on the run ended: all that is shown when little is wanted.
  package let isEnd: Bool

  package init(
    _ word: String, _ parts: [String], details: [String] = [], tone: Tone = .plain,
    isEnd: Bool = false, at utc: Int64
  ) {
    self.word = word
    self.parts = parts
    self.details = details
    self.tone = tone
    self.isEnd = isEnd
    self.utc = utc
  }

  /// The lines without a newline, sanitised; the first one holds the fact.
  package func lines(_ calendar: Calendar, colours: Colours) -> [String] {
    let padded = word + String(repeating: " ", count: word.count > 6 ? 1 : 6 - word.count)
    let rest = parts.filter { !$0.isEmpty }.map(Sanitizer.line)
    let first = ([colours.paint(padded, tone)] + rest).enumerated().map { index, part in
      index == 1 ? " " + part : index == 0 ? part : "  " + part
    }
    return ["\(calendar.time(utc)) " + first.joined()]
      + details.flatMap { Sanitizer.text($0).split(separator: "\n") }.map { "           " + $0 }
  }
}

/// Whether words are painted; off where `NO_COLOR` is set or nobody looks.
package enum Colours: Sendable {
  case on
  case off

  package func paint(_ text: String, _ tone: EventLine.Tone) -> String {
    guard self == .on else { return text }
    return switch tone {
    case .good: "\u{1B}[32m\(text)\u{1B}[0m"
    case .bad: "\u{1B}[1;31m\(text)\u{1B}[0m"
    case .notable: "\u{1B}[33m\(text)\u{1B}[0m"
    case .plain: text
    }
  }

  func dim(_ text: String) -> String { self == .on ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}

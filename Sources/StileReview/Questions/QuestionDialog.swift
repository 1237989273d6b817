package import StileMachine

/// A question at a terminal, line by line: a word is chosen, then the reason that comes with it is
/// asked.
///
/// Nothing is chosen by an empty line: nothing is a default.
package struct QuestionDialog: Sendable {
  package enum Step: Hashable, Sendable {
    /// The line is not an answer; the reason, if there is one to give.
    case again(String?)
    /// The word is chosen; the next line is what must come with it.
    case more
    case answered(word: String, text: String)
  }

  package let question: Question
  private var chosen: Question.Choice?

  package init(_ question: Question) { self.question = question }

  /// The question and what can be answered, shown once.
  package var introduction: [String] {
    let width = question.choices.map(\.word.count).max() ?? 0
    let choices = question.choices.map { choice in
      let padding = String(repeating: " ", count: width - choice.word.count)
      return "    \(choice.word)\(padding)  \(choice.meaning)"
    }
    return Sanitizer.text(question.text).split(separator: "\n").enumerated()
      .map { ($0.offset == 0 ? "? " : "  ") + $0.element } + choices.map(Sanitizer.line)
  }

  /// What stands before the cursor.
  package var prompt: String {
    if question.kind == .ask { return "  answer: " }
    if let asks = chosen?.asks { return "  \(Sanitizer.line(asks)): " }
    return "  \(question.choices.map(\.word).joined(separator: "/")): "
  }

  /// Takes the next line that was typed, without its newline.
  package mutating func take(_ line: String) -> Step {
    let text = String(line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    if question.kind == .ask {
      guard !text.isEmpty else { return .again(nil) }
      return .answered(word: Question.answerWord, text: text)
    }
    if let chosen {
      guard !text.isEmpty else { return .again("this can't be left empty") }
      return .answered(word: chosen.word, text: text)
    }
    guard !text.isEmpty else { return .again(nil) }
    let exact = question.choices.filter { $0.word == text }
    let matching = exact.isEmpty ? question.choices.filter { $0.word.hasPrefix(text) } : exact
    guard let choice = matching.first, matching.count == 1 else {
      let what = matching.isEmpty ? "none of the answers begins so" : "that could be several"
      return .again(what)
    }
    guard choice.asks != nil else { return .answered(word: choice.word, text: "") }
    chosen = choice
    return .more
  }
}

import Glibc
import StileMachine
import StileReview

/// The question that stands on the terminal, and the line that is being typed below it.
struct QuestionLine {
  let pending: PendingQuestion
  private var dialog: QuestionDialog
  private var typed: [UInt8] = []

  init(_ pending: PendingQuestion) {
    self.pending = pending
    dialog = QuestionDialog(pending.question)
  }

  /// Shows the question; prompts go to standard error, so that facts can be piped.
  func show() {
    let lines = dialog.introduction.map { $0 + "\n" }.joined()
    TextOutput.problems.write(lines + dialog.prompt)
  }

  /// What reading from the keyboard came to.
  enum Result {
    case unfinished
    case answered(word: String, text: String)
    /// End of input: whoever was there has gone.
    case left
  }

  /// Takes what was typed, once the descriptor is readable.
  mutating func read() -> Result {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? .unfinished : .left }
    if count == 0 { return .left }
    typed += buffer.prefix(count)
    while let end = typed.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: typed[..<end], as: UTF8.self)
      typed.removeSubrange(...end)
      switch dialog.take(line) {
      case .again(let reason):
        TextOutput.problems.write((reason.map { "  \($0)\n" } ?? "") + dialog.prompt)
      case .more: TextOutput.problems.write(dialog.prompt)
      case .answered(let word, let text): return .answered(word: word, text: text)
      }
    }
    return .unfinished
  }
}

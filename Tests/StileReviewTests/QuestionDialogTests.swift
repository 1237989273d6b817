import StileMachine
import StileReview
import Testing

struct QuestionDialogTests {
  static let question = Question(
    kind: .choice, text: "copy failed: `rsync` ended with status 12",
    choices: [
      .init(word: "continue", meaning: "go on with what failed", asks: nil),
      .init(word: "skip", meaning: "leave it out", asks: "why"),
      .init(word: "stop", meaning: "stop here", asks: nil),
    ])

  @Test func `a question shows what can be answered`() {
    let dialog = QuestionDialog(Self.question)
    #expect(
      dialog.introduction == [
        "? copy failed: `rsync` ended with status 12",
        "    continue  go on with what failed",
        "    skip      leave it out",
        "    stop      stop here",
      ])
    #expect(dialog.prompt == "  continue/skip/stop: ")
  }

  @Test func `a beginning that fits one answer is enough`() {
    var dialog = QuestionDialog(Self.question)
    #expect(dialog.take("  c ") == .answered(word: "continue", text: ""))
  }

  @Test(arguments: ["", "   "])
  func `an empty line chooses nothing`(_ line: String) {
    var dialog = QuestionDialog(Self.question)
    #expect(dialog.take(line) == .again(nil))
  }

  @Test(arguments: ["s", "x", "continue now"])
  func `a word that fits none or several is asked again`(_ line: String) {
    var dialog = QuestionDialog(Self.question)
    guard case .again(.some) = dialog.take(line) else {
      Issue.record("taken")
      return
    }
  }

  @Test func `what must come with an answer is asked, and can't be empty`() {
    var dialog = QuestionDialog(Self.question)
    #expect(dialog.take("skip") == .more)
    #expect(dialog.prompt == "  why: ")
    #expect(dialog.take("") == .again("this can't be left empty"))
    #expect(dialog.take("not today") == .answered(word: "skip", text: "not today"))
  }

  @Test func `a line answers what a script asks`() {
    var dialog = QuestionDialog(Question(kind: .ask, text: "How many?", choices: []))
    #expect(dialog.introduction == ["? How many?"])
    #expect(dialog.prompt == "  answer: ")
    #expect(dialog.take("  ") == .again(nil))
    #expect(dialog.take(" 12 ") == .answered(word: "answer", text: "12"))
  }
}

import ArgumentParser
import Explanations
import StileCheck
import StileReview

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a diagnostic: what it means, and what to do.")

  @Argument(help: "The code in the brackets, such as `unknown-name`; none lists all.")
  var code: String?

  func run() throws {
    guard let code else {
      let lints = Set(Lints.codes)
      list(
        "Errors, which keep a text from running:", Explanations.codes.filter { !lints.contains($0) }
      )
      list("\nLints, which are remarks:", Lints.codes)
      return
    }
    guard let page = Explanations.page(of: code) else {
      let nearest = NearestName.find(code, in: Explanations.codes)
      throw Problem(
        "there is no diagnostic `\(code)`"
          + (nearest.map { "; did you mean `\($0)`?" } ?? "; `stile explain` lists all"))
    }
    TextOutput.standard.write(Sanitizer.text(page))
  }

  private func list(_ heading: String, _ codes: [String]) {
    TextOutput.standard.write(heading + "\n" + codes.map { "  \($0)\n" }.joined())
  }
}

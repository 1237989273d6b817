import ArgumentParser
import Explanations
import StileReview

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a diagnostic: what it means, and what to do.")

  @Argument(help: "The code in the brackets, such as `unknown-name`; none lists all.")
  var code: String?

  func run() throws {
    guard let code else {
      TextOutput.standard.write(Explanations.codes.map { $0 + "\n" }.joined())
      return
    }
    guard let page = Explanations.page(of: code) else {
      throw Problem("there is no diagnostic `\(code)`; `stile explain` lists all")
    }
    TextOutput.standard.write(Sanitizer.text(page))
  }
}

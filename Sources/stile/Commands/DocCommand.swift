import ArgumentParser
import StandardLibrary
import StileReview

struct DocCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc",
    abstract: "Say what a name of the standard library or the language is for.")

  @Argument(help: "A name, such as `dns`, `dns.point`, `String` or `local`; none lists all.")
  var name: String?

  func run() throws {
    let documentation = Documentation(
      modules: StandardLibrary.names.compactMap { module in
        StandardLibrary.text(of: module).map { ModulePage(name: module, bytes: $0) }
      })
    guard let name else {
      TextOutput.standard.write(documentation.overview)
      return
    }
    guard let page = documentation.page(of: name) else {
      let nearest = documentation.nearest(to: name).map { "; did you mean `\($0)`?" }
      throw Problem(
        "nothing of Stile is called `\(name)`" + (nearest ?? "; `stile doc` lists all"))
    }
    TextOutput.standard.write(Sanitizer.text(page))
  }
}

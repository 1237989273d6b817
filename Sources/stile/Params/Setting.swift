import ArgumentParser

/// One `--set name=value`.
struct Setting: ExpressibleByArgument {
  let name: String
  let text: String

  init?(argument: String) {
    guard let mark = argument.firstIndex(of: "="), mark != argument.startIndex else { return nil }
    name = String(argument[..<mark])
    text = String(argument[argument.index(after: mark)...])
  }
}

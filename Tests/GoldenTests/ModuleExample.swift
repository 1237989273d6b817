import StandardLibrary
import Testing

/// An example in the doc comment of a standard module: a `stile` fence between `##` lines.
struct ModuleExample: Sendable, CustomTestStringConvertible {
  let module: String
  let line: Int
  let code: String

  var testDescription: String { "\(module).stile:\(line)" }

  /// A whole file as it stands; a few statements as the body of a runbook that uses every module.
  var program: String {
    guard !code.hasPrefix("stile ") else { return code }
    let modules = StandardLibrary.names.joined(separator: ", ")
    return "stile 1\n\nuse \(modules)\n\nrunbook example \"Example\" {\n\(code)}\n"
  }

  static func of(_ module: String) -> [ModuleExample] {
    let text = String(decoding: StandardLibrary.text(of: module) ?? [], as: UTF8.self)
    var examples: [ModuleExample] = []
    var open: (line: Int, code: String)?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.drop { $0 == " " }
      guard words.hasPrefix("##") else {
        open = nil
        continue
      }
      let comment = words.dropFirst(2)
      let body = comment.hasPrefix(" ") ? comment.dropFirst() : comment
      if let (start, code) = open {
        if body == "```" {
          examples.append(ModuleExample(module: module, line: start, code: code))
          open = nil
        } else {
          open = (start, code + body + "\n")
        }
      } else if body == "```stile" {
        open = (number + 2, "")
      }
    }
    return examples
  }
}

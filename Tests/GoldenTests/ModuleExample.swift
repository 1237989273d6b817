import StandardLibrary
import Testing

/// An example in the doc comment of a standard module: a `stile` fence between `##` lines.
struct ModuleExample: Sendable, CustomTestStringConvertible {
  let module: String
  let line: Int
  let code: String

  var testDescription: String { "\(module).stile:\(line)" }

  /// The example in each place where it may stand: the top of a file, between steps, in a step.
  var programs: [String] {
    let body = indented(code)
    return [
      file(declarations: code, flow: ""), file(declarations: "", flow: code),
      file(declarations: "", flow: "step example \"Example\" {\n\(body)}\n"),
      file(declarations: "", flow: "step example \"Example\" on new {\n\(body)}\n"),
    ]
  }

  /// What examples speak of without declaring it.
  private static let declared = [
    "old": "param old: Host", "new": "param new: Host",
    "zone": """
    secret zone_key from env "ZONE_KEY"
    let zone = Zone(name: "example.org", primary: "192.0.2.53", key: "a", secret: zone_key)
    """,
  ]
  private static let asked = [
    "cached": #"let cached = dns.observe(["www.example.org"], .CNAME, before: 1d)"#,
    "modes": #"let modes = permissions.modes("/srv/projects") on old"#,
  ]

  private func file(declarations: String, flow: String) -> String {
    let asked = needed(ModuleExample.asked)
    let text = asked.joined(separator: "\n") + "\n" + flow
    let declared = ModuleExample.declared.filter { mentions($0.key, in: text) }.map(\.value)
    return """
      stile 1

      use \(StandardLibrary.names.joined(separator: ", "))

      \(declared.sorted().joined(separator: "\n"))
      \(declarations)

      runbook example_runbook "Example" {
      \(indented(text))}

      """
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private func needed(_ lines: [String: String]) -> [String] {
    lines.filter { mentions($0.key, in: code) && !code.contains("let \($0.key) =") }
      .map(\.value).sorted()
  }

  private func mentions(_ name: String, in text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
      .contains { $0 == name || $0.hasPrefix(name + ".") } && !text.contains("let \(name) =")
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

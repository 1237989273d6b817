import Foundation

/// One fence of a Markdown file: what stands between two lines of backticks.
struct Fence: Sendable {
  /// The first word behind the backticks: `stile`, `diagnostics`, `log` …
  let kind: String
  /// The `name=hosts.stile` of a fence that is one file of several.
  let name: String?
  /// All words behind the backticks.
  let words: [String]
  /// The lines between the backticks, each with its newline.
  let text: String
  /// `\xNN` in the text stands for one byte, so that bytes can be shown that are no text.
  let isEscaped: Bool
  /// The index of the opening line in the document.
  let line: Int

  /// What the fence holds, with its escapes resolved.
  var bytes: [UInt8] {
    guard isEscaped else { return Array(text.utf8) }
    var parts = text.components(separatedBy: "\\x")
    var bytes = Array(parts.removeFirst().utf8)
    for part in parts {
      bytes += UInt8(part.prefix(2), radix: 16).map { [$0] } ?? Array("\\x\(part.prefix(2))".utf8)
      bytes += Array(part.dropFirst(2).utf8)
    }
    return bytes
  }
}

/// A Markdown file as headings with the fences below each.
struct GoldenDocument: Sendable {
  struct Section: Sendable {
    let title: String
    let fences: [Fence]
  }

  /// The path from the top of the repository.
  let path: String
  let sections: [Section]

  init(path: String, text: String) {
    self.path = path
    var sections: [Section] = []
    var title = path
    var fences: [Fence] = []
    var open: (info: Substring, line: Int, text: String)?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let (info, start, body) = open {
        if line == "```" {
          fences.append(GoldenDocument.fence(info: info, text: body, line: start))
          open = nil
        } else {
          open = (info, start, body + line + "\n")
        }
      } else if line.hasPrefix("```") {
        open = (line.dropFirst(3), number, "")
      } else if line.hasPrefix("#") {
        if !fences.isEmpty { sections.append(Section(title: title, fences: fences)) }
        fences = []
        title = String(line.drop { $0 == "#" }).trimmingCharacters(in: .whitespaces)
      }
    }
    if !fences.isEmpty { sections.append(Section(title: title, fences: fences)) }
    self.sections = sections
  }

  private static func fence(info: Substring, text: String, line: Int) -> Fence {
    let words = info.split(separator: " ").map(String.init)
    let name = words.first { $0.hasPrefix("name=") }.map { String($0.dropFirst("name=".count)) }
    return Fence(
      kind: words.first ?? "", name: name, words: words, text: text,
      isEscaped: words.contains("escaped"), line: line)
  }
}

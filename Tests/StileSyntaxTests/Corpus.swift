import Foundation
import StileSyntax
import Testing

/// The texts for which properties of the parser are shown: the samples, every `.stile` file of the
/// repository, and every `stile` fence of its golden cases.
enum Corpus {
  struct Text: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    /// It begins with its edition; an example on a page may leave that out.
    fileprivate var isWhole: Bool { bytes.starts(with: "stile ".utf8) }
  }

  static let all: [Text] = samples + files + fences(below: "Tests/Golden/syntax")

  /// All texts there are that have no mistake; those of the golden cases of other phases and those
  /// of the documentation too.
  static let sound: [Text] =
    (samples + files + fences(below: "Tests/Golden") + fences(below: "docs"))
    .map {
      Text(name: $0.name, bytes: $0.isWhole ? $0.bytes : Array("stile 1\n\n".utf8) + $0.bytes)
    }
    .filter { Sources.tree($0.bytes).diagnostics.isEmpty }

  /// Each declaration of each text alone. A declaration word at column 0 closes everything, so what
  /// holds for a declaration cut short holds for a text that ends with it, at a fraction of the
  /// work.
  static let declarations: [Text] = all.flatMap(pieces)

  /// Those of the `.stile` files.
  static let fileDeclarations: [Text] = files.flatMap(pieces)

  private static func pieces(of text: Text) -> [Text] {
    var lower = 0
    var pieces: [Text] = []
    for declaration in Sources.tree(text.bytes).root.declarations {
      let upper = Int(declaration.span.upper)
      let name = "\(text.name), \(lower)..<\(upper)"
      pieces.append(Text(name: name, bytes: Array(text.bytes[lower..<upper])))
      lower = upper
    }
    return pieces
  }

  private static let samples = [
    Text(name: "runbook sample", bytes: Array(Taste.runbook.utf8)),
    Text(name: "action sample", bytes: Array(Taste.action.utf8)),
    Text(name: "everything", bytes: Array(Taste.everything.utf8)),
  ]

  private static let top = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let files: [Text] = ["stdlib", "runbooks"].flatMap { folder in
    paths(below: folder, endingWith: ".stile").compactMap { path in
      (try? Data(contentsOf: top.appending(path: path))).map { Text(name: path, bytes: Array($0)) }
    }
  }

  private static func fences(below folder: String) -> [Text] {
    paths(below: folder, endingWith: ".md").flatMap { path -> [Text] in
      guard let text = try? String(contentsOf: top.appending(path: path), encoding: .utf8) else {
        return []
      }
      return text.components(separatedBy: "\n```stile").dropFirst().map { part in
        let body = part.components(separatedBy: "\n```")[0].drop { $0 != "\n" }.dropFirst()
        return Text(name: "\(path): \(body.prefix(30))", bytes: Array(body.utf8))
      }
    }
  }

  private static func paths(below folder: String, endingWith ending: String) -> [String] {
    let root = top.appending(path: folder).path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }
}

import Repository
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// One fence of `Tests/Corpus`: a small program, and whether the checker takes it.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  /// What a fence asks for.
  enum Verdict: Equatable {
    case accept
    /// With exactly these errors, in any order.
    case refuse([String])
  }

  let path: String
  let rule: String
  let fence: Fence
  /// The fences of the same heading that are files for the program to use.
  let files: [Fence]

  var place: CorpusPlace? {
    guard let word = fence.words.firstIndex(of: "in") else { return .file }
    let name = fence.words[word...].dropFirst().filter { $0 != "escaped" }
    return CorpusPlace(rawValue: name.joined(separator: " "))
  }

  var verdict: Verdict? {
    let words = fence.words.prefix { $0 != "in" && $0 != "escaped" }
    switch words.dropFirst().first {
    case "accept": return words.count == 2 ? .accept : nil
    case "refuse": return words.count > 2 ? .refuse(words.dropFirst(2).sorted()) : nil
    default: return nil
    }
  }

  var testDescription: String { "\(path):\(fence.line + 1): \(rule)" }

  /// The errors of the program.
  func checked(in place: CorpusPlace) -> CheckResult {
    let program =
      place == .whole ? fence.bytes : Array(place.program(fence.text, below: fence.line).utf8)
    return Checker.check(
      entry: path, provider: FencedSources(path: path, text: program, beside: files),
      natives: NativeCallables.all)
  }

  static let all: [CorpusCase] = Repository.documents(below: "Tests/Corpus").flatMap { document in
    document.sections.flatMap { section in
      section.fences.filter { $0.kind == "stile" && $0.name == nil }.map { fence in
        CorpusCase(
          path: document.path, rule: section.title, fence: fence,
          files: section.fences.filter { $0.name != nil })
      }
    }
  }
}

import Repository
import Testing

/// A section of a golden file that has something to compare.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let path: String
  let title: String
  let fences: [Fence]

  var testDescription: String { "\(path): \(title)" }

  static let all: [GoldenCase] = Repository.documents(below: "Tests/Golden").flatMap { document in
    document.sections.map { GoldenCase(path: document.path, title: $0.title, fences: $0.fences) }
  }
}

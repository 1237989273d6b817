import Foundation
import Repository
import StileSyntax

/// Every text of Stile in the repository: its files, and what stands in fences.
enum RepositoryTexts {
  static let all: [[UInt8]] = files + fences

  static func tokens(of text: [UInt8]) -> [Token] {
    var sources = SourceMap()
    return LexedText(sources.add(name: "example.stile", bytes: text)).tokens
  }

  private static var files: [[UInt8]] {
    ["runbooks", "stdlib"].flatMap { Repository.files(below: $0, endingWith: ".stile") }
      .compactMap { try? Repository.bytes(of: $0) }
  }

  private static var fences: [[UInt8]] {
    let pages = ["Tests/Golden", "Tests/Corpus", "docs"]
      .flatMap { Repository.files(below: $0, endingWith: ".md") }
    return pages.flatMap { path -> [[UInt8]] in
      guard let text = try? Repository.text(of: path) else { return [] }
      return text.components(separatedBy: "\n```stile").dropFirst().map { part in
        let body = part.components(separatedBy: "\n```")[0].drop { $0 != "\n" }.dropFirst()
        return Array(body.utf8)
      }
    }
  }
}

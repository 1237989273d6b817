import Foundation
import Repository

extension Repository {
  static func write(_ text: String, to path: String) throws {
    try text.write(to: top.appending(path: path), atomically: true, encoding: .utf8)
  }

  static func documents(below folder: String) -> [GoldenDocument] {
    files(below: folder, endingWith: ".md").compactMap { path in
      (try? text(of: path)).map { GoldenDocument(path: path, text: $0) }
    }
  }
}

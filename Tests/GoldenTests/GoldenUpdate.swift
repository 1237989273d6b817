import Foundation
import Repository
import Synchronization

/// Writes what a run came to into the golden file, when `STILE_UPDATE=1` asks for it.
enum GoldenUpdate {
  static let isAsked = ProcessInfo.processInfo.environment["STILE_UPDATE"] == "1"

  /// Cases of one file run side by side, and each rewrites all of it.
  private static let turn = Mutex(())

  /// Replaces the text of one fence. It is found by its heading and its place below that, because
  /// other cases may have moved the lines since this one was read.
  static func rewrite(_ golden: GoldenCase, fence index: Int, to text: String) throws {
    try turn.withLock { _ in
      let document = GoldenDocument(
        path: golden.path, text: try Repository.text(of: golden.path))
      guard let section = document.sections.first(where: { $0.title == golden.title }),
        section.fences.indices.contains(index)
      else { return }
      let fence = section.fences[index]
      var lines = try Repository.text(of: golden.path)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let first = fence.line + 1
      let last = first + fence.text.filter { $0 == "\n" }.count
      let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
      lines.replaceSubrange(first..<last, with: text.isEmpty ? [] : [body])
      let file = Repository.top.appending(path: golden.path)
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
  }
}

package import Foundation

/// The repository that the tests were built from.
package enum Repository {
  package static let top = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The paths, from the top, of all files below a folder whose names end so; sorted.
  package static func files(below folder: String, endingWith ending: String) -> [String] {
    let root = top.appending(path: folder).path
    guard let names = FileManager.default.enumerator(atPath: root) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }
      .map { "\(folder)/\($0)" }.sorted()
  }

  package static func text(of path: String) throws -> String {
    try String(contentsOf: top.appending(path: path), encoding: .utf8)
  }

  package static func bytes(of path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: top.appending(path: path)))
  }
}

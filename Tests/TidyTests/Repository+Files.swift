import Foundation
import Repository

extension Repository {
  /// The paths, from the top, of all files that the project is made of; sorted.
  ///
  /// What is hidden, built, or not text is left out.
  static let files: [String] = {
    guard let names = FileManager.default.enumerator(atPath: top.path) else { return [] }
    var found: [String] = []
    for case let name as String in names {
      let last = name.split(separator: "/").last ?? ""
      if last.hasPrefix(".") && last != ".ci" {
        names.skipDescendants()
        continue
      }
      var isFolder: ObjCBool = false
      let path = top.appending(path: name).path
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if !isFolder.boolValue { found.append(name) }
    }
    return found.sorted()
  }()

  static func files(in folders: String..., endingWith ending: String = "") -> [String] {
    files.filter { path in
      path.hasSuffix(ending) && folders.contains { path.hasPrefix($0 + "/") }
    }
  }

  /// The lines of a file; those of one that is not UTF-8 are none.
  static func lines(of path: String) -> [Substring] {
    let text = (try? text(of: path)) ?? ""
    return text.hasSuffix("\n")
      ? text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      : text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

import StandardLibrary
import StileCheck

/// The `stile` fences of a section as the files of a program; the one without a name is the entry.
struct FencedSources: SourceProvider {
  static let entry = "example.stile"

  private let files: [String: [UInt8]]

  init(_ fences: [Fence]) {
    var files: [String: [UInt8]] = [:]
    for fence in fences where fence.kind == "stile" {
      files[fence.name ?? FencedSources.entry] = fence.bytes
    }
    self.files = files
  }

  init(entry text: String) { files = [FencedSources.entry: Array(text.utf8)] }

  /// A text of one name beside the files of a section.
  init(path: String, text: [UInt8], beside fences: [Fence]) {
    var files = FencedSources(fences.filter { $0.name != nil }).files
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    files = Dictionary(uniqueKeysWithValues: files.map { ("\(folder)/\($0)", $1) })
    files[path] = text
    self.files = files
  }

  func file(_ path: String) -> [UInt8]? { files[path] }
  func standardModule(_ name: String) -> [UInt8]? { StandardLibrary.text(of: name) }
  var standardModuleNames: [String] { StandardLibrary.names }
}

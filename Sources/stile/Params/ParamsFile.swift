import StileCheck

/// The params that a file gives: a YAML mapping of their names to their values. The param's type
/// says what a text in it means, so `no` stays a text, and a version does not become a number.
struct ParamsFile {
  let path: String
  let entries: [ArgumentNode.Entry]

  init(_ path: String) throws(Problem) {
    self.path = path
    guard let bytes = FileSources.read(path) else { throw Problem("`\(path)` can't be read") }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Problem("`\(path)` is not UTF-8")
    }
    do throws(ArgumentProblem) {
      entries = try Self.entries(in: try YAMLDocument.read(bytes))
    } catch {
      throw Problem("\(Self.place(error.place, in: path)): \(error.message)")
    }
  }

  private static func entries(
    in document: ArgumentNode?
  ) throws(ArgumentProblem) -> [ArgumentNode.Entry] {
    guard let document else { return [] }
    guard case .map(let entries) = document.content else {
      throw ArgumentProblem(
        "a mapping of the names of params to their values is due here", at: document.place)
    }
    return entries
  }

  /// A place in the file as editors take it: `site.yaml:3:8`.
  func place(_ place: ArgumentNode.Place) -> String { Self.place(place, in: path) }

  private static func place(_ place: ArgumentNode.Place?, in path: String) -> String {
    place.map { "\(path):\($0.line):\($0.column)" } ?? path
  }
}

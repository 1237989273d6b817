/// Joins the path of a `use` to the place of the file that it stands in.
enum RelativePath {
  /// `"../hosts.stile"` in `a/b/move.stile` is `a/hosts.stile`; `.` and `..` are worked out as
  /// text.
  static func resolve(_ path: String, from file: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let isAbsolute = file.hasPrefix("/")
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/").map(String.init) {
      if part == "." { continue }
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
}

@preconcurrency import Glibc

/// The environment that this process was started with.
enum ProcessEnvironment {
  /// `NAME=value`, as they are handed on to what is started here.
  static let entries: [String] = {
    var entries: [String] = []
    var next = environ
    while let entry = next.pointee {
      entries.append(String(cString: entry))
      next += 1
    }
    return entries
  }()

  static let values: [String: String] = Dictionary(
    entries.compactMap { entry in
      entry.firstIndex(of: "=").map {
        (String(entry[..<$0]), String(entry[entry.index(after: $0)...]))
      }
    }, uniquingKeysWith: { first, _ in first })
}

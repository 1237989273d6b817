import Glibc

/// The `.stile` files that a person means by naming files and folders.
enum StileFiles {
  /// A file that is named counts whatever it is called; a folder stands for the `.stile` files
  /// below it, but for those in hidden folders and behind links.
  static func named(_ paths: [String]) throws -> [String] {
    var files: [String] = []
    for path in paths {
      switch kind(of: path, followsLink: true) {
      case S_IFDIR: files += try below(path)
      case nil: throw Problem("there is no file `\(path)`")
      default: files.append(path)
      }
    }
    return files
  }

  private static func below(_ folder: String) throws -> [String] {
    var files: [String] = []
    for name in try names(in: folder) where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch kind(of: path, followsLink: false) {
      case S_IFDIR: files += try below(path)
      case S_IFREG where name.hasSuffix(".stile"): files.append(path)
      default: break
      }
    }
    return files
  }

  private static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      throw Problem("can't read the folder `\(folder)`: \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  private static func kind(of path: String, followsLink: Bool) -> mode_t? {
    var status = Glibc.stat()
    let result = followsLink ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status.st_mode & S_IFMT : nil
  }
}

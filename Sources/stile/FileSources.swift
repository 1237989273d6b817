import CLinux
import Glibc
import StandardLibrary
import StileCheck
import StileSyntax

/// The files around an entry file, and the standard modules inside the program.
struct FileSources: SourceProvider {
  /// What a text may weigh; a larger file is no runbook.
  static let limit = 16 << 20

  /// The entry file as the person named it.
  let path: String

  /// Its folder as a prefix of the paths in it: empty, or with a final `/`.
  var folder: String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path from the root, under which the file is found again from any folder.
  var absolutePath: String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// Its name in its folder.
  var entry: String { String(path.dropFirst(folder.count)) }

  func file(_ name: String) -> [UInt8]? {
    FileSources.read(name.hasPrefix("/") ? name : folder + name)
  }

  func standardModule(_ name: String) -> [UInt8]? { StandardLibrary.text(of: name) }
  var standardModuleNames: [String] { StandardLibrary.names }

  /// The texts of a program under the names that a person at this place would type.
  func named(_ sources: SourceMap) -> SourceMap {
    var named = SourceMap()
    for text in sources.texts {
      let isElsewhere = text.name.hasPrefix("/") || text.name.hasPrefix("std:")
      _ = named.add(name: isElsewhere ? text.name : folder + text.name, bytes: text.bytes)
    }
    return named
  }

  /// The bytes of a regular file; nil when there is none or it can't be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    let size = Int(status.st_size)
    stile_make_room(size)
    return read(descriptor, expecting: size)
  }

  static func readStandardInput() -> [UInt8]? { read(STDIN_FILENO, expecting: 0) }

  private static func read(_ descriptor: Int32, expecting size: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
    defer { chunk.deallocate() }
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
    return nil
  }
}

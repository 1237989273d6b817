import Glibc
import StileMachine

/// A folder of ours for the sockets of shared connections: their paths end at 107 bytes, and ssh
/// adds 17, so they can't stand in the run's own folder.
///
/// A link in the run's folder names it, so that a run which is taken up again clears what a kill
/// left.
final class SocketFolder {
  let path: String
  private let link: String

  private static let prefix = "stile-"

  init(runFolder: String, runtimeFolder: String?) throws(SystemFailure) {
    link = "\(runFolder)/sockets"
    if let old = Self.target(of: link) { Self.clear(old) }
    _ = unlink(link)
    let parent = runtimeFolder.flatMap { $0.isEmpty || $0.utf8.count > 60 ? nil : $0 } ?? "/tmp"
    path = "\(parent)/\(Self.prefix)\(LaneToken.fresh().prefix(12))"
    // Nobody else's folder or link can stand there: then this fails.
    if mkdir(path, 0o700) != 0 { throw SystemFailure("mkdir \(path)", code: errno) }
    if symlink(path, link) != 0 { throw SystemFailure("symlink", code: errno) }
  }

  func remove() {
    Self.clear(path)
    _ = unlink(link)
  }

  private static func target(of link: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
      let count = buffer.withMemoryRebound(to: CChar.self) { buffer in
        buffer.baseAddress.map { readlink(link, $0, 4096) } ?? 0
      }
      filled = max(0, count)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Removes the files in a folder of ours, and the folder; anybody else's stays.
  private static func clear(_ folder: String) {
    var status = stat()
    guard let name = folder.split(separator: "/").last, name.hasPrefix(prefix),
      lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
      let stream = opendir(folder)
    else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      _ = unlink("\(folder)/\(name)")
    }
    _ = rmdir(folder)
  }
}

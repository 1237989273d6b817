import FoundationEssentials
import Glibc

/// A file system of a few megabytes, in memory, for this test alone.
final class SmallDisk {
  let path: String

  struct NotMounted: Error {}

  /// Tried once: being root is not always enough.
  static let isPossible = (try? SmallDisk(megabytes: 1)) != nil

  init(megabytes: Int) throws {
    let parent = FileManager.default.temporaryDirectory.path()
    path = parent + "/stile-small-disk-\(UInt64.random(in: 0 ... .max))"
    guard mkdir(path, 0o700) == 0 else { throw NotMounted() }
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
      rmdir(path)
      throw NotMounted()
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }

  /// Takes all the room that is left.
  func fill() {
    let file = open(path + "/filler", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    let page = [UInt8](repeating: 1, count: 4096)
    while write(file, page, page.count) > 0 {}
    close(file)
  }
}

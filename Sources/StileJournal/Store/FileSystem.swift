import CLinux

/// The kinds of file systems on which locks or shared memory don't hold, by their magic number.
enum FileSystem {
  private static let remote: [UInt64: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFE53_4D42: "SMB", 0xFF53_4D42: "CIFS", 0x0102_1997: "9P",
    0x6573_5546: "FUSE", 0x00C3_6400: "Ceph", 0x5346_414F: "AFS", 0x6B41_4653: "AFS",
    0x7375_7245: "Coda", 0x564C: "NCP", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS",
    0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x786F_4256: "vboxsf", 0x2003_0528: "OrangeFS",
  ]

  /// Refuses a folder where SQLite can't keep a journal safe.
  static func check(_ path: String) throws(JournalProblem) {
    if let kind = remote[try status(path).magic] {
      throw .networkFileSystem(path: path, kind: kind)
    }
  }

  /// The bytes that this user can still write there.
  static func available(_ path: String) throws(JournalProblem) -> UInt64 {
    try status(path).available
  }

  private static func status(_ path: String) throws(JournalProblem) -> (
    magic: UInt64, available: UInt64
  ) {
    var magic: UInt64 = 0
    var available: UInt64 = 0
    let result = stile_file_system(path, &magic, &available)
    guard result == 0 else {
      throw .system(operation: "look at", path: path, errno: -result)
    }
    return (magic, available)
  }
}

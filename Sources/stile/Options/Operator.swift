import Glibc
import StileJournal

/// Who sits here: the name that they give, and what the system knows.
enum Operator {
  /// `--operator`, else who became root by sudo, else the login of the user.
  static func person(named name: String?) -> Person {
    let uid = getuid()
    let login = getpwuid(uid).flatMap { $0.pointee.pw_name }.map { String(cString: $0) }
    let sudo = uid == 0 ? Terminal.environment("SUDO_USER") : nil
    return Person(
      name: name ?? sudo ?? login ?? String(uid), uid: Int64(uid), machine: machine,
      terminal: ttyname(STDIN_FILENO).map { String(cString: $0) })
  }

  private static var machine: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

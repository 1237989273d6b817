import CLinux
import Glibc
import StileJournal
import StileReview

/// The process that has a run in hand, held so that no other one can get its number unseen.
struct HolderProcess: ~Copyable {
  private let holder: LockHolder
  private let lock: String
  private let descriptor: Int32

  /// `lock` is the path of the run's lock. Nil when the process is gone.
  init?(_ holder: LockHolder, of lock: String) {
    guard let number = Int32(exactly: holder.process) else { return nil }
    let descriptor = stile_pidfd_open(number)
    guard descriptor >= 0 else { return nil }
    self.holder = holder
    self.lock = lock
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Its number, its user, since when it has the run, and its command line.
  var description: String {
    var parts = ["\(holder.process) of \(holder.user)"]
    var status = stat()
    // Who takes the lock writes into it.
    if stat(lock, &status) == 0 {
      let utc = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
      if !utc.overflow { parts.append("since \(Calendar.local.full(utc.partialValue))") }
    }
    if isStopped { parts.append("stopped") }
    let words = file("cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return Sanitizer.line(parts.joined(separator: ", ") + ": " + words.joined(separator: " "))
  }

  /// By Ctrl-Z, a debugger or SIGSTOP: it takes no other signal than that which kills.
  var isStopped: Bool {
    let text = String(decoding: file("stat"), as: UTF8.self)
    guard let mark = text.lastIndex(of: ")") else { return false }
    return ["T", "t"].contains(text[mark...].dropFirst(2).first)
  }

  func signal(_ number: Int32) throws(Problem) {
    let result = stile_pidfd_signal(descriptor, number)
    guard result == 0 || -result == ESRCH else {
      let why = String(cString: stile_error_text(-result))
      throw Problem("process \(holder.process) can't be ended: \(why)")
    }
  }

  func hasEnded(within milliseconds: Int) -> Bool {
    var ending = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ending, 1, Int32(milliseconds)) == 1
  }

  private func file(_ name: String) -> [UInt8] {
    let number = open("/proc/\(holder.process)/\(name)", O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return [] }
    defer { close(number) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(number, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}

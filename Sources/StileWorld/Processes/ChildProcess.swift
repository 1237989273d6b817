import CLinux
import Glibc

/// A process that we started, in a session of its own, and are told of when it ends.
struct ChildProcess: ~Copyable {
  let id: Int32
  /// Readable once the process has ended.
  let ending: Descriptor

  /// Starts a program with these three descriptors and no other.
  init(
    _ path: String, _ arguments: [String], environment: [String], input: borrowing Descriptor,
    output: borrowing Descriptor, error: borrowing Descriptor
  ) throws(SystemFailure) {
    let input = input.number
    let output = output.number
    let error = error.number
    let started = withCStrings([path] + arguments) { arguments in
      withCStrings(environment) { environment in
        stile_spawn(path, arguments, environment, input, output, error, -1)
      }
    }
    try self.init(owning: SystemFailure.check(started, "posix_spawn \(path)"))
  }

  /// Takes a process over that was just started.
  init(owning id: Int32) throws(SystemFailure) {
    let ending = try SystemFailure.check(stile_pidfd_open(id), "pidfd_open")
    self.id = id
    self.ending = Descriptor(owning: ending)
  }

  /// A process that outlives its owner is collected all the same once it ends: else it would stay
  /// in the process table, and whoever waits for any child of ours would find it again and again.
  deinit {
    let ending = dup(ending.number)
    if ending >= 0 { stile_collect_later(ending) }
  }

  /// The exit status once it has ended (128 + signal where a signal ended it); collects the
  /// process.
  func reap() -> Int32? {
    var status: Int32 = 0
    return stile_reap(id, &status) == 0 ? nil : stile_exit_status(status)
  }

  /// Waits until it has ended, and gives its exit status.
  func wait() -> Int32 {
    while true {
      if let status = reap() { return status }
      var readiness = pollfd(fd: ending.number, events: Int16(POLLIN), revents: 0)
      _ = poll(&readiness, 1, -1)
    }
  }

  /// Ends the program itself, not what it started.
  func end(by signal: Int32) { _ = kill(id, signal) }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  pointers.append(nil)
  return pointers.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else {
      preconditionFailure("an array with a nil is not empty")
    }
    return body(base)
  }
}

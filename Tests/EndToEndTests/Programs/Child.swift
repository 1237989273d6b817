import CLinux
import Foundation
import Glibc
import Synchronization

/// What a program left behind: its exit status, or 128 + the signal that ended it, and its words.
struct Outcome: Sendable, CustomStringConvertible {
  let status: Int32
  let output: String
  let problems: String

  var wasKilled: Bool { status == 128 + SIGKILL }

  var description: String {
    "exit \(status)\n--- stdout\n\(output)\n--- stderr\n\(problems)"
  }
}

/// A program that runs beside the test, in a session of its own.
///
/// It prints into files, not into pipes: so a grandchild that outlives it keeps nobody waiting. A
/// class because it has an end that several wait for.
final class Child: Sendable {
  let process: Int32
  private let output: URL
  private let problems: URL
  private let isCollected = Mutex(false)

  /// `environment` is all that it gets; `output` is the start of the names of the two files.
  init(
    _ words: [String], environment: [String: String], input: String = "/dev/null", output: URL
  ) throws {
    self.output = output.appendingPathExtension("out")
    problems = output.appendingPathExtension("err")
    let descriptors = [
      open(input, O_RDONLY | O_CLOEXEC),
      creat(self.output.path, 0o600), creat(problems.path, 0o600),
    ]
    defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    let settings = environment.map { "\($0)=\($1)" }
    process = Child.withPointers(words) { words in
      Child.withPointers(settings) { settings in
        stile_spawn(
          words[0], words, settings, descriptors[0], descriptors[1], descriptors[2], -1)
      }
    }
    guard process > 0 else {
      throw EndToEndProblem("\(words) does not start: \(String(cString: strerror(-process)))")
    }
  }

  /// What nothing here takes even on a slow day: a program that is still there then hangs.
  private static let patience: Int32 = 5 * 60 * 1000

  /// Waits on a thread of its own, so that no thread of the tests is held up. A program that hangs
  /// is ended, and the problem says what it did.
  func ended() async throws -> Outcome {
    let (status, hangs) = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: self.collect()) }
    }
    let outcome = Outcome(status: status, output: printed, problems: complained)
    if let hangs { throw EndToEndProblem("it hung, and was ended: \(hangs)\n\(outcome)") }
    return outcome
  }

  /// Kills it `delay` seconds after it has printed `text`, and waits for its end.
  ///
  /// A thread of its own watches it: those of the tests may be busy for longer than a program runs.
  func killed(after text: String, delay: Double = 0) async throws -> Outcome {
    Thread.detachNewThread {
      let end = ContinuousClock.now + .seconds(60)
      while !self.printed.contains(text), ContinuousClock.now < end { usleep(20_000) }
      usleep(UInt32(delay * 1_000_000))
      self.signal(SIGKILL)
    }
    let outcome = try await ended()
    guard outcome.wasKilled, outcome.output.contains(text) else {
      throw EndToEndProblem("it was not killed after it had printed `\(text)`: \(outcome)")
    }
    return outcome
  }

  /// What it has printed so far.
  var printed: String { Child.text(output) }
  var complained: String { Child.text(problems) }

  func signal(_ signal: Int32) {
    isCollected.withLock { if !$0 { _ = Glibc.kill(process, signal) } }
  }

  /// Its exit status; beside it what it was doing, if it had to be ended.
  private func collect() -> (status: Int32, hangs: String?) {
    var end = pollfd(fd: stile_pidfd_open(process), events: Int16(POLLIN), revents: 0)
    defer { close(end.fd) }
    let isOver = poll(&end, 1, Self.patience) != 0
    let hangs = isOver ? nil : Processes.tree(of: process)
    if !isOver { _ = Glibc.kill(-process, SIGKILL) }
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return isCollected.withLock { isCollected in
      var raw: Int32 = 0
      _ = stile_reap(process, &raw)
      isCollected = true
      return (stile_exit_status(raw), hangs)
    }
  }

  private static func text(_ file: URL) -> String {
    (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func withPointers<Result>(
    _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// Why a test can't go on; not what it is about.
struct EndToEndProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

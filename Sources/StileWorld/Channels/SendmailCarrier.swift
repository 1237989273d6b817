import CLinux
import Glibc
import StileMachine

/// Hands mails to the `sendmail` program of this machine, which every mail server brings.
struct SendmailCarrier: MessageCarrier {
  /// What the program gets of our own environment: no secret that came in by it.
  private static let passed: Set<String> = ["HOME", "LANG", "LOGNAME", "PATH", "TZ", "USER"]
  /// 30 s, in milliseconds.
  private static let limit: Int32 = 30_000
  /// What it has to say about a mail is a few lines.
  private static let mostWords = 300

  private let environment: [String]

  init(environment: [String]) {
    self.environment = environment.filter { entry in
      SendmailCarrier.passed.contains(String(entry.prefix { $0 != "=" }))
    }
  }

  func deliver(_ message: Message, by channel: ChannelFields) throws(Undelivered) {
    let mail = try MailMessage(message, by: channel)
    let program = channel.server
    guard program.hasPrefix("/"), !program.utf8.contains(0) else {
      throw Undelivered("the mail program is named by its whole path", isFinal: true)
    }
    // It reads the receiver from the mail, and takes a line with a dot alone as it is.
    let arguments = ["-t", "-i", "-f", mail.sender]
    let outcome: Outcome
    do throws(SystemFailure) {
      outcome = try run(program, arguments, input: mail.bytes.filter { $0 != UInt8(ascii: "\r") })
    } catch {
      throw Undelivered("\(error)")
    }
    switch outcome {
    case .ended(0, _): return
    case .ended(let status, let words):
      let isFinal = SendmailCarrier.finalStatuses.contains(status)
      throw Undelivered("\(program) ended with status \(status)\(words)", isFinal: isFinal)
    case .late: throw Undelivered("\(program) did not end in 30 s")
    }
  }

  /// What would not be better another time (`sysexits.h`): usage, data, no such user or host, no
  /// permission, configuration.
  private static let finalStatuses: Set<Int32> = [64, 65, 67, 68, 77, 78]

  private enum Outcome {
    /// What it said stands behind a colon.
    case ended(Int32, words: String)
    case late
  }

  private func run(
    _ program: String, _ arguments: [String], input: [UInt8]
  ) throws(SystemFailure) -> Outcome {
    // A file in memory: however long the mail is, nobody waits for a reader.
    let file = Descriptor(owning: try SystemFailure.check(stile_memory_file(), "memfd_create"))
    guard file.write(input[...]) == input.count, lseek(file.number, 0, SEEK_SET) == 0 else {
      throw SystemFailure("a mail of \(input.count) bytes can't be kept in memory", code: errno)
    }
    let words = try Pipe()
    let child = try ChildProcess(
      program, arguments, environment: environment, input: file, output: words.writing,
      error: words.writing)
    var readiness = pollfd(fd: child.ending.number, events: Int16(POLLIN), revents: 0)
    if poll(&readiness, 1, SendmailCarrier.limit) == 0 {
      _ = kill(-child.id, SIGKILL)
      _ = child.wait()
      return .late
    }
    let status = child.wait()
    return .ended(status, words: SendmailCarrier.said(words.takeReading()))
  }

  /// What there is to read now; a child of it may hold the pipe for longer.
  private static func said(_ reading: consuming Descriptor) -> String {
    _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
    guard case .bytes(let bytes) = reading.read() else { return "" }
    let text = String(decoding: bytes.prefix(mostWords), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    return lines.isEmpty ? "" : ": \(lines)"
  }
}

import StileMachine

/// A whole reply of a lane's shell.
struct LaneReply {
  let parts: [ReplyReader.Part]

  /// What hello found out.
  struct Bound {
    let bootID: String
    /// The lane's shell.
    let process: Int32
    /// Seconds since 1970 by the host's clock.
    let seconds: Int64
    let machineID: String?
    let pipeShell: String
    let login: String
    let base: String
    let claims: [String]
  }

  enum Hello {
    case bound(Bound)
    case fenced(String)
    case refused(String)
  }

  var hello: Hello {
    guard let part = parts.first, let end = part.header.firstIndex(of: " ") else {
      return .refused("its shell did not understand hello")
    }
    let rest = String(part.header[part.header.index(after: end)...])
    switch part.header[..<end] {
    case "bound":
      return bound(rest, listing: part.content).map(Hello.bound)
        ?? .refused("its shell did not understand hello")
    case "fenced": return .fenced("another runner has taken the run over (\(rest))")
    case "lost": return .refused("the run's folder \(rest) is gone, or can't be made")
    case "unfit": return .refused(rest)
    default: return .refused("its shell did not understand hello")
    }
  }

  private func bound(_ line: String, listing: [UInt8]) -> Bound? {
    let words = line.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: false)
      .map(String.init)
    guard words.count == 7, let process = Int32(words[1]), let seconds = Int64(words[2]) else {
      return nil
    }
    let names = listing.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      .map { String(decoding: $0, as: UTF8.self) }
    return Bound(
      bootID: words[0], process: process, seconds: seconds,
      machineID: words[3] == "none" || words[3].isEmpty ? nil : words[3], pipeShell: words[4],
      login: words[5], base: words[6], claims: names.filter { $0 != "*" && !$0.contains(".") })
  }

  /// What became of an attempt; nil when the reply makes no sense.
  var attempt: AttemptState? {
    guard let state = parts.first(where: { $0.header.hasPrefix("state ") }) else { return nil }
    let words = state.header.split(separator: " ")
    switch words.dropFirst().first {
    case "void": return .void
    case "alive": return .alive
    case "dead": return .dead
    case "rebooted": return .rebooted
    case "bare", "stuck": return .unclear
    case "ended":
      guard let status = words.last.flatMap({ Int64($0) }) else { return nil }
      return .ended(output(status: status), wasLate: parts.contains { $0.header == "late" })
    default: return nil
    }
  }

  /// Why nothing can be run as the user; nothing was claimed or started then.
  var denial: UserDenial? {
    guard let part = parts.first, part.header.hasPrefix("denied ") else { return nil }
    let words = String(decoding: part.content, as: UTF8.self)
    return UserDenial(rawValue: String(part.header.dropFirst("denied ".count)), saying: words)
  }

  /// Somebody has launched the attempt before.
  var isClaimed: Bool { parts.first?.header == "state claimed" }

  /// An output was still being written when it was read.
  var isOutputOpen: Bool { parts.contains { $0.header.hasPrefix("open ") } }

  private func output(status: Int64) -> CommandOutput {
    let (stdout, isStdoutCut) = stream("out")
    let (stderr, isStderrCut) = stream("err")
    return CommandOutput(
      status: status, stdout: stdout, stderr: stderr, isCut: isStdoutCut || isStderrCut)
  }

  /// A stream that hit its cap is shown as its head and its tail.
  private func stream(_ name: String) -> ([UInt8], isCut: Bool) {
    let head = parts.first { $0.header == name }?.content ?? []
    guard let tail = parts.first(where: { $0.header == "\(name).end" })?.content else {
      return (head, false)
    }
    return (head + Array("\n… cut here by stile …\n".utf8) + tail, true)
  }
}

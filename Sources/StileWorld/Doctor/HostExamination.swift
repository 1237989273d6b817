package import StileMachine

/// What one look at a host shows: whether runs can work there, and what earlier ones have left.
package struct HostExamination {
  package struct Finding: Hashable, Sendable {
    package enum Verdict: String, Sendable {
      case fit
      /// Worth knowing; nothing is in the way.
      case note
      case unfit
    }

    package let verdict: Verdict
    package let what: String
    /// What to do about it, where something is to be done.
    package let remedy: String?

    init(_ verdict: Verdict, _ what: String, remedy: String? = nil) {
      self.verdict = verdict
      self.what = what
      self.remedy = remedy
    }
  }

  package let findings: [Finding]

  package var isFit: Bool { !findings.contains { $0.verdict == .unfit } }

  /// Less is too little for the outputs of a few steps: 16 MiB, in KiB.
  private static let leastRoom: Int64 = 16 * 1024
  /// Clocks that differ by more than a minute put the lines of logs into a wrong order.
  private static let mostOffset: Int64 = 60

  /// Looks at a host over a connection of its own. `knownHosts` is the only file of known hosts
  /// that counts; nil means what the user's ssh goes by. `isCleaning` removes the folders of ended
  /// runs.
  package static func of(
    _ host: HostValue, isCleaning: Bool, environment: [String], knownHosts: String? = nil
  ) throws(Failure) -> HostExamination {
    let arguments = host.isLocal ? [] : try words(for: host, knownHosts)
    let name = host.isLocal ? "sh" : "ssh"
    guard let program = LocalProgram.find(name, in: environment) else {
      throw Failure(.world, "there is no `\(name)` here")
    }
    let start = Moment.now
    do throws(SystemFailure) {
      let outcome = try LocalProgram.run(
        program, arguments, environment: environment,
        input: Array((isCleaning ? "clean=yes\n" : "clean=\n").utf8) + Array(script.utf8),
        errors: .kept, atMost: 1 << 20)
      return HostExamination(
        outcome.output, complaints: outcome.errors, took: Moment.now.boot &- start.boot)
    } catch {
      throw Failure(.world, "`\(name)` can't be started: \(error)")
    }
  }

  private static func words(
    for host: HostValue, _ knownHosts: String?
  ) throws(Failure) -> [String] {
    let command = SSHCommand(host: host, socket: "none", isMaster: false, knownHosts: knownHosts)
    // The first of two settings counts: here nothing is wanted of ssh but why it fails.
    return ["-o", "LogLevel=ERROR"] + (try command.arguments())
  }

  /// Reads what came back; `took` is in nanoseconds.
  init(
    _ output: [UInt8], complaints said: [UInt8] = [], took: Int64,
    clock: Int64 = Moment.now.utc / 1_000_000_000
  ) {
    let facts = Self.facts(in: output)
    guard facts.contains(where: { $0.name == "end" }) else {
      var complaints = LaneComplaints()
      complaints.add(said + [UInt8(ascii: "\n")])
      findings = [Finding(.unfit, complaints.summary, remedy: Self.remedy(of: complaints))]
      return
    }
    let names = Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first }
    findings =
      [Finding(.fit, "reached in \(took / 1_000_000) ms as \(names["user"] ?? "?")")]
      + facts.filter { $0.name == "lacks" }.map { Self.lack(of: $0.value) }
      + [Self.room(names), Self.clock(names, ours: clock)]
      + Self.shell(names) + facts.compactMap(Self.left)
  }

  private static func facts(in output: [UInt8]) -> [(name: String, value: String)] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "stile" else { return nil }
      return (String(parts[1]), String(parts[2]))
    }
  }

  // MARK: One finding each

  private static func remedy(of complaints: LaneComplaints) -> String? {
    complaints.isRefusal
      ? "`ssh HOST true` shows the same; the host's key belongs into known_hosts, yours to the host"
      : nil
  }

  private static func lack(of thing: String) -> Finding {
    switch thing {
    case "setsid": Finding(.unfit, "there is no `setsid`", remedy: "install util-linux")
    case "/proc": Finding(.unfit, "there is no /proc", remedy: "mount it")
    default: Finding(.unfit, "there is no `\(thing)`", remedy: "install coreutils")
    }
  }

  private static func room(_ facts: [String: String]) -> Finding {
    guard let folder = facts["folder"] else {
      return Finding(
        .unfit, "no folder for runs: neither the home nor /var/tmp takes a named pipe",
        remedy: "give the user a home that can be written")
    }
    guard let free = facts["free"].flatMap({ Int64($0) }) else {
      return Finding(.note, "runs keep their claims below \(folder); its free space is unknown")
    }
    guard free >= leastRoom else {
      return Finding(.unfit, "\(folder) has \(free) KiB left", remedy: "make room there")
    }
    return Finding(.fit, "runs keep their claims below \(folder), with \(free / 1024) MiB left")
  }

  private static func clock(_ facts: [String: String], ours: Int64) -> Finding {
    guard let theirs = facts["clock"].flatMap({ Int64($0) }) else {
      return Finding(.note, "its clock is unknown")
    }
    let offset = theirs.subtractingReportingOverflow(ours).partialValue
    guard offset.magnitude > mostOffset.magnitude else {
      return Finding(.fit, "its clock is right")
    }
    return Finding(
      .note, "its clock is \(offset.magnitude) s \(offset > 0 ? "ahead of" : "behind") this one",
      remedy: "no wait depends on it; its own logs do")
  }

  private static func shell(_ facts: [String: String]) -> [Finding] {
    guard facts["pipefail"] == nil else { return [] }
    return [
      Finding(
        .note, "its `sh` has no pipefail, and there is no bash: commands with a pipe are refused")
    ]
  }

  private static func left(_ fact: (name: String, value: String)) -> Finding? {
    switch fact.name {
    case "open": Finding(.note, "\(fact.value) belongs to a run that has not ended")
    case "closed":
      Finding(
        .note, "\(fact.value) is left of a run that has ended", remedy: "`--clean` removes it")
    case "removed": Finding(.fit, "removed \(fact.value)")
    default: nil
    }
  }
}

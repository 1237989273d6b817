import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// What `stile doctor` finds on real hosts, and what it makes of what they say.
struct HostExaminationTests {
  private func examine(
    _ server: SSHServer, _ host: HostValue, isCleaning: Bool = false
  ) throws -> HostExamination {
    let known = "\(server.folder)/known"
    let words = try #require(host.hostKey?.split(separator: " ").prefix(2).joined(separator: " "))
    try SSHServer.write("[\(host.name)]:\(host.port) \(words)\n", to: known)
    return try HostExamination.of(
      host, isCleaning: isCleaning, environment: LaneRig.environment, knownHosts: known)
  }

  private func lines(_ examination: HostExamination, _ verdict: HostExamination.Finding.Verdict)
    -> [String]
  {
    examination.findings.filter { $0.verdict == verdict }.map(\.what)
  }

  @Test(.enabled(if: SSHServer.isInstalled, "skipped: there is no sshd here"))
  func `a host is fit, and what ended runs have left is removed`() throws {
    let server = try SSHServer()
    do {
      let rig = try LaneRig()
      try rig.hello(server.host())
      let first = try examine(server, server.host())
      #expect(first.isFit, "\(first.findings)")
      #expect(
        lines(first, .note) == [
          "\(server.folder)/home/.stile/test-run/far belongs to a run that has not ended"
        ])
      _ = try rig.ask(.bye(server.host()))
    }
    let left = "\(server.folder)/home/.stile/test-run"
    #expect(
      lines(try examine(server, server.host()), .note) == [
        "\(left)/far is left of a run that has ended"
      ])
    let cleaned = try examine(server, server.host(), isCleaning: true)
    #expect(lines(cleaned, .fit).contains("removed \(left)/far"))
    #expect(access(left, F_OK) != 0)
    #expect(lines(try examine(server, server.host()), .note) == [])
  }

  @Test(.enabled(if: SSHServer.isInstalled, "skipped: there is no sshd here"))
  func `a host with another key is not trusted`() throws {
    let server = try SSHServer()
    let other = try SSHServer()
    let examination = try examine(server, server.host(hostKey: other.hostKey))
    #expect(lines(examination, .unfit) == ["Host key verification failed."])
  }

  @Test func `this machine is fit`() throws {
    let examination = try HostExamination.of(
      .local, isCleaning: false, environment: LaneRig.environment)
    #expect(examination.isFit, "\(examination.findings)")
    #expect(lines(examination, .fit).contains("its clock is right"))
  }

  @Test func `what a host lacks is named, with what to do`() {
    let said = """
      Welcome to the machine!
      stile\tuser\troot
      stile\tclock\t1000
      stile\tlacks\tsetsid
      stile\tfolder\t/root
      stile\tfree\t100
      stile\tend\t

      """
    let examination = HostExamination(Array(said.utf8), took: 5_000_000, clock: 1_100)
    #expect(!examination.isFit)
    #expect(lines(examination, .fit) == ["reached in 5 ms as root"])
    #expect(
      lines(examination, .unfit) == ["there is no `setsid`", "/root has 100 KiB left"])
    #expect(
      lines(examination, .note) == [
        "its clock is 100 s behind this one",
        "its `sh` has no pipefail, and there is no bash: commands with a pipe are refused",
      ])
  }

  @Test func `a host that says only half is not fit`() {
    let examination = HostExamination(Array("stile\tuser\troot\n".utf8), took: 0, clock: 0)
    #expect(!examination.isFit)
  }
}

import StileMachine
import Testing

@testable import StileWorld

/// `as USER`: by a real sudo, with everything that belongs to the command inside of the user's
/// shell.
@Suite(.enabled(if: UserLane.obstacle == nil, Comment(rawValue: UserLane.obstacle ?? "")))
struct UserTests {
  private static let second: Int64 = 1_000_000_000

  @Test(arguments: UserLane.allCases)
  func `it runs as the user, with its words, folder, variables and input`(
    _ lane: UserLane
  ) throws {
    let rig = try UserRig(lane)
    let text = """
      id -un; pwd; printf '%s|%s\\n' "$WORD" "$stile_1"; cat; echo bad >&2; exit 255
      """
    let result = try rig.run(
      rig.request(
        text, stdin: .plain(Array("in'put\\n\n\u{0}".utf8)),
        environment: [.init(name: "WORD", value: .plain(Array("a $b".utf8)))]))
    let output = try #require(result.output)
    #expect(output.status == 255)
    #expect(result.stdout == "nobody\n/tmp\na $b|an 'argument\nin'put\\n\n\u{0}")
    #expect(output.stderr == Array("bad\n".utf8))
  }

  @Test(arguments: UserLane.allCases)
  func `without input it reads nothing, not even its own text`(_ lane: UserLane) throws {
    let rig = try UserRig(lane)
    #expect(try rig.run(rig.request("cat; echo end")).stdout == "end\n")
  }

  @Test func `a large input arrives whole`() throws {
    let rig = try UserRig(.root)
    let bytes = (0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = try rig.run(rig.request("wc -c", stdin: .plain(bytes)))
    #expect(result.stdout == "1048576\n")
  }

  @Test(arguments: UserLane.allCases)
  func `a probe asks as the user`(_ lane: UserLane) throws {
    let rig = try UserRig(lane)
    #expect(try rig.ask(.probe(rig.request("id -un"))).stdout == "nobody\n")
  }

  @Test func `on a host it begins in the user's home, or where that is missing in none`() throws {
    let rig = try UserRig(.far)
    #expect(try rig.run(rig.request("pwd", directory: nil)).stdout == "/\n")
    let daemon = rig.request("pwd", as: "daemon", directory: nil)
    #expect(try rig.run(daemon).stdout == "/usr/sbin\n")
  }

  @Test(arguments: UserLane.allCases)
  func `a secret is in no argument list`(
    _ lane: UserLane
  ) throws {
    let rig = try UserRig(lane, secrets: ["key": Array("hunter2-hunter2".utf8)])
    let secret = CommandRequest.Text.secret(SecretText(pieces: [.secret("key")]))
    // It waits, so that what started it is still there to be looked at.
    let result = try rig.run(
      rig.request(
        """
        [ "$KEY" = "$(cat)" ] && echo same
        unset KEY
        for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done 2>/dev/null |
          grep -c 'hunter[2]-hun' ||:
        """, stdin: secret, environment: [.init(name: "KEY", value: secret)]))
    #expect(result.stdout == "same\n0\n")
  }

  @Test(arguments: UserLane.allCases)
  func `at the end of its time all that it started is ended`(_ lane: UserLane) throws {
    let rig = try UserRig(lane)
    let attempt = LaneRig.ownAttempt()
    let slow = rig.request(
      "setsid sleep 100 & trap '' TERM; sleep 100; sleep 100", within: Self.second,
      isOutputRead: false)
    let result = try rig.run(slow, attempt: attempt)
    guard case .attempt(.ended(_, wasLate: true)) = result else {
      Issue.record("\(result)")
      return
    }
    try rig.turn(untilGone: attempt)
  }

  @Test(arguments: UserLane.allCases)
  func `it can be stopped by who did not start it`(_ lane: UserLane) throws {
    let rig = try UserRig(lane)
    let attempt = LaneRig.ownAttempt()
    let slow = rig.request("setsid sleep 100 & sleep 100", within: 50 * Self.second)
    let name = rig.submit(.launch(attempt: attempt, slow))
    try rig.turn(untilBegun: attempt)
    let result = try rig.ask(.stop(attempt: attempt, rig.host))
    guard case .attempt(.ended) = result else {
      Issue.record("\(result)")
      return
    }
    _ = try rig.answer(to: name)
    try rig.turn(untilGone: attempt)
  }

  @Test(arguments: UserLane.allCases)
  func `an attempt as the user is settled as any other`(_ lane: UserLane) throws {
    let rig = try UserRig(lane)
    let attempt = LaneRig.ownAttempt()
    _ = try rig.run(rig.request("echo once"), attempt: attempt)
    #expect(try rig.ask(.settle(attempt: attempt, rig.host)).stdout == "once\n")
    #expect(try rig.run(rig.request("echo twice"), attempt: attempt).stdout == "once\n")
  }

  @Test(arguments: UserLane.allCases)
  func `a user whom the host does not know is told before anything starts`(
    _ lane: UserLane
  ) throws {
    let rig = try UserRig(lane)
    let attempt = LaneRig.ownAttempt()
    let failure = try Self.failure(rig.run(rig.request("true", as: "nobdoy"), attempt: attempt))
    #expect(failure.message == "\(rig.host.name) has no user `nobdoy`")
    #expect(failure.kind == .world)
    #expect(try !rig.isClaimed(attempt))
    #expect(try Self.failure(rig.ask(.probe(rig.request("true", as: "nobdoy")))) == failure)
    // The lane goes on.
    #expect(try rig.run(rig.request("echo on")).stdout == "on\n")
  }

  @Test(arguments: ["", "{} ALL=(nobody) PASSWD: ALL", "{} ALL=(nobody) NOPASSWD: /bin/true"])
  func `a sudo that wants a password, or does not want, is told before anything starts`(
    _ rules: String
  ) throws {
    let rig = try UserRig(.ordinary, rules: rules)
    let attempt = LaneRig.ownAttempt()
    let failure = try Self.failure(rig.run(rig.request("true"), attempt: attempt))
    #expect(failure.message == "`daemon` can't run commands as `nobody` on local")
    #expect(failure.details.first == "sudo said: a password is required")
    #expect(failure.details.last?.hasSuffix("daemon ALL=(nobody) NOPASSWD: ALL") == true)
    #expect(try !rig.isClaimed(attempt))
  }

  private static func failure(_ result: WorldResult) throws -> Failure {
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      throw LaneRig.Silence()
    }
    return failure
  }
}

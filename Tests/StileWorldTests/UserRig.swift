import Glibc
import StileMachine
import StileSyntax

@testable import StileWorld

/// Who logs in where `as USER` is tried.
enum UserLane: CaseIterable {
  /// Root on this machine, whom nobody asks for a password.
  case root
  /// An ordinary user, whom the sudoers of a mount namespace of their own let be `nobody`.
  case ordinary
  /// Over a real sshd.
  case far

  /// Why it can't be tried here; nil where it can.
  static let obstacle: String? =
    if getuid() != 0 {
      "skipped: only root can let one user become another"
    } else if access("/usr/bin/sudo", X_OK) != 0 {
      "skipped: sudo is not installed (scripts/deps test)"
    } else {
      nil
    }
}

/// A lane whose user may run commands as `nobody`.
final class UserRig {
  let host: HostValue
  private let rig: LaneRig
  private let server: SSHServer?
  private let folder: String

  /// `rules` are the sudoers of the ordinary user; `{}` stands for their name.
  init(
    _ lane: UserLane, rules: String = "{} ALL=(nobody) NOPASSWD: ALL",
    secrets: [String: [UInt8]] = [:]
  ) throws {
    folder = try LaneRig.temporaryFolder()
    switch lane {
    case .root:
      (server, host) = (nil, .local)
      rig = try LaneRig(shell: ["/bin/sh"], secrets: secrets)
    case .ordinary:
      (server, host) = (nil, .local)
      try SSHServer.write(
        rules.replacing("{}", with: "daemon") + "\n", to: "\(folder)/sudoers")
      chmod("\(folder)/sudoers", 0o440)
      let enter = """
        mount --bind \(folder)/sudoers /etc/sudoers
        exec setpriv --reuid=daemon --regid=daemon --clear-groups /bin/sh
        """
      rig = try LaneRig(
        shell: ["/usr/bin/unshare", "-m", "/bin/sh", "-ec", enter], secrets: secrets)
      try give(rig.folder)
    case .far:
      let started = try SSHServer()
      (server, host) = (started, started.host())
      rig = try LaneRig(secrets: secrets)
    }
    try rig.hello(host)
  }

  deinit { LaneRig.remove(folder) }

  /// Lets the ordinary user into the run's folder.
  private func give(_ folder: String) throws {
    chmod(folder, 0o711)
    guard let entry = getpwnam("daemon") else { throw LaneRig.Silence() }
    for path in ["\(folder)/local", "\(folder)/local/a"] {
      mkdir(path, 0o700)
      chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid)
    }
  }

  func request(
    _ text: String, as user: String = "nobody", stdin: CommandRequest.Text? = nil,
    environment: [CommandRequest.Variable] = [], directory: String? = "/tmp",
    within: Int64? = nil, isOutputRead: Bool = true
  ) -> CommandRequest {
    CommandRequest(
      execution: .run, host: host,
      command: CommandText(
        form: .script(text, arguments: [Array("an 'argument".utf8)], hasPipe: false),
        rendering: text),
      user: user, directory: directory.map { Array($0.utf8) }, stdin: stdin,
      environment: environment, within: within, isOutputRead: isOutputRead)
  }

  func run(_ request: CommandRequest, attempt: String = LaneRig.ownAttempt()) throws -> WorldResult
  {
    try rig.ask(.launch(attempt: attempt, request))
  }

  func ask(_ request: WorldRequest) throws -> WorldResult { try rig.ask(request) }

  func submit(_ request: WorldRequest) -> EffectName { rig.submit(request) }

  func answer(to name: EffectName) throws -> WorldResult { try rig.answer(to: name) }

  /// Waits until two processes carry the mark of the attempt: the command and what it started.
  func turn(untilBegun attempt: String) throws {
    try rig.turn {
      Processes.all {
        Processes.environment($0).contains("STILE_ATTEMPT=\(attempt)")
          && Processes.commandLine($0).hasPrefix("sleep ")
      }.count == 2
    }
  }

  /// Waits until nothing that a user can look at carries the mark of the attempt.
  func turn(untilGone attempt: String) throws {
    try rig.turn {
      Processes.all { Processes.environment($0).contains("STILE_ATTEMPT=\(attempt)") }.isEmpty
    }
  }

  /// Whether the attempt has a claim.
  func isClaimed(_ attempt: String) throws -> Bool {
    try rig.hello(host).claims.contains(attempt)
  }
}

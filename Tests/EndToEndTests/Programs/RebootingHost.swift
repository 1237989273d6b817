import Foundation
import Glibc

/// A host that can be rebooted without harm: the lab's `old` once more, with an sshd in a mount
/// namespace in which another file stands for the kernel's boot id.
///
/// Its `reboot` answers at once, as `systemctl reboot` does. A moment later all its connections and
/// its sshd are gone, and after another moment it is up again in the next boot.
final class RebootingHost {
  static let isPossible = getuid() == 0 && Machine.program("unshare") != nil

  /// The value of a param for it.
  let setting: String
  /// The program that reboots it.
  let reboot: String
  private let folder: URL
  private let power: Child

  init(like lab: Lab) async throws {
    folder = try WorkFolder.make("r")
    let old = lab.place("old", "etc/sshd_config")
    let configuration = try String(contentsOf: old, encoding: .utf8)
    try WorkFolder.write(
      configuration.replacing("127.0.0.21:", with: "127.0.0.31:")
        .replacing("sshd.pid", with: "rebooting.pid"),
      to: folder.appending(path: "config"))
    try WorkFolder.write(Self.boot(1), to: folder.appending(path: "boot"))
    setting = lab.setting("old").replacing("127.0.0.21", with: "127.0.0.31")
    reboot = folder.appending(path: "reboot").path
    try WorkFolder.write(Self.program, to: URL(filePath: reboot))
    chmod(reboot, 0o755)
    power = try Child(
      [
        try Machine.required("unshare"), "-m", "/bin/sh", "-c", Self.on,
        try Machine.required("sshd"), folder.path,
      ], environment: Machine.environment, output: folder.appending(path: "power"))
    try await eventually("the host is up", within: .seconds(20)) { self.isUp }
  }

  deinit {
    try? WorkFolder.write("", to: folder.appending(path: "off"))
    if let listener { kill(listener, SIGTERM) }
  }

  /// How often it was told to reboot.
  var reboots: Int {
    let file = folder.appending(path: "reboots")
    return (try? String(contentsOf: file, encoding: .utf8))?.count { $0 == "\n" } ?? 0
  }

  private var listener: Int32? {
    let file = folder.appending(path: "listener")
    return (try? String(contentsOf: file, encoding: .utf8)).flatMap {
      Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  private var isUp: Bool {
    (try? String(contentsOf: folder.appending(path: "power.err"), encoding: .utf8))?
      .contains("Server listening") == true
  }

  private static func boot(_ number: Int) -> String {
    "00000000-0000-4000-8000-00000000000\(number)\n"
  }

  private static let on = """
    mount --bind "$1/boot" /proc/sys/kernel/random/boot_id
    until [ -e "$1/off" ]; do
      "$0" -D -e -f "$1/config" &
      echo $! >"$1/listener"
      wait
      sleep 1
    done
    """

  private static let program = """
    #!/bin/sh
    cd "$(dirname "$0")"
    echo asked >>reboots
    setsid sh -c '
      sleep 1
      echo \(boot(2).dropLast()) >boot
      listener=$(cat listener)
      kill -KILL $(pgrep -P "$listener") "$listener"
    ' </dev/null >/dev/null 2>&1 &

    """
}

import StileSyntax

/// What is known of common commands: which change things, and which run another.
enum KnownCommands {
  private static let changers: CommandNames = [
    "rm", "mv", "cp", "ln", "dd", "tee", "chmod", "chown", "chgrp", "mkdir", "rmdir", "touch",
    "truncate", "install", "rsync", "kill", "pkill", "killall", "reboot", "shutdown", "halt",
    "poweroff", "mount", "umount", "useradd", "userdel", "usermod", "passwd", "crontab", "unlink",
    "shred", "mkfs", "swapoff", "swapon", "iptables", "nft", "nsupdate",
  ]

  /// Commands of which some sub-commands only read.
  private static let changingSubcommands: [String: Set<String>] = [
    "systemctl": [
      "start", "stop", "restart", "reload", "enable", "disable", "mask", "unmask", "kill",
      "daemon-reload", "isolate",
    ],
    "service": ["start", "stop", "restart", "reload"],
    "apt": ["install", "remove", "purge", "upgrade", "full-upgrade", "update", "autoremove"],
    "apt-get": ["install", "remove", "purge", "upgrade", "dist-upgrade", "update", "autoremove"],
    "git": ["commit", "push", "pull", "checkout", "reset", "merge", "rebase", "clean"],
    "docker": ["run", "rm", "rmi", "stop", "start", "restart", "kill", "exec", "build", "pull"],
  ]

  private static let severalFold = CommandNames(Set(changingSubcommands.keys))

  private static func isChanger(_ words: ArraySlice<ShellWord>) -> Bool {
    guard let name = words.first?.commandName else { return false }
    if changers.contains(name) { return true }
    if severalFold.contains(name), let changing = changingSubcommands[name] {
      return words.dropFirst().contains { changing.contains($0.text) }
    }
    if name == "find" { return words.contains { $0.text == "-delete" } }
    if name == "sed" { return words.contains { $0.text == "-i" || $0.text == "--in-place" } }
    return false
  }

  /// It prints its words, so what stands in them goes into a pipe behind it.
  static func isPrinter(_ words: ArraySlice<ShellWord>) -> Bool {
    words.first?.commandName.map { $0 == "echo" || $0 == "printf" } ?? false
  }

  /// Commands that run another one, whose words follow their own options.
  private static let runners: CommandNames = [
    "sudo", "doas", "env", "nice", "ionice", "nohup", "setsid", "timeout", "time", "exec",
    "command", "xargs", "stdbuf", "sshpass", "systemd-run",
  ]

  private static let findActions: CommandNames = ["-exec", "-execdir", "-ok", "-okdir"]

  /// What the first of the commands gives that stand in the words of one: it may begin at their
  /// start, and behind what runs another.
  static func first<Found>(
    in words: ArraySlice<ShellWord>, _ find: (ArraySlice<ShellWord>) -> Found?
  ) -> Found? {
    var begins = true
    var isRun = false
    var wasOption = false
    for index in words.indices {
      let isOption = words[index].isOption
      if begins {
        if let found = find(words[index...]) { return found }
        if let name = words[index].commandName, runners.contains(name) {
          isRun = true
          continue
        }
      }
      // An option may take the word behind it; `timeout` takes a length.
      isRun =
        isRun
        && (isOption || wasOption || words[index].isAssignment || words[index].text.startsWithDigit)
      wasOption = isOption
      begins = isRun || (isOption && findActions.contains(words[index].text))
    }
    return nil
  }

  /// The first command in the words that changes things.
  static func changer(in words: ArraySlice<ShellWord>) -> String? {
    first(in: words) { isChanger($0) ? $0.first?.text : nil }
  }
}

extension String {
  fileprivate var startsWithDigit: Bool { utf8.first.map { (48...57).contains($0) } ?? false }
}

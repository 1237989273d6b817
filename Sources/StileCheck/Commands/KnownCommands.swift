/// What is known of common commands: which change things, and which read an argument as a program.
enum KnownCommands {
  /// Words that stand before a command without changing what it is.
  static let prefixes: Set<String> = [
    "!", "{", "}", "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "time",
    "exec", "command", "nohup", "nice", "env",
  ]

  private static let changers: Set<String> = [
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

  static func isChanger(_ words: [ShellWords.Word]) -> Bool {
    guard let name = words.first?.plainText.map(baseName) else { return false }
    if changers.contains(name) { return true }
    if let changing = changingSubcommands[name] {
      return words.dropFirst().contains { changing.contains($0.text) }
    }
    if name == "find" { return words.contains { $0.text == "-delete" } }
    if name == "sed" { return words.contains { $0.text == "-i" || $0.text == "--in-place" } }
    return false
  }

  /// A hole in an argument that an interpreter reads as a program.
  struct Reinterpretation {
    let command: String
    /// An index into the command's holes.
    let hole: Int
    /// The program is of a language of its own, where a value may be harmless: a lint.
    let isScript: Bool
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "ksh", "ash", "su"]
  private static let scriptOptions: [String: Set<String>] = [
    "psql": ["-c", "--command"], "perl": ["-e", "-E", "-ne", "-pe"], "python": ["-c"],
    "python3": ["-c"], "ruby": ["-e"], "sqlite3": [], "awk": [], "gawk": [], "mawk": [], "sed": [],
    "mysql": ["-e"],
  ]

  static func reinterpreted(_ words: [ShellWords.Word]) -> Reinterpretation? {
    guard words.contains(where: { !$0.holes.isEmpty }) else { return nil }
    for (index, word) in words.enumerated() {
      guard let name = word.plainText.map(baseName) else { continue }
      let rest = words[(index + 1)...]
      if shells.contains(name), let hole = programHole(rest, ["-c", "--command"]) {
        return Reinterpretation(command: "\(name) -c", hole: hole, isScript: false)
      }
      guard index == 0 || startsCommand(words[index - 1]) else { continue }
      if name == "eval", let hole = rest.flatMap(\.holes).first {
        return Reinterpretation(command: "eval", hole: hole, isScript: false)
      }
      if name == "trap", let hole = rest.first(where: { $0.text != "--" })?.holes.first {
        return Reinterpretation(command: "trap", hole: hole, isScript: false)
      }
      if name == "ssh", let hole = remoteHole(rest) {
        return Reinterpretation(command: "ssh", hole: hole, isScript: false)
      }
      if let options = scriptOptions[name], let hole = scriptHole(rest, options) {
        return Reinterpretation(command: name, hole: hole, isScript: true)
      }
    }
    return nil
  }

  /// `find … -exec CMD`, `xargs CMD`, `sudo CMD` and the like begin a command in the middle.
  private static func startsCommand(_ word: ShellWords.Word) -> Bool {
    starters.contains(word.text)
  }

  private static let starters: Set<String> = [
    "-exec", "-execdir", "-ok", "xargs", "sudo", "env", "nice", "nohup", "timeout",
  ]

  /// The hole in the word after one of the options, such as `-c`.
  private static func programHole(
    _ words: ArraySlice<ShellWords.Word>, _ options: Set<String>
  ) -> Int? {
    let option = words.firstIndex { word in
      if options.contains(word.text) { return true }
      let isShort = word.text.hasPrefix("-") && !word.text.hasPrefix("--")
      return isShort && options.contains("-c") && word.text.hasSuffix("c")
    }
    guard let option, option + 1 < words.endIndex else { return nil }
    return words[option + 1].holes.first
  }

  /// ssh joins the words after the host with spaces, and a shell there parses them again.
  private static func remoteHole(_ words: ArraySlice<ShellWords.Word>) -> Int? {
    let withValue: Set<String> = ["-i", "-p", "-l", "-o", "-F", "-J", "-S", "-W", "-L", "-R", "-D"]
    var position = words.startIndex
    while position < words.endIndex, words[position].text.hasPrefix("-") {
      position += withValue.contains(words[position].text) ? 2 : 1
    }
    guard position + 1 < words.endIndex else { return nil }
    return words[(position + 1)...].flatMap(\.holes).first
  }

  private static func scriptHole(
    _ words: ArraySlice<ShellWords.Word>, _ options: Set<String>
  ) -> Int? {
    if !options.isEmpty { return programHole(words, options) }
    let program = words.first { !$0.text.hasPrefix("-") || !$0.holes.isEmpty }
    return program?.holes.first
  }

  private static func baseName(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "/")) else { return name }
    return name.split(separator: "/").last.map(String.init) ?? name
  }
}

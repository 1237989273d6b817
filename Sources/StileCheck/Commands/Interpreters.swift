import StileSyntax

/// Commands that read a program: from an argument, or from what they are given to read.
enum Interpreters {
  /// A command that reads a program.
  struct Reader {
    let command: String
    /// The program is of a language of its own, where a value may be harmless: a lint.
    let isScript: Bool
  }

  private static let shells: CommandNames = [
    "sh", "bash", "rbash", "dash", "zsh", "ksh", "mksh", "ash",
  ]
  /// Commands that hand an argument to a shell.
  private static let shellCallers: CommandNames = ["su", "runuser", "flock", "script", "sg"]
  /// Commands that give what stands behind `-c` to a shell.
  private static let givers = shells.union(shellCallers)
  private static let shellOptions = ["-c", "--command"]
  private static let scriptOptions: [String: [String]] = [
    "psql": ["-c", "--command"], "mysql": ["-e", "--execute"], "mariadb": ["-e", "--execute"],
    "perl": ["-e", "-E", "-ne", "-pe"], "python": ["-c"], "python3": ["-c"], "ruby": ["-e"],
    "node": ["-e", "-p", "--eval", "--print"], "php": ["-r"], "lua": ["-e"], "sqlite3": [],
    "awk": [], "gawk": [], "mawk": [], "sed": [],
  ]

  private static let scriptCommands = CommandNames(Set(scriptOptions.keys))
  private static let readers = scriptCommands.union(["eval", "trap", "ssh"])

  // MARK: Programs in arguments

  /// The first hole that gets into an argument which is read as a program.
  static func argumentHole(in words: ArraySlice<ShellWord>) -> (reader: Reader, hole: Int)? {
    guard words.contains(where: { !$0.holes.isEmpty }) else { return nil }
    if words.contains(where: { isProgramOption($0, shellOptions) }) {
      for index in words.indices {
        guard let name = words[index].commandName, givers.contains(name) else { continue }
        guard let hole = programHole(words[(index + 1)...], shellOptions) else { continue }
        return (Reader(command: "\(name) -c", isScript: false), hole)
      }
    }
    return KnownCommands.first(in: words) { beginning in
      guard let name = beginning.first?.commandName, readers.contains(name) else { return nil }
      let rest = beginning.dropFirst()
      let isScript = scriptCommands.contains(name)
      guard let hole = isScript ? scriptHole(name, rest) : shellHole(name, rest) else { return nil }
      return (Reader(command: name, isScript: isScript), hole)
    }
  }

  private static func shellHole(_ name: String, _ words: ArraySlice<ShellWord>) -> Int? {
    switch name {
    case "eval": words.lazy.flatMap(\.holes).first
    case "trap": words.first { $0.text != "--" }?.holes.first
    case "ssh": remoteWords(words).lazy.flatMap(\.holes).first
    default: nil
    }
  }

  private static func scriptHole(_ name: String, _ words: ArraySlice<ShellWord>) -> Int? {
    guard let options = scriptOptions[name] else { return nil }
    if !options.isEmpty { return programHole(words, options) }
    return words.first { !$0.isOption || !$0.holes.isEmpty }?.holes.first
  }

  /// The hole in the word after one of the options, such as `-c`.
  private static func programHole(
    _ words: ArraySlice<ShellWord>, _ options: [String]
  ) -> Int? {
    let option = words.firstIndex { isProgramOption($0, options) }
    guard let option, option + 1 < words.endIndex else { return nil }
    return words[option + 1].holes.first
  }

  private static func isProgramOption(_ word: ShellWord, _ options: [String]) -> Bool {
    guard word.isOption else { return false }
    if options.contains(word.text) { return true }
    let isShort = word.text.utf8.last == UInt8(ascii: "c") && !word.text.hasPrefix("--")
    return isShort && options.contains("-c")
  }

  /// ssh joins the words after the host with spaces, and a shell there parses them again.
  private static func remoteWords(_ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord> {
    let withValue: Set<String> = ["-i", "-p", "-l", "-o", "-F", "-J", "-S", "-W", "-L", "-R", "-D"]
    var position = words.startIndex
    while position < words.endIndex, words[position].isOption {
      position += withValue.contains(words[position].text) ? 2 : 1
    }
    return words.dropFirst(position + 1 - words.startIndex)
  }

  // MARK: Programs in what is read

  /// Commands that run another one in a place of its own, named by words that follow no one rule.
  private static let places: CommandNames = [
    "docker", "podman", "kubectl", "lxc", "incus", "lxc-attach", "chroot", "nsenter", "machinectl",
    "flock",
  ]
  /// How many operands leave the program to what is read.
  private static let scriptOperands: [String: Int] = [
    "psql": .max, "mysql": .max, "mariadb": .max, "sqlite3": 1, "perl": 0, "python": 0,
    "python3": 0, "ruby": 0, "node": 0, "php": 0, "lua": 0,
  ]

  /// What takes its standard input for a program, if a command with these words does.
  static func inputReader(in words: ArraySlice<ShellWord>) -> Reader? {
    KnownCommands.first(in: words) { beginning in
      guard let name = beginning.first?.commandName else { return nil }
      let rest = beginning.dropFirst()
      if shells.contains(name), readsInput(rest) { return Reader(command: name, isScript: false) }
      if name == "su" || name == "runuser", programWord(rest) == nil {
        return Reader(command: name, isScript: false)
      }
      if name == "ssh", hasRemoteReader(rest) { return Reader(command: name, isScript: false) }
      if places.contains(name), let shell = shell(in: rest) { return shell }
      if let most = scriptOperands[name], readsScript(rest, scriptOptions[name] ?? [], most) {
        return Reader(command: name, isScript: true)
      }
      return nil
    }
  }

  private static func programWord(_ words: ArraySlice<ShellWord>) -> ShellWord? {
    words.first { $0.text == "-c" || $0.text.hasPrefix("--command") }
  }

  /// A shell reads its program if it is given neither a text nor a file.
  private static func readsInput(_ words: ArraySlice<ShellWord>) -> Bool {
    var takesNext = false
    for word in words {
      defer { takesNext = word.takesNext }
      if takesNext { continue }
      let isOption = word.isOption || word.text.hasPrefix("+")
      guard isOption, word.text != "-" else { return ["-", "/dev/stdin"].contains(word.text) }
      if word.text.hasPrefix("--") { continue }
      if word.text.contains("c") { return false }
      if word.text.contains("s") { return true }
    }
    return true
  }

  private static func readsScript(
    _ words: ArraySlice<ShellWord>, _ options: [String], _ most: Int
  ) -> Bool {
    let hasProgram = words.contains { word in
      options.contains(word.text) || word.text == "-f" || word.text.hasPrefix("--file")
    }
    return !hasProgram && words.count { !$0.isOption } <= most
  }

  private static func shell(in words: ArraySlice<ShellWord>) -> Reader? {
    for index in words.indices {
      guard let name = words[index].commandName, shells.contains(name) else { continue }
      return readsInput(words[(index + 1)...]) ? Reader(command: name, isScript: false) : nil
    }
    return nil
  }

  /// Without a command the user's shell there reads; else a command there, perhaps.
  private static func hasRemoteReader(_ words: ArraySlice<ShellWord>) -> Bool {
    let text = remoteWords(words).map(\.text).joined(separator: " ")
    if text.isEmpty { return true }
    return text.split { ";&|(\n".contains($0) }.contains { command in
      let words = command.split(separator: " ").map { ShellWord(String($0)) }
      return inputReader(in: words[...])?.isScript == false
    }
  }
}

extension ShellWord {
  /// An option of a shell of which the next word is a part: `-o pipefail`, `-euo pipefail`.
  fileprivate var takesNext: Bool {
    if text.hasPrefix("--") { return text == "--rcfile" || text == "--init-file" }
    return (text.hasPrefix("-") || text.hasPrefix("+")) && text.lowercased().hasSuffix("o")
  }
}

import StileSyntax

/// Commands of which an experienced reader knows that they do something else than they seem to.
///
/// Each rule looks at commands as they stand in the text, and is told only where it is plain.
enum CommandLints {
  /// What there is to say about a command; whether it ends after a time that is written down says
  /// the place that it stands in.
  static func remarks(
    on literal: CommandLiteral, _ words: CommandWords, _ execution: Execution, isBounded: Bool
  ) -> [Diagnostic] {
    let isKnown = words.commands.contains { known.contains(words[$0].first?.programName ?? "") }
    guard isKnown else { return [] }
    let text = CommandText(literal, words)
    return text.commands.flatMap { remarks(on: $0, in: text) }
      + remarks(onWhole: text, execution, isBounded: isBounded)
  }

  /// What one command of a text gives reason to say.
  private static func remarks(
    on command: CommandText.Simple, in text: CommandText
  ) -> [Diagnostic] {
    let span = command.span
    var found: [Diagnostic] = []
    switch command.name {
    case "curl" where !command.has("-f", "--fail", "--fail-with-body", "-w", "--write-out"):
      found.append(.curlWithoutFail(at: span))
    case "cp" where command.has("-r", "-R", "--recursive") && !command.keepsAttributes:
      found.append(.copyLosesAttributes(at: span))
    case "chmod" where command.words.contains(where: isWorldWritable):
      found.append(.worldWritable(at: span))
    case "apt", "apt-get", "aptitude", "yum", "dnf":
      let changes = ["install", "remove", "purge", "upgrade", "dist-upgrade", "full-upgrade"]
      if command.words.contains(where: changes.contains),
        !command.has("-y", "--yes", "--assume-yes", "-qq", "-s", "--dry-run", "--simulate")
      {
        found.append(.asksAtTerminal(command.name, at: span))
      }
    case "nohup", "setsid", "disown": found.append(.backgroundCommand(at: span))
    case "sh", "bash", "dash":
      if command.words.count == 1, text.commands.contains(where: { $0.name.isDownloader }) {
        found.append(.downloadedProgram(at: span))
      }
    default: break
    }
    if command.trustsAnybody { found.append(.uncheckedPeer(at: span)) }
    return found
  }

  /// What the text as a whole gives reason to say.
  private static func remarks(
    onWhole text: CommandText, _ execution: Execution, isBounded: Bool
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let only = text.commands.first, text.commands.count == 1, states.contains(only.name),
      text.isOneCommand
    {
      found.append(.lostShellState(only.name, at: text.span))
    }
    guard text.commands.contains(where: { $0.name == "sleep" }) else { return found }
    let readsLines = text.commands.contains { $0.name == "read" }
    if text.hasLoop {
      if !readsLines, !isBounded { found.append(.unboundedLoop(at: text.span)) }
    } else if execution == .run, text.commands.count == 1 {
      found.append(.sleepInStep(at: text.span))
    }
    return found
  }

  /// All of which anything is known below.
  private static let known = states.union([
    "apt", "apt-get", "aptitude", "bash", "chmod", "cp", "curl", "dash", "disown", "dnf", "nohup",
    "rsync", "scp", "setsid", "sftp", "sh", "sleep", "ssh", "wget", "yum",
  ])

  /// What they set is set in the shell that runs them, and gone with it.
  private static let states: CommandNames = [
    "cd", "export", "umask", "ulimit", "set", "source", ".", "alias",
  ]

  /// Everybody may write: `777`, `a+w`, `o=rwx`.
  private static func isWorldWritable(_ word: String) -> Bool {
    if (3...4).contains(word.utf8.count), word.utf8.allSatisfy({ (48...55).contains($0) }) {
      // In a sticky folder nobody can take away what is another's.
      if word.utf8.count == 4, let first = word.utf8.first, first % 2 == 1 { return false }
      return word.hasSuffix("2") || word.hasSuffix("3") || word.hasSuffix("6")
        || word.hasSuffix("7")
    }
    return word.split(separator: ",").contains { part in
      let who = part.prefix { "ugoa".contains($0) }
      let rest = part.dropFirst(who.count)
      return (who.contains("o") || who.contains("a")) && rest.first.map("+=".contains) == true
        && rest.contains("w")
    }
  }
}

extension CommandText.Simple {
  /// `cp -a`, `-p`, `--preserve`.
  fileprivate var keepsAttributes: Bool {
    has("-a", "--archive", "-p", "--preserve") || words.contains { $0.hasPrefix("--preserve=") }
  }

  /// It speaks to a server without asking who that is.
  fileprivate var trustsAnybody: Bool {
    switch name {
    case "curl": has("-k", "--insecure")
    case "wget": has("--no-check-certificate")
    case "ssh", "scp", "sftp", "rsync":
      words.contains { $0.holds(lowercase: "stricthostkeychecking=no") }
    default: false
    }
  }
}

extension String {
  fileprivate var isDownloader: Bool { self == "curl" || self == "wget" }

  /// The part stands in it, in letters of any case.
  fileprivate func holds(lowercase part: String) -> Bool {
    guard utf8.count >= part.utf8.count else { return false }
    var rest = utf8[...]
    while rest.count >= part.utf8.count {
      if zip(rest, part.utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) { return true }
      rest.removeFirst()
    }
    return false
  }
}

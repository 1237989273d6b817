/// Which texts need no shell: simple commands of plain words.
enum PlainWords {
  /// Words that mean something to a shell when they stand first, or that only a shell has.
  private static let shellOnly: Set<String> = [
    "if", "then", "elif", "else", "fi", "for", "do", "done", "case", "esac", "while", "until", "in",
    "{", "}", "!", "[[", "]]", "function", "select", "time", "coproc",
    "alias", "bg", "bind", "break", "builtin", "caller", "cd", "command", "compgen", "complete",
    "compopt", "continue", "declare", "dirs", "disown", "enable", "eval", "exec", "exit", "export",
    "fc", "fg", "getopts", "hash", "help", "history", "jobs", "let", "local", "logout", "mapfile",
    "popd", "pushd", "read", "readarray", "readonly", "return", "set", "shift", "shopt", "source",
    "suspend", "times", "trap", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait",
    ".", ":",
    // Programs of these names do other things than what shells do (escapes, symbolic links, jobs).
    "echo", "pwd", "kill",
  ]

  /// The words of the text, if they mean the same without a shell.
  static func of(_ walk: ShellWalk) -> [[CommandLiteral.WordPart]]? {
    guard !walk.needsShell, walk.commands.count == 1 else { return nil }
    let words = walk.commands[0].words
    guard let first = words.first, first.count == 1, case .text(let name) = first[0],
      !shellOnly.contains(name)
    else { return nil }
    var plain: [[CommandLiteral.WordPart]] = []
    for word in words {
      var parts: [CommandLiteral.WordPart] = []
      for part in word {
        switch part {
        case .text(let text): parts.append(.text(text))
        case .hole(let number): parts.append(.hole(number))
        case .expansion: return nil
        }
      }
      plain.append(parts)
    }
    return plain
  }
}

/// Which texts need no shell: simple commands of plain words.
enum PlainWords {
  /// Words that mean something to a shell when they stand first, or that only a shell has.
  static let shellOnly: CommandNames = [
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

  /// The words of the text mean the same without a shell.
  static func areAll(of walk: borrowing ShellWalk) -> Bool {
    guard !walk.needsShell, walk.commands.count == 1, let first = walk.commands[0].pieces.first,
      first.endsWord, case .text = first.part
    else { return false }
    return true
  }
}

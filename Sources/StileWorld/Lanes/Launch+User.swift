import StileMachine

/// `as USER`: sudo starts nothing but a shell, which reads the command, its environment and its
/// input from standard input: no argument list and no file ever holds a secret of them.
extension Launch {
  /// The same command with everything that belongs to it inside of its user's shell; one of the
  /// user who logs in stays as it is.
  func insideShellOfUser(attempt: String) throws(Failure) -> Launch {
    guard user != nil else { return self }
    var script = ShellText()
    if beginsAtHome { script.add("cd 2>/dev/null || cd /\n") }
    // By this mark all that runs of the attempt is found again: sudo clears the environment.
    script.add("export STILE_ATTEMPT=\(try LaneRequest.checked(attempt))\n")
    if let directory {
      script.add("cd -- ")
      try script.addWord(directory)
      script.add(" || exit\n")
    }
    for (name, value) in environment {
      script.add("export \(name)=")
      try script.addWord(value)
      script.add("\n")
    }
    if let stdin {
      script.add("{ :\n")
      script.addPrinting(stdin)
      script.add("} | ")
    }
    script.add("exec")
    for word in words {
      script.add(" ")
      try script.addWord(word)
    }
    // The shell's own input is this script.
    script.add(stdin == nil ? " </dev/null\n" : "\n")
    var inside = self
    inside.words = [Array("sh".utf8)]
    inside.stdin = script.bytes
    inside.directory = nil
    inside.environment = []
    return inside
  }
}

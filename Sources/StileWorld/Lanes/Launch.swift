import StileMachine

/// One command as a lane starts it: words, and all that goes with them; secrets filled in.
struct Launch {
  var words: [[UInt8]]
  /// Whole seconds, enforced on the host.
  let limit: Int64?
  let isStderrApart: Bool
  var stdin: [UInt8]?
  var directory: [UInt8]?
  var environment: [(name: String, value: [UInt8])]
  /// The user that it runs as, by sudo; nil for the one who logs in.
  let user: String?
  /// A user's commands begin in their home, as those of the one who logs in do; only on this
  /// machine they begin where `stile` was started.
  let beginsAtHome: Bool

  /// More goes by a file on the host.
  private static let mostStdin = 1_048_576

  /// A probe without a `within`: a hung one would block its lane.
  static let probeLimit = 60 * Int64.nanosecondsInASecond

  /// Fills a request in; a probe's stderr is always kept apart. `pipeShell` is what the host's
  /// hello said: `sh`, the path of a bash, or `none`.
  init(
    _ request: CommandRequest, isProbe: Bool, pipeShell: String, vault: SecretVault
  ) throws(Failure) {
    words = try Self.words(request.command, pipeShell: pipeShell)
    let within = request.within ?? (isProbe ? Self.probeLimit : nil)
    limit = within.map(Self.wholeSeconds)
    isStderrApart = request.isOutputRead || isProbe
    user = request.user
    beginsAtHome = !request.host.isLocal
    directory = request.directory.map(Self.unambiguous)
    var variables: [(String, [UInt8])] = []
    for variable in request.environment {
      try Self.check(variable.name)
      variables.append((variable.name, try Self.bytes(variable.value, vault)))
    }
    environment = variables
    switch request.stdin {
    case .none: stdin = nil
    case .some(let text):
      let bytes = try Self.bytes(text, vault)
      if bytes.count > Self.mostStdin {
        throw Failure(.limit, "a standard input of \(bytes.count) bytes; the most is 1 MiB")
      }
      stdin = bytes
    }
  }

  /// `sleep` of an old host takes nothing else; never less than what was asked for.
  private static func wholeSeconds(_ nanoseconds: Int64) -> Int64 {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: .nanosecondsInASecond)
    return max(1, rest > 0 ? seconds + 1 : seconds)
  }

  static func words(_ command: CommandText, pipeShell: String) throws(Failure) -> [[UInt8]] {
    switch command.form {
    case .words(let words):
      // setsid, which starts the words, would take it for an option of its own.
      guard let first = words.first, first.first != UInt8(ascii: "-"), !first.isEmpty else {
        throw Failure(.value, "a command's first word must name a program")
      }
      return words
    case .script(let text, let arguments, let hasPipe):
      var shell = ["sh"]
      if hasPipe, pipeShell != "sh" { shell = [pipeShell, "--posix"] }
      shell += ["-c", prelude(count: arguments.count, hasPipe: hasPipe) + text, "sh"]
      return shell.map { Array($0.utf8) } + arguments
    }
  }

  /// Moves the positionals to variables that nothing in the text can change, and clears them.
  private static func prelude(count: Int, hasPipe: Bool) -> String {
    var prelude = hasPipe ? "set -eu; set -o pipefail\n" : "set -eu\n"
    if count > 0 {
      prelude += "readonly"
      for number in 1...count { prelude += " stile_\(number)=\"${\(number)}\"" }
      prelude += "\nset --\n"
    }
    return prelude
  }

  /// A relative folder gets a `./`, so that `cd` takes it neither for an option or `-`, nor from
  /// CDPATH.
  private static func unambiguous(_ directory: [UInt8]) -> [UInt8] {
    directory.first == UInt8(ascii: "/") ? directory : Array("./".utf8) + directory
  }

  private static func check(_ name: String) throws(Failure) {
    let isIdentifier = name.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
      default: false
      }
    }
    if !isIdentifier || name.isEmpty || name == "STILE_ATTEMPT" {
      throw Failure(.value, "`\(name)` can't be a variable of a command's environment")
    }
  }

  private static func bytes(
    _ text: CommandRequest.Text, _ vault: SecretVault
  ) throws(Failure) -> [UInt8] {
    switch text {
    case .plain(let bytes): bytes
    case .secret(let text): try vault.bytes(of: text)
    }
  }
}

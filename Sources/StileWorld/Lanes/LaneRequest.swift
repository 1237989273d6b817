import StileMachine

/// What a lane's shell is asked: one function of the supervisor, in one brace group.
///
/// The shell parses a group whole before it runs any of it, so a request that was cut off runs
/// nothing.
enum LaneRequest {
  /// The prelude and first contact; `base` is what an earlier hello chose.
  case hello(LaneIdentity, base: String?)
  case launch(attempt: String, Launch)
  case settle(attempt: String)
  case stop(attempt: String)
  case probe(Launch)
  /// Outputs that nobody needs any more; the claims stay.
  case sweep(attempts: [String])
  /// The end of what an attempt has written so far.
  case peek(attempt: String)
  /// Wakes another lane that waits for pipes which a daemon holds.
  case nudge(process: Int32)
  case bye

  /// The bytes to send. `token` must be fresh: only who knows it can write the reply.
  func encoded(token: String) throws(Failure) -> [UInt8] {
    var text = ShellText()
    if case .hello(let identity, _) = self { try text.addPrelude(identity) }
    text.add("{ k=\(token)")
    switch self {
    case .hello(_, let base):
      text.add(" i=\nhello ")
      try text.addWord(Array((base ?? "").utf8))
      // Its refusals end in the middle.
      text.add(" || say .\n")
    case .launch(let attempt, let launch):
      try text.addLaunch(launch, attempt: attempt, function: "launch")
    case .probe(let launch): try text.addLaunch(launch, attempt: token, function: "probe")
    case .settle(let attempt):
      text.add(" u= i=\(try Self.checked(attempt))\nsettle\n")
    case .stop(let attempt):
      text.add(" u= i=\(try Self.checked(attempt))\nstop\n")
    case .sweep(let attempts):
      text.add("\nsweep")
      for attempt in attempts { text.add(" \(try Self.checked(attempt))") }
      text.add("\n")
    case .peek(let attempt): text.add(" i=\(try Self.checked(attempt))\npeek\n")
    case .nudge(let process): text.add("\nkill -USR1 \(process) 2>/dev/null; say .\n")
    case .bye: text.add("\nbye\n")
    }
    text.add("}\n")
    return text.bytes
  }

  /// An attempt's id becomes a file's name on the host.
  static func checked(_ attempt: String) throws(Failure) -> String {
    let isName = attempt.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isName, !attempt.isEmpty else { throw Failure(.value, "`\(attempt)` is no attempt's id") }
    return attempt
  }
}

/// For whom a lane works: what its shell must know before the first request.
struct LaneIdentity {
  /// `RUN/HOST`.
  let run: String
  let epoch: Int
  let nonce: String

  /// The fence's folder: `e` and six digits.
  static func epochName(_ epoch: Int) -> String { "e\(digits(of: epoch))" }

  fileprivate static func digits(of epoch: Int) -> String {
    let epoch = String(epoch)
    precondition(epoch.count <= 6, "an epoch has six digits")
    return String(repeating: "0", count: 6 - epoch.count) + epoch
  }
}

extension ShellText {
  fileprivate mutating func addPrelude(_ identity: LaneIdentity) throws(Failure) {
    add("run=")
    try addWord(Array(identity.run.utf8))
    add(" E=\(LaneIdentity.digits(of: identity.epoch)) N=")
    try addWord(Array(identity.nonce.utf8))
    add("\n")
    add(Supervisor.script)
  }

  fileprivate mutating func addLaunch(
    _ request: Launch, attempt: String, function: String
  ) throws(Failure) {
    let launch = try request.insideShellOfUser(attempt: attempt)
    add(" u=")
    if let user = request.user { try addWord(Array(user.utf8)) }
    add(" i=\(try LaneRequest.checked(attempt)) w=\(launch.limit.map { "\($0)" } ?? "")")
    add(" f=\(launch.stdin == nil ? "" : "1") m=\(launch.isStderrApart ? "1" : "")\n")
    if let stdin = launch.stdin {
      add("feed() {\n:\n")
      addPrinting(stdin)
      add("}\n")
    }
    let isGiven = launch.directory != nil || !launch.environment.isEmpty
    if isGiven {
      add("given() {\n:")
      if let directory = launch.directory {
        add(" && cd -- ")
        try addWord(directory)
      }
      for (name, value) in launch.environment {
        add(" && export \(name)=")
        try addWord(value)
      }
      add("\n}\n")
    }
    add(function)
    for word in launch.words {
      add(" ")
      try addWord(word)
    }
    add("\n")
    // What was given may be secret: the shell is not to keep it.
    if isGiven { add("given() { :; }\n") }
    if launch.stdin != nil { add("feed() { :; }\n") }
  }
}

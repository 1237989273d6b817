import StileMachine

/// One thing to do on a host, from its submission until it is answered.
struct HostJob {
  enum Kind {
    case hello(base: String?)
    case launch(attempt: String, CommandRequest)
    /// A launch that was sent and whose reply was lost, or that runs already: asked until it has
    /// ended.
    case attach(attempt: String, CommandRequest)
    case settle(attempt: String)
    case stop(attempt: String)
    case probe(CommandRequest)
    case bye
    /// Of our own accord: nothing else is to be done.
    case sweep(attempts: [String])
    /// Of our own accord: somebody looks on.
    case peek(attempt: String)
    /// Of our own accord: another lane waits for pipes which a daemon holds.
    case nudge(process: Int32)
  }

  let name: EffectName
  var kind: Kind
  /// How often in a row the host could not tell what became of the attempt.
  var unclearAnswers = 0
  /// How often its lane was lost under it.
  var losses = 0

  init(_ name: EffectName, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  var isLaunch: Bool { if case .launch = kind { true } else { false } }
  /// The supervisor of this machine starts it: it is a launch, and as the user who runs `stile`.
  var takesSupervisor: Bool { isLaunch && user == nil }
  /// Whom its command runs as, by sudo.
  var user: String? {
    switch kind {
    case .launch(_, let command), .attach(_, let command), .probe(let command): command.user
    case .hello, .settle, .stop, .bye, .sweep, .peek, .nudge: nil
    }
  }
  /// Nobody waits for it.
  var isOurOwn: Bool {
    switch kind {
    case .sweep, .peek, .nudge: true
    case .hello, .launch, .attach, .settle, .stop, .probe, .bye: false
    }
  }
  var isAttach: Bool { if case .attach = kind { true } else { false } }

  /// How long a silent host is waited for; zero: not at all.
  func patience(_ timing: LaneTiming) -> Int64 {
    switch kind {
    case .launch(_, let request), .attach(_, let request): request.within ?? timing.patience
    case .hello, .settle, .stop, .probe, .bye, .sweep, .peek, .nudge: 0
    }
  }
}

/// How long a lane waits for what; nanoseconds.
package struct LaneTiming: Sendable {
  /// For the answer to a request that runs no command of the script.
  package var answerLimit: Int64 = 30 * .nanosecondsInASecond
  /// Between the first attempts to reach a silent host; doubled each time up to `longestRetry`.
  package var firstRetry: Int64 = .nanosecondsInASecond
  package var longestRetry: Int64 = 30 * .nanosecondsInASecond
  /// For a silent host, where the command has no `within`.
  package var patience: Int64 = 900 * .nanosecondsInASecond
  /// Between two questions whether an attempt is still alive.
  package var attachPause: Int64 = .nanosecondsInASecond
  /// Before what a command writes is looked at while it runs, and between two looks.
  package var firstGlimpse: Int64 = 2 * .nanosecondsInASecond
  package var glimpsePause: Int64 = .nanosecondsInASecond
  /// Before outputs that nobody needs are removed.
  package var sweepPause: Int64 = .nanosecondsInASecond
  /// For the outputs of a command that has ended.
  package var outputGrace: Int64 = .nanosecondsInASecond

  package init() {}
}

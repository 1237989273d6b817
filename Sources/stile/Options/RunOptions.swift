import ArgumentParser

/// What every command that runs something takes.
struct RunOptions: ParsableArguments {
  @Option(help: "How progress is shown: auto, tty, plain, json or quiet.")
  var progress = Progress.auto

  @Flag(help: "Print the run's records as JSON, one a line; the same as --progress json.")
  var json = false

  @Flag(help: "Ask nobody: refuse a runbook that has to, park where a choice is due.")
  var noInput = false

  @Option(help: "The name that decisions are recorded under; else your login.")
  var `operator`: String?
}

/// How facts reach whoever follows a run.
enum Progress: String, ExpressibleByArgument, CaseIterable {
  /// A live area on a terminal, plain lines elsewhere.
  case auto
  case tty
  case plain
  case json
  /// Only how it ended.
  case quiet
}

extension RunOptions {
  /// What the session is told of them.
  var session: SessionOptions {
    SessionOptions(
      person: Operator.person(named: `operator`), hasPeople: !noInput && Terminal.hasKeyboard,
      isInputForbidden: noInput)
  }
}

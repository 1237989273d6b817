package import StileSyntax

/// What a fiber asks of the world; it waits for the answer.
package enum EffectRequest: Hashable, Sendable {
  /// `run`, `probe` or `succeeds`; answered by `.output`.
  case command(CommandRequest)
  /// `world.NAME(…)`; answered by the value that its signature promises.
  case native(NativeRequest)
  /// Starts the clock of an observation; answered by a `Window`.
  case window(observation: Datum)
  case wait(WaitRule)
  case notify(Notice)
  case question(Question)
  /// Takes a step of this flow back: all rounds of the step with this family
  /// (`ItemReached.family`).
  case undoStep(family: String)
}

package struct CommandRequest: Hashable, Sendable {
  /// Bytes for a command's standard input or environment.
  package enum Text: Hashable, Sendable {
    case plain([UInt8])
    case secret(SecretText)
  }

  package struct Variable: Hashable, Sendable {
    package let name: String
    package let value: Text

    package init(name: String, value: Text) {
      self.name = name
      self.value = value
    }
  }

  package let execution: Execution
  package let host: HostValue
  package let command: CommandText
  /// Runs as this user, by sudo; nil for the one who logs in.
  package let user: String?
  package let directory: [UInt8]?
  package let stdin: Text?
  package let environment: [Variable]
  /// Nanoseconds.
  package let within: Int64?
  /// Exit statuses besides 0 that are no failure.
  package let allowed: [Int64]
  /// It has ended when the host is up again in another boot.
  package let reboots: Bool
  /// Code reads its output: stdout is kept apart from stderr.
  package let isOutputRead: Bool

  package init(
    execution: Execution, host: HostValue, command: CommandText, user: String? = nil,
    directory: [UInt8]? = nil, stdin: Text? = nil, environment: [Variable] = [],
    within: Int64? = nil, allowed: [Int64] = [], reboots: Bool = false, isOutputRead: Bool = true
  ) {
    self.execution = execution
    self.host = host
    self.command = command
    self.user = user
    self.directory = directory
    self.stdin = stdin
    self.environment = environment
    self.within = within
    self.allowed = allowed
    self.reboots = reboots
    self.isOutputRead = isOutputRead
  }
}

/// A call of a native callable: its name and its arguments, every parameter present.
package struct NativeRequest: Hashable, Sendable {
  package let name: String
  package let arguments: [DatumField]

  package init(name: String, arguments: [DatumField]) {
    self.name = name
    self.arguments = arguments
  }

  package subscript(_ name: String) -> Datum { arguments.first { $0.name == name }?.value ?? .none }
}

package enum WaitRule: Hashable, Sendable {
  /// Nanoseconds from when the wait is reached.
  case span(Int64)
  /// Nanoseconds since 1970, UTC.
  case until(Int64)
  case ttl(observation: Datum)
  case window(Datum)
}

package struct Notice: Hashable, Sendable {
  package let channels: [Datum]
  package let subject: String?
  package let text: String
  package let isRequired: Bool

  package init(channels: [Datum], subject: String?, text: String, isRequired: Bool) {
    self.channels = channels
    self.subject = subject
    self.text = text
    self.isRequired = isRequired
  }
}

package struct Question: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case confirm
    case manual
    /// `ask`: a line of text, which must say a value of the type that the script expects.
    case ask
    /// What to do at a failed or doubtful item: the engine asks it, not a script.
    case choice
  }

  package struct Choice: Hashable, Sendable {
    /// The word that is typed: `continue`, `skip`, `undo` …
    package let word: String
    /// What it does, in a few words.
    package let meaning: String
    /// A reason, an evidence or a value must come with it; the prompt for it, or nil.
    package let asks: String?

    package init(word: String, meaning: String, asks: String?) {
      self.word = word
      self.meaning = meaning
      self.asks = asks
    }
  }

  /// The word of every answer to an `ask`; the answer itself is the text that comes with it.
  package static let answerWord = "answer"

  package let kind: Kind
  package let text: String
  package let choices: [Choice]

  package init(kind: Kind, text: String, choices: [Choice]) {
    self.kind = kind
    self.text = text
    self.choices = choices
  }
}

package import StileMachine

/// A run begins: what it runs and who started it.
package struct RunOpened: Hashable, Sendable {
  /// The journal's format; another one is refused by name.
  package static let currentFormat: Int64 = 1

  package var format: Int64
  /// The language edition.
  package var language: Int64
  /// The version of the tool.
  package var tool: String
  /// The runbook's id, and its title as shown.
  package var runbook: String
  package var title: String
  /// The entry file as the person named it.
  package var file: String
  package var person: Person
  /// The hash of the revision that it starts with.
  package var revision: String

  package init(
    format: Int64 = RunOpened.currentFormat, language: Int64, tool: String, runbook: String,
    title: String, file: String, person: Person, revision: String
  ) {
    self.format = format
    self.language = language
    self.tool = tool
    self.runbook = runbook
    self.title = title
    self.file = file
    self.person = person
    self.revision = revision
  }
}

/// Who did something, as the system knows it and as they call themselves.
package struct Person: Hashable, Sendable {
  package var name: String
  package var uid: Int64
  package var machine: String
  package var terminal: String?

  package init(name: String, uid: Int64, machine: String, terminal: String?) {
    self.name = name
    self.uid = uid
    self.machine = machine
    self.terminal = terminal
  }
}

/// The texts that a run goes by from here on, standard modules included.
package struct RevisionAdded: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    /// The path from the entry file's folder, or the name of a standard module.
    package var name: String
    package var isStandard: Bool
    package var bytes: [UInt8]

    package init(name: String, isStandard: Bool, bytes: [UInt8]) {
      self.name = name
      self.isStandard = isStandard
      self.bytes = bytes
    }
  }

  /// SHA-256 over names and texts.
  package var hash: String
  package var entry: String
  package var files: [File]
  /// The params that were given, by name; secrets never.
  package var arguments: [DatumField]
  package var person: Person
  /// What became of items that the texts before had otherwise.
  package var choices: [EditChoice]
  /// Items that go on under another key, with all that is remembered of them.
  package var renamings: [Renaming]
  /// Undos that go by these texts from here on, and not by those that armed them.
  package var rearmings: [Rearming]
  /// The steps from which there is no way back, as the texts have them: their keys without loop
  /// values and hosts.
  package var walls: [String]

  package init(
    hash: String, entry: String, files: [File], arguments: [DatumField], person: Person,
    choices: [EditChoice] = [], renamings: [Renaming] = [], rearmings: [Rearming] = [],
    walls: [String] = []
  ) {
    self.hash = hash
    self.entry = entry
    self.files = files
    self.arguments = arguments
    self.person = person
    self.choices = choices
    self.renamings = renamings
    self.rearmings = rearmings
    self.walls = walls
  }
}

/// A process takes the run in hand.
package struct LeaseTaken: Hashable, Sendable {
  package enum Reason: String, Sendable {
    case start
    case resume
    /// Resumed after the process that had it was ended for that.
    case takeOver = "take-over"
    /// Brought in from the file in which it was handed over.
    case take
    case undo
  }

  package var epoch: Int64
  package var nonce: String
  package var person: Person
  package var process: Int64
  package var reason: Reason

  package init(epoch: Int64, nonce: String, person: Person, process: Int64, reason: Reason) {
    self.epoch = epoch
    self.nonce = nonce
    self.person = person
    self.process = process
    self.reason = reason
  }
}

/// The machine that a host's name meant at first contact, or means now.
package struct HostBound: Hashable, Sendable {
  package var host: HostValue
  package var binding: HostBinding

  package init(host: HostValue, binding: HostBinding) {
    self.host = host
    self.binding = binding
  }
}

/// A choice that a person or a rule made about something.
package struct DecisionMade: Hashable, Sendable {
  /// An item's key, an attempt, `undo N`, or `run`.
  package var about: String
  package var choice: String
  /// `rule: ensure holds`, or a person's name.
  package var by: String
  package var why: String

  /// By rule: what was done of an item is not what an edited text asks for, so it can't go on.
  package static let fromTheStart = "from the start"

  package init(about: String, choice: String, by: String, why: String) {
    self.about = about
    self.choice = choice
    self.by = by
    self.why = why
  }
}

/// The run turns back, or forward again.
package struct DirectionTurned: Hashable, Sendable {
  package enum Direction: String, Sendable {
    case back
    case forward
  }

  package var direction: Direction
  package var person: String
  package var why: String
  /// The keys that are not started again from here on; their generation rises. Back: those that
  /// will be when all that they did is taken back; none where the whole run goes back.
  package var forgotten: [String]

  package init(direction: Direction, person: String, why: String, forgotten: [String]) {
    self.direction = direction
    self.person = person
    self.why = why
    self.forgotten = forgotten
  }
}

/// The process leaves, the run goes on later.
package struct RunParked: Hashable, Sendable {
  package enum Reason: String, Sendable {
    /// A step failed or can't be settled; somebody has to choose.
    case failed
    case question
    case waiting
    case interrupted
    case unreachable
    /// An undo failed.
    case undo
    /// It was taken back as far as somebody asked for.
    case turned
  }

  package var reason: Reason
  package var text: String
  /// The end of the wait, nanoseconds since 1970, if a time is waited for.
  package var due: Int64?

  package init(reason: Reason, text: String, due: Int64?) {
    self.reason = reason
    self.text = text
    self.due = due
  }
}

package struct RunEnded: Hashable, Sendable {
  package enum Verdict: String, Sendable {
    case done
    case undone
    /// Undone but for what could not be, or was waived.
    case partlyUndone = "partly undone"
    /// Refused at preflight: nothing was touched.
    case refused
    case abandoned
  }

  package var verdict: Verdict
  package var text: String
  /// Ids of messages that never arrived.
  package var undelivered: [String]

  package init(verdict: Verdict, text: String, undelivered: [String]) {
    self.verdict = verdict
    self.text = text
    self.undelivered = undelivered
  }
}

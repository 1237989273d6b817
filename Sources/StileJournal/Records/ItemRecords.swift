package import StileMachine

/// The status that an item ends with.
package enum ItemStatus: String, Sendable {
  case done
  case alreadySo = "already so"
  case skipped
  case byHand = "by hand"
  case failed
  case unreachable
  case undone
  case inDoubt = "in doubt"
}

/// One execution of an item's body: which item, how often it was taken back, how often tried.
package struct Attempted: Hashable, Sendable {
  package var key: String
  package var generation: Int64
  package var tryNumber: Int64

  package init(key: String, generation: Int64, tryNumber: Int64) {
    self.key = key
    self.generation = generation
    self.tryNumber = tryNumber
  }

  /// `key#generation.try`.
  package var name: String { "\(key)#\(generation).\(tryNumber)" }
}

package struct ItemStarted: Hashable, Sendable {
  package var item: Attempted
  package var family: String
  package var kind: ItemReached.Kind
  package var title: String
  package var tags: [String]
  package var stages: [String]
  package var host: String?
  /// This try is given back what the one before it did successfully: the operator said *continue*.
  package var continues: Bool

  package init(
    item: Attempted, family: String, kind: ItemReached.Kind, title: String, tags: [String],
    stages: [String], host: String?, continues: Bool
  ) {
    self.item = item
    self.family = family
    self.kind = kind
    self.title = title
    self.tags = tags
    self.stages = stages
    self.host = host
    self.continues = continues
  }
}

package struct ItemEnded: Hashable, Sendable {
  package var item: Attempted
  package var status: ItemStatus
  /// What later items read; nil when the item did not end with one.
  package var value: Datum?
  package var failure: FailureNote?
  /// When the item is tried again by itself, in nanoseconds since 1970; nil where a person decides.
  package var nextTry: Int64?
  /// `rule` or a person's name, where somebody decided.
  package var by: String?
  /// Why it was skipped, or what shows that it was done.
  package var evidence: String?

  package init(
    item: Attempted, status: ItemStatus, value: Datum? = nil, failure: FailureNote? = nil,
    nextTry: Int64? = nil, by: String? = nil, evidence: String? = nil
  ) {
    self.item = item
    self.status = status
    self.value = value
    self.failure = failure
    self.nextTry = nextTry
    self.by = by
    self.evidence = evidence
  }
}

/// A failure as the journal keeps it.
package struct FailureNote: Hashable, Sendable {
  package var kind: Failure.Kind
  package var message: String
  package var details: [String]
  package var status: Int64?
  /// `file:line:column` of the statement that failed.
  package var place: String?

  package init(
    kind: Failure.Kind, message: String, details: [String], status: Int64?, place: String?
  ) {
    self.kind = kind
    self.message = message
    self.details = details
    self.status = status
    self.place = place
  }
}

/// How an effect is settled when its result is lost.
package enum EffectClass: String, Sendable {
  case claimed
  case guarded
}

package struct ActIntended: Hashable, Sendable {
  /// `key#generation.try/fiber:ordinal`.
  package var name: String
  package var effectClass: EffectClass
  /// SHA-256 of the request: an effect that is given back must be the one that is asked for.
  package var digest: String
  /// For people; without secrets.
  package var rendering: String
  package var host: String?
  /// The user that it runs as, where that is not the one who logs in.
  package var user: String?
  /// Nanoseconds.
  package var within: Int64?
  /// It has ended when the host is up again, and no longer in this boot.
  package var endsBoot: String?

  package init(
    name: String, effectClass: EffectClass, digest: String, rendering: String, host: String?,
    user: String? = nil, within: Int64?, endsBoot: String? = nil
  ) {
    self.name = name
    self.effectClass = effectClass
    self.digest = digest
    self.rendering = rendering
    self.host = host
    self.user = user
    self.within = within
    self.endsBoot = endsBoot
  }
}

package struct ActEnded: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case exited(CommandOutput)
    case value(Datum)
    case failed(FailureNote)
    /// It was never started.
    case void
    /// It ran, and nobody knows how it ended; a person or a rule has settled that.
    case lost
  }

  package enum Source: String, Sendable {
    case reply
    case settled
    case person
  }

  package var attempt: String
  package var name: String
  package var outcome: Outcome
  package var source: Source

  package init(attempt: String, name: String, outcome: Outcome, source: Source) {
    self.attempt = attempt
    self.name = name
    self.outcome = outcome
    self.source = source
  }
}

/// An effect that changes nothing, or needs no intention of its own, has its result.
package struct ProbeEnded: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case probe
    /// Conditions held: `none`. An `ensure` that was asked before the body: whether it held.
    case region
    case wait
    case window
    /// A sample has its series.
    case sample
    /// The messages are in the outbox.
    case notice
    /// A person answered.
    case answer
    /// A step was taken back as part of the plan.
    case undoStep = "undo step"
  }

  package enum Outcome: Hashable, Sendable {
    case value(Datum)
    case failed(FailureNote)
  }

  package var name: String
  package var kind: Kind
  package var digest: String
  package var outcome: Outcome

  package init(name: String, kind: Kind, digest: String, outcome: Outcome) {
    self.name = name
    self.kind = kind
    self.digest = digest
    self.outcome = outcome
  }
}

/// An undo block is registered, with the values of that moment; its id is the record's number.
package struct UndoArmed: Hashable, Sendable {
  package var item: Attempted
  /// `key#generation.try/fiber:uN`, the name by which a replayed try finds it again.
  package var name: String
  package var arm: PendingArm
  package var revision: String

  package init(item: Attempted, name: String, arm: PendingArm, revision: String) {
    self.item = item
    self.name = name
    self.arm = arm
    self.revision = revision
  }
}

package struct UndoStarted: Hashable, Sendable {
  /// The number of the `undoArmed` record.
  package var undo: Int64
  /// Counts the tries of this undo from 1.
  package var pass: Int64

  package init(undo: Int64, pass: Int64) {
    self.undo = undo
    self.pass = pass
  }
}

package struct UndoEnded: Hashable, Sendable {
  package enum Outcome: String, Sendable {
    case undone
    case failed
    /// No act that it covers ever started.
    case notNeeded = "not needed"
    /// The script said `no undo`: undo walks past.
    case nothingOwed = "nothing owed"
    /// A person gave it up, with a reason.
    case waived
    /// A person did it by hand.
    case byHand = "by hand"
  }

  package var undo: Int64
  package var pass: Int64
  package var outcome: Outcome
  package var failure: FailureNote?
  package var by: String?
  package var why: String?

  package init(
    undo: Int64, pass: Int64, outcome: Outcome, failure: FailureNote? = nil, by: String? = nil,
    why: String? = nil
  ) {
    self.undo = undo
    self.pass = pass
    self.outcome = outcome
    self.failure = failure
    self.by = by
    self.why = why
  }
}

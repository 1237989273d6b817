package import StileMachine

/// A region begins to poll.
package struct PollOpened: Hashable, Sendable {
  package var name: String
  /// Nanoseconds, all three.
  package var within: Int64?
  package var every: Int64?
  package var holding: Int64?

  package init(name: String, within: Int64?, every: Int64?, holding: Int64?) {
    self.name = name
    self.within = within
    self.every = every
    self.holding = holding
  }
}

package struct WaitOpened: Hashable, Sendable {
  package enum Rule: Hashable, Sendable {
    /// Nanoseconds from the start.
    case span(Int64)
    /// Nanoseconds since 1970, UTC.
    case until(Int64)
    /// The id of the window that is joined.
    case window(String)
  }

  /// The effect's name.
  package var name: String
  package var rule: Rule
  package var start: Moment
  package var bootID: String
  /// The wall clock of `start` went by others.
  package var isClockKept: Bool

  package init(
    name: String, rule: Rule, start: Moment, bootID: String, isClockKept: Bool = false
  ) {
    self.name = name
    self.rule = rule
    self.start = start
    self.bootID = bootID
    self.isClockKept = isClockKept
  }
}

/// A wait goes on in another boot or on another machine: what remains of it counts from here.
package struct WaitAnchored: Hashable, Sendable {
  package var name: String
  package var start: Moment
  package var bootID: String
  /// The wall clock of `start` went by others.
  package var isClockKept: Bool
  /// Nanoseconds.
  package var remaining: Int64
  /// What speaks for that, for people.
  package var trustedBy: String

  package init(
    name: String, start: Moment, bootID: String, isClockKept: Bool = false, remaining: Int64,
    trustedBy: String
  ) {
    self.name = name
    self.start = start
    self.bootID = bootID
    self.isClockKept = isClockKept
    self.remaining = remaining
    self.trustedBy = trustedBy
  }
}

/// The end of a wait for a window is known, or another one than before.
package struct WaitExpected: Hashable, Sendable {
  package var name: String
  /// Nanoseconds since 1970, UTC.
  package var due: Int64
  /// How it was computed, for people; a line each.
  package var arithmetic: [String]

  package init(name: String, due: Int64, arithmetic: [String]) {
    self.name = name
    self.due = due
    self.arithmetic = arithmetic
  }
}

/// The clock of an observation starts.
package struct WindowOpened: Hashable, Sendable {
  /// The name of the effect that opened it.
  package var window: String
  package var observation: Datum

  package init(window: String, observation: Datum) {
    self.window = window
    self.observation = observation
  }
}

/// An address answered a question of a window with something that matters for its end.
package struct WindowSeen: Hashable, Sendable {
  package var window: String
  package var answer: DNSAnswer

  package init(window: String, answer: DNSAnswer) {
    self.window = window
    self.answer = answer
  }
}

package struct OutboxAdded: Hashable, Sendable {
  /// The item's effect name: where the message comes from.
  package var name: String
  package var message: Message
  package var isRequired: Bool

  package init(name: String, message: Message, isRequired: Bool) {
    self.name = name
    self.message = message
    self.isRequired = isRequired
  }
}

package struct OutboxTried: Hashable, Sendable {
  package var message: String
  package var number: Int64
  /// Why it did not arrive; nil when it did.
  package var problem: String?
  /// When it is tried again, nanoseconds since 1970; nil where that needs a resume.
  package var next: Int64?

  package init(message: String, number: Int64, problem: String?, next: Int64? = nil) {
    self.message = message
    self.number = number
    self.problem = problem
    self.next = next
  }
}

package struct QuestionOpened: Hashable, Sendable {
  /// `q` and the number of its opening in this run; stable over resumes as long as it is open.
  package var id: String
  /// The effect's name for `confirm` and `manual`, else what the choice is about.
  package var about: String
  package var question: Question

  package init(id: String, about: String, question: Question) {
    self.id = id
    self.about = about
    self.question = question
  }
}

package struct QuestionAnswered: Hashable, Sendable {
  package var id: String
  package var answer: PersonAnswer

  package init(id: String, answer: PersonAnswer) {
    self.id = id
    self.answer = answer
  }
}

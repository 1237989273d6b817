package import StileMachine

/// What is remembered of one item.
package struct ItemView: Sendable {
  /// The latest start.
  package internal(set) var started: ItemStarted
  package private(set) var startedAt: Moment
  /// The end of the latest try; nil while it is under way, or was interrupted.
  package internal(set) var ended: ItemEnded?
  package private(set) var endedAt: Moment?
  /// Rises each time undo takes the item back.
  package private(set) var generation: Int64
  /// It was taken back and not started since.
  package private(set) var isForgotten = false
  /// An act of this generation was intended.
  package private(set) var hasActed = false
  /// How often it was tried again by itself since a person last let it begin.
  package private(set) var retries: Int64 = 0
  /// The first of the tries whose results the latest one is given back.
  package private(set) var firstTry: Int64
  /// Effects of those tries that are asked again all the same: the one that failed, and the probes
  /// just before it, which may have seen why.
  package internal(set) var rejected: Set<String> = []
  /// The hash of the text by which it was begun at last, or has ended.
  package internal(set) var revision = ""

  /// The acts of all its tries, by name.
  package internal(set) var acts: [String] = []

  var trail: [(name: String, isAsked: Bool)] = []

  init(_ started: ItemStarted, at moment: Moment) {
    self.started = started
    startedAt = moment
    generation = started.item.generation
    firstTry = started.item.tryNumber
  }

  mutating func start(_ body: ItemStarted, at moment: Moment) {
    if body.item.generation != generation || isForgotten { hasActed = false }
    if let ended { retries = ended.nextTry == nil ? 0 : retries + 1 }
    started = body
    startedAt = moment
    ended = nil
    endedAt = nil
    generation = body.item.generation
    isForgotten = false
    if !body.continues {
      firstTry = body.item.tryNumber
      rejected = []
      trail = []
    }
  }

  mutating func recordAct(_ name: String) {
    hasActed = true
    acts.append(name)
    trail.append((name, false))
  }

  mutating func recordProbe(_ body: ProbeEnded) {
    trail.append((body.name, body.kind == .probe))
  }

  /// `effects` are those of the run: what succeeded before the failure is not asked for again.
  mutating func end(_ body: ItemEnded, at moment: Moment, _ effects: [String: EffectView]) {
    ended = body
    endedAt = moment
    guard body.status == .failed, let kind = body.failure?.kind else { return }
    switch kind {
    case .command: rejectLast()
    case .timeout, .world, .refused:
      if let last = trail.last, effects[last.name]?.hasFailed == true { rejectLast() }
    case .verify, .unverified, .expectation, .value, .limit, .unreachable: break
    }
    while let last = trail.last, last.isAsked {
      rejected.insert(last.name)
      trail.removeLast()
    }
  }

  private mutating func rejectLast() {
    if let last = trail.popLast() { rejected.insert(last.name) }
  }

  /// It runs, or rests until its next try.
  package var isUnderWay: Bool { ended == nil || ended?.nextTry != nil }

  mutating func forget() {
    guard !isForgotten else { return }
    isForgotten = true
    generation += 1
  }
}

/// What is remembered of one effect.
package enum EffectView: Sendable {
  case act(ActView)
  case probe(ProbeEnded)

  /// It is itself what failed; a command's status is judged elsewhere.
  var hasFailed: Bool {
    switch self {
    case .act(let act): if case .failed? = act.ended?.outcome { true } else { false }
    case .probe(let probe): if case .failed = probe.outcome { true } else { false }
    }
  }

  /// The item's key in an effect's name: all before the last `#`.
  package static func key(of name: String) -> String {
    guard let mark = name.lastIndex(of: "#") else { return name }
    return String(name[..<mark])
  }
}

package struct ActView: Sendable {
  package var attempt: String
  package var intended: ActIntended
  /// The record of the intention.
  package var bindingAt: Int64
  package var ended: ActEnded?
}

/// An undo block on the stack.
package struct ArmView: Sendable {
  /// The undo's id: the number of its `undoArmed` record.
  package var sequence: Int64
  package var armed: UndoArmed
  /// The latest try of it, from 1; 0 before the first.
  package var pass: Int64 = 0
  /// The end of the latest try.
  package var ended: UndoEnded?

  /// Nothing is owed any more: undone, waived, done by hand or never needed.
  package var isSettled: Bool {
    switch ended?.outcome {
    case .undone, .notNeeded, .nothingOwed, .waived, .byHand: true
    case .failed, nil: false
    }
  }
}

package struct WaitView: Sendable {
  package var opened: WaitOpened
  package var anchored: WaitAnchored?
  package var expected: WaitExpected?
  package var changes: [WaitChange] = []

  /// A person said that it is over.
  package var isEndedByHand: Bool { changes.contains { $0.kind == .ended } }

  /// By how much people made it longer, in nanoseconds.
  package var extra: Int64 {
    changes.reduce(0) { sum, change in
      guard case .extended(let time) = change.kind else { return sum }
      let longer = sum.addingReportingOverflow(time)
      return longer.overflow ? .max : longer.partialValue
    }
  }

  /// When it would end by itself, as far as that is known: nanoseconds since 1970, UTC.
  package var due: Int64? {
    let end: (partialValue: Int64, overflow: Bool)
    switch opened.rule {
    case .window: return expected?.due
    case .until(let time): end = time.addingReportingOverflow(extra)
    case .span(let span):
      let left = (anchored?.remaining ?? span).addingReportingOverflow(extra)
      let start = (anchored?.start ?? opened.start).utc
      end = start.addingReportingOverflow(left.overflow ? .max : left.partialValue)
    }
    return end.overflow ? .max : end.partialValue
  }
}

package struct SampleView: Sendable {
  package var opened: SampleOpened
  package var openedAt: Moment
  /// The boot that `openedAt` counts in.
  package var bootID: String
  package var points: [SamplePoint] = []
}

package struct WindowView: Sendable {
  package var opened: WindowOpened
  package var openedAt: Moment
  /// The boot that `openedAt` and the answers count in.
  package var bootID: String
  package var seen: [DNSAnswer]
}

/// A message of the outbox, and what became of it.
package struct MessageView: Sendable {
  package var added: OutboxAdded
  /// The latest try; nil before the first has ended.
  package var tried: OutboxTried?

  package var tries: Int64 { tried?.number ?? 0 }
  package var isDelivered: Bool { tried.map { $0.problem == nil } ?? false }
  package var problem: String? { tried?.problem }
  /// It did not arrive, and is not tried again by itself.
  package var isGivenUp: Bool { tried.map { $0.problem != nil && $0.next == nil } ?? false }
}

package struct QuestionView: Sendable {
  package var opened: QuestionOpened
  package var answer: PersonAnswer?
}

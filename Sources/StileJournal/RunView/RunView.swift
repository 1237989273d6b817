package import StileMachine

/// What a run's records add up to: the one fold that live progress, resume, `status` and `log`
/// share.
///
/// `apply` never looks at the clock or the world, so the same records always give the same view.
package struct RunView: Sendable {
  package enum State: Sendable {
    case underWay
    case parked(RunParked)
    case ended(RunEnded)
  }

  package private(set) var run = ""
  package private(set) var opened: RunOpened?
  package private(set) var openedAt: Moment?
  /// The text that the run goes by.
  package private(set) var revision: RevisionAdded?
  /// All texts that it ever went by, in their order.
  package private(set) var revisions: [RevisionAdded] = []
  /// What was decided with the edits, as far as it is still to be done.
  package private(set) var edits = EditsView()
  package private(set) var lease: LeaseTaken?
  /// The file in which the run was handed over; nil unless that was the last that happened.
  package private(set) var handedOver: String?
  package private(set) var state = State.underWay
  package private(set) var direction = DirectionTurned.Direction.forward
  /// Somebody asked for it with `stile undo`; otherwise it was chosen where something had failed.
  package private(set) var isTurnedBackOnRequest = false
  /// The items that are being taken back and will be forgotten; none where all go back.
  package private(set) var cut: Set<String> = []
  package private(set) var last: Record?
  /// In the order in which they were first started.
  package internal(set) var items: [ItemView] = []
  package private(set) var hosts: [String: HostBound] = [:]
  /// Hosts that were told about an end of the run: their folders are gone until they are bound
  /// again.
  package private(set) var clearedHosts: Set<String> = []
  /// Effects of items by their names; the engine gives them back to a try that is walked again.
  package internal(set) var effects: [String: EffectView] = [:]
  /// Names of acts whose end is not known, in the order of their intentions.
  package internal(set) var openActs: [String] = []
  /// Every attempt that was ever intended: a claim of any other is none of this journal.
  package private(set) var attempts: Set<String> = []
  /// The undo stack, first armed first; what has ended stays, marked.
  package internal(set) var arms: [ArmView] = []
  package internal(set) var waits: [String: WaitView] = [:]
  package private(set) var samples: [String: SampleView] = [:]
  package private(set) var windows: [String: WindowView] = [:]
  package private(set) var outbox: [MessageView] = []
  package private(set) var questions: [QuestionView] = []
  /// How many were asked before the process that has the run in hand, or had it last.
  private var earlierQuestions = 0
  /// The latest failure side by side that somebody is asked about first.
  package private(set) var forkFailure: String?
  package private(set) var decisions: [DecisionMade] = []
  package private(set) var notes: [PersonNote] = []

  var itemIndices: [String: Int] = [:]
  /// Where the undo blocks of an item stand in `arms`, by its key.
  var armIndices: [String: [Int]] = [:]
  var armNames: Set<String> = []
  private var outboxIndices: [String: Int] = [:]

  package init() {}

  package init(_ records: [Record]) {
    for record in records { apply(record) }
  }

  package func item(_ key: String) -> ItemView? {
    itemIndices[key].map { items[$0] }
  }

  /// What is asked now, if somebody has the run in hand: a question that was open when a process
  /// ended is asked anew by the next one.
  package var openQuestions: [QuestionView] {
    questions.dropFirst(earlierQuestions).filter { $0.answer == nil }
  }

  /// Waits that are not over.
  package var openWaits: [WaitView] {
    waits.values.filter { effects[$0.opened.name] == nil }
      .sorted { $0.opened.name < $1.opened.name }
  }

  /// The message with this id.
  package func message(_ id: String) -> MessageView? { outboxIndices[id].map { outbox[$0] } }

  /// Messages that have not arrived.
  package var undelivered: [MessageView] { outbox.filter { !$0.isDelivered } }

  /// It goes back, and nothing of it stays.
  package var goesAllTheWayBack: Bool { direction == .back && cut.isEmpty }

  package func hasArm(named name: String) -> Bool { armNames.contains(name) }

  /// The undo block with this id.
  package func arm(_ sequence: Int64) -> ArmView? { armIndex(sequence).map { arms[$0] } }

  /// The undo blocks of an item, first armed first.
  package func arms(ofItem key: String) -> [ArmView] {
    armIndices[key, default: []].map { arms[$0] }
  }

  /// The blocks stand in the order of their ids, so a search halves what is left.
  private func armIndex(_ sequence: Int64) -> Int? {
    var range = arms.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if arms[middle].sequence == sequence { return middle }
      range =
        arms[middle].sequence < sequence
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The undo block that an effect belongs to (`undo/19#1.1/0:1`); nil for an effect of an item.
  package func arm(of effect: String) -> ArmView? {
    let key = EffectView.key(of: effect)
    guard key.hasPrefix("undo/") else { return nil }
    return Int64(key.dropFirst("undo/".count)).flatMap { arm($0) }
  }

  package func act(_ name: String) -> ActView? {
    if case .act(let act) = effects[name] { act } else { nil }
  }

  package func question(_ id: String) -> QuestionView? { questions.last { $0.opened.id == id } }

  /// Takes the next record in.
  package mutating func apply(_ record: Record) {
    run = record.run
    last = record
    switch record.body {
    case .runOpened(let body):
      opened = body
      openedAt = record.moment
    case .revisionAdded(let body): revise(body)
    case .leaseTaken(let body): take(body)
    case .leaseReleased(_, let file): handedOver = file
    case .hostBound(let body):
      hosts[body.host.name] = body
      clearedHosts.remove(body.host.name)
    case .itemStarted(let body): start(body, at: record.moment)
    case .itemEnded(let body): end(body, at: record.moment)
    case .actIntended(let body): intend(body, record)
    case .actEnded(let body): endAct(body)
    case .probeEnded(let body): endProbe(body)
    case .undoArmed(let body):
      armIndices[body.item.key, default: []].append(arms.count)
      arms.append(ArmView(sequence: record.sequence, armed: body))
      armNames.insert(body.name)
    case .undoStarted(let body): updateArm(body.undo) { $0.pass = body.pass }
    case .undoEnded(let body): updateArm(body.undo) { $0.ended = body }
    case .pollOpened: break
    case .waitOpened(let body): waits[body.name] = WaitView(opened: body)
    case .waitAnchored(let body): waits[body.name]?.anchored = body
    case .waitExpected(let body): waits[body.name]?.expected = body
    case .waitChanged(let body): waits[body.wait]?.changes.append(body)
    case .sampleOpened(let body):
      samples[body.name] = SampleView(
        opened: body, openedAt: record.moment, bootID: record.bootID)
    case .sampleTaken(let body): samples[body.name]?.points += body.points
    case .windowOpened(let body):
      windows[body.window] = WindowView(
        opened: body, openedAt: record.moment, bootID: record.bootID, seen: [])
    case .windowSeen(let body): windows[body.window]?.seen.append(body.answer)
    case .outboxAdded(let body):
      outboxIndices[body.message.id] = outbox.count
      outbox.append(MessageView(added: body))
    case .outboxTried(let body): tryMessage(body)
    case .forkEnded(let body): forkFailure = body.counts
    case .questionOpened(let body): questions.append(QuestionView(opened: body, answer: nil))
    case .questionAnswered(let body): answer(body)
    case .decisionMade(let body):
      decisions.append(body)
      edits.take(body)
    case .noteAdded(let body): notes.append(body)
    case .directionTurned(let body): turn(body)
    case .runParked(let body): state = .parked(body)
    case .runEnded(let body):
      state = .ended(body)
      clearedHosts = Set(hosts.keys)
    }
  }
}

// MARK: - Parts of the fold

extension RunView {
  private mutating func take(_ body: LeaseTaken) {
    lease = body
    handedOver = nil
    earlierQuestions = questions.count
    guard body.reason == .take else {
      state = .underWay
      return
    }
    // Nothing goes on yet, and the folder on this machine is another one.
    if let local = hosts.values.first(where: \.host.isLocal) {
      clearedHosts.insert(local.host.name)
    }
  }

  private mutating func revise(_ body: RevisionAdded) {
    revision = body
    revisions.append(body)
    for renaming in body.renamings { rename(renaming) }
    for rearming in body.rearmings { rearm(rearming, by: body.hash) }
    for choice in body.choices { edits.take(choice) }
    for choice in body.choices where choice.word == .again { forget(choice.key) }
  }

  private mutating func start(_ body: ItemStarted, at moment: Moment) {
    edits.begin(body.item.key)
    if let index = itemIndices[body.item.key] {
      items[index].start(body, at: moment)
    } else {
      itemIndices[body.item.key] = items.count
      items.append(ItemView(body, at: moment))
    }
    note(revisionOf: body.item.key)
  }

  /// The undo keeps its values, and goes by another block.
  private mutating func rearm(_ rearming: Rearming, by revision: String) {
    updateArm(rearming.undo) { arm in
      guard case .block(_, let captures, let seat) = arm.armed.arm.kind else { return }
      let block = UndoReference(
        declaration: rearming.declaration, ordinal: Int(clamping: rearming.ordinal))
      arm.armed.revision = revision
      arm.armed.arm = PendingArm(
        kind: .block(block, captures: captures, seat: seat), isOfItem: arm.armed.arm.isOfItem)
    }
  }

  /// The text that an item is, or was at last, done by.
  private mutating func note(revisionOf key: String) {
    guard let index = itemIndices[key], let revision else { return }
    items[index].revision = revision.hash
  }

  private mutating func forget(_ key: String) {
    edits.forget(key)
    guard let index = itemIndices[key] else { return }
    items[index].forget()
  }

  private mutating func end(_ body: ItemEnded, at moment: Moment) {
    guard let index = itemIndices[body.item.key] else { return }
    items[index].end(body, at: moment, effects)
    if body.status != .undone { note(revisionOf: body.item.key) }
  }

  private mutating func intend(_ body: ActIntended, _ record: Record) {
    effects[body.name] = .act(
      ActView(attempt: record.attempt, intended: body, bindingAt: record.sequence, ended: nil))
    openActs.append(body.name)
    attempts.insert(record.attempt)
    if let index = itemIndices[EffectView.key(of: body.name)] {
      items[index].recordAct(body.name)
    }
  }

  private mutating func endProbe(_ body: ProbeEnded) {
    effects[body.name] = .probe(body)
    if let index = itemIndices[EffectView.key(of: body.name)] {
      items[index].recordProbe(body)
    }
  }

  private mutating func endAct(_ body: ActEnded) {
    openActs.removeAll { $0 == body.name }
    guard case .act(var act) = effects[body.name], act.attempt == body.attempt else { return }
    act.ended = body
    effects[body.name] = .act(act)
  }

  private mutating func updateArm(_ sequence: Int64, _ change: (inout ArmView) -> Void) {
    guard let index = armIndex(sequence) else { return }
    change(&arms[index])
  }

  private mutating func tryMessage(_ body: OutboxTried) {
    guard let index = outboxIndices[body.message] else { return }
    outbox[index].tried = body
  }

  private mutating func answer(_ body: QuestionAnswered) {
    guard let index = questions.lastIndex(where: { $0.opened.id == body.id }) else { return }
    questions[index].answer = body.answer
  }

  private mutating func turn(_ body: DirectionTurned) {
    direction = body.direction
    isTurnedBackOnRequest = lease?.reason == .undo
    switch body.direction {
    case .back: cut = Set(body.forgotten)
    case .forward:
      cut = []
      for key in body.forgotten { forget(key) }
    }
  }
}

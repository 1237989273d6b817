package import StileJournal
package import StileMachine
import StileSyntax

/// One process's work on a run: takes what the world completes and fills a turn.
///
/// It never waits, never does I/O and never reads a clock; all that must outlive it goes through
/// `write`. A class, because it holds the one machine and the one chain of its run.
package final class Run {
  let setup: RunSetup
  let machines: RunMachines
  package private(set) var view: RunView
  private var chain: Chain

  var fibers: [FiberID: Fiber] = [:]
  var flow: FiberID?
  var continuations: [EffectName: Continuation] = [:]
  private var alarms: [(at: Int64, alarm: Alarm)] = []

  /// Hosts that this process has said hello to.
  var boundHosts: Set<String> = []
  var hostWork: [String: [HostWork]] = [:]
  /// The bindings that open acts were sent under.
  let earlierBindings: [String: HostBinding]
  /// Acts to be settled and hosts to be greeted before the walk begins.
  var unsettled: Set<String> = []
  /// Hosts of which a person is asked whether another machine may take their place.
  var replacedHosts: Set<String> = []
  /// Acts of which nobody knows how they ended, with what their host says.
  var doubts: [String: String] = [:]
  /// Items that were run again because that is safe: once a process, then a person is asked.
  var repeatedByRule: Set<String> = []
  var preflightHosts: Set<String> = []
  /// Commands that reboot their host, by the names of their acts.
  var reboots: [String: RebootWatch] = [:]

  var windows: [String: WindowWatch] = [:]
  var windowAsks = 0
  /// What people were asked about waits.
  var testimonies: Set<String> = []
  var undoWalk: UndoWalk?
  /// The failed undo that somebody chose to run again.
  var retriedUndo: Int64?
  var presetChoice: PersonAnswer?
  var questionNumber: Int
  /// Undos of steps that branches ask for while another one is under way.
  var waitingUndos: [UndoWalk] = []
  /// Nothing is left to do; what is waited for is the outbox.
  var ending: Ending?
  /// How the run is left as soon as no act is out any more; nothing new begins.
  var leaving: Leaving?
  /// Forks whose branches are being begun.
  var forksBeginning = 0
  /// Branches that can't go on, and the one that somebody was asked about.
  var troubles: [FiberID: Trouble] = [:]
  var askedTrouble: FiberID?
  /// What branches do when nothing keeps them any more.
  var held: [FiberID: HeldWork] = [:]
  /// Attempts by hosts whose ends are on their way to the journal, and whose outputs then are of no
  /// use any more.
  var unswept: [String: [String]] = [:]
  private var hasBegun = false
  /// Byes that are still out, once the run has ended.
  var farewell: (verdict: Verdict, left: Int)?

  /// The wall clock at the newest record of earlier processes.
  let earlierTime: Int64

  package init(setup: RunSetup, machines: RunMachines, chain: Chain, history: RunView) {
    self.setup = setup
    self.machines = machines
    self.chain = chain
    view = history
    earlierTime = history.last?.moment.utc ?? .min
    earlierBindings = view.hosts.mapValues(\.binding)
    presetChoice = setup.presetChoice
    questionNumber = view.questions.count
  }

  /// Handles what has completed and all alarms that are due.
  package func take(_ completions: [Completion], _ turn: inout Turn) {
    if !hasBegun {
      hasBegun = true
      begin(&turn)
    }
    for completion in completions { handle(completion, &turn) }
    while let index = alarms.firstIndex(where: { $0.at <= turn.moment.boot }) {
      fire(alarms.remove(at: index).alarm, &turn)
    }
    settleBranches(&turn)
    if let leaving, turn.verdict == nil, !isActing { park(leaving, &turn) }
    sweep(&turn)
  }

  /// The boot clock's time of the next alarm.
  package var nextDeadline: Int64? { alarms.map(\.at).min() }

  // MARK: - For the other files of this type

  /// Appends a record to the chain, the turn and the view.
  @discardableResult
  func write(_ body: RecordBody, _ turn: inout Turn) -> Record {
    let sealed = chain.append(body, at: turn.moment)
    turn.records.append(sealed)
    view.apply(sealed.record)
    if case .actEnded(let ended) = body { noteUnneeded(ended) }
    return sealed.record
  }

  /// Sets an alarm on the boot clock, instead of the one that was set for the same.
  func alarm(_ alarm: Alarm, at time: Int64) {
    forget(alarm)
    alarms.append((time, alarm))
  }

  func forget(_ alarm: Alarm) { alarms.removeAll { $0.alarm == alarm } }

  /// When the first of these alarms is due, on the boot clock.
  func nextAlarm(where isMeant: (Alarm) -> Bool) -> Int64? {
    alarms.filter { isMeant($0.alarm) }.map(\.at).min()
  }

  func submitProbe(
    _ name: EffectName, _ request: WorldRequest, then continuation: Continuation,
    _ turn: inout Turn
  ) {
    continuations[name] = continuation
    turn.probes.append(Submission(name, request))
  }

  func submitAct(
    _ name: EffectName, _ request: WorldRequest, then continuation: Continuation,
    _ turn: inout Turn
  ) {
    continuations[name] = continuation
    turn.acts.append(Submission(name, request))
  }

  /// Goes on with a fiber until it waits for something.
  func proceed(_ id: FiberID, _ answer: Answer, _ turn: inout Turn) {
    var next: Answer? = answer
    while let given = next {
      guard turn.verdict == nil, leaving == nil, fibers[id] != nil else { return }
      // What it asked for last is answered: a late look at a wait must not answer it again.
      fibers[id]?.pending = nil
      next = respond(to: machines.advance(id, given), of: id, &turn)
    }
  }

  /// Answers a stop at once, or nil if the fiber has to wait.
  func respond(to stop: Stop, of id: FiberID, _ turn: inout Turn) -> Answer? {
    guard turn.verdict == nil, leaving == nil else { return nil }
    switch stop {
    case .reached(let item): return reach(item, id, &turn)
    case .header(let header): return enter(header, id, &turn)
    case .request(let request, let arms): return perform(request, arms, id, &turn)
    case .region(let header): return openRegion(header, id, &turn)
    case .asked(let outcome): return judge(outcome, id, &turn)
    case .fork(let fork): return openFork(fork, id, &turn)
    case .ended(let value): return endItem(value, id, &turn)
    case .failed(let failure): return failItem(failure, id, &turn)
    case .finished(let result):
      finish(result, id, &turn)
      return nil
    }
  }

  private func fire(_ alarm: Alarm, _ turn: inout Turn) {
    switch alarm {
    case .pollAgain(let id): proceed(id, .again, &turn)
    case .retry(let id): endPause(id, &turn)
    case .waitEnds(let id, let name, let digest): checkWait(id, name, digest, &turn)
    case .windows: askWindows(&turn)
    case .settleAgain(let name): settle(name, &turn)
    case .lookForReboot(let name): lookForReboot(name, &turn)
    case .beginUngreeted: beginUngreeted(&turn)
    case .deliver(let id): deliver(id, &turn)
    case .noticeOverdue(let name): endPatience(name, &turn)
    case .finish: endRun(&turn)
    case .leave: leave(&turn)
    }
  }
}

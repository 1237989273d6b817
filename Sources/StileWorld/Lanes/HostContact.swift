import CLinux
import Glibc
import StileMachine

/// All that goes to one host: its lanes, what waits for them, and what hello found out.
///
/// A job takes an idle lane, else a new one (at most four). A lane that is lost takes nothing with
/// it: what it had sent is settled over a new one. A class because lanes and timers call back into
/// it.
final class HostContact {
  /// How a lane to this host is started; `isFirst` when there is no other that it could share.
  typealias MakeProgram = (_ isFirst: Bool) throws(Failure) -> Lane.Program
  /// What launches, where that is not a lane's shell: for the base folder that hello found.
  typealias MakeSupervisor = (_ base: String) -> LocalSupervisor

  let host: HostValue
  let loop: EventLoop
  let vault: SecretVault
  let timing: LaneTiming
  /// Where somebody looks on.
  let glimpses: Glimpses?
  private let identity: LaneIdentity
  private let makeProgram: MakeProgram
  private let makeSupervisor: MakeSupervisor?

  private var queue: [HostJob] = []
  private var lanes: [Lane] = []
  private var opening: Lane?
  /// The name of the hello that the opening lane answers.
  private var greeting: EffectName?
  /// What somebody waits for.
  private var awaited: Set<EffectName> = []
  private var isClosed = false
  /// What the last hello found; nil before the first one.
  private(set) var bound: LaneReply.Bound? {
    didSet { supervisor = bound.flatMap { makeSupervisor?($0.base) } }
  }
  /// What launches instead of a lane's shell, where that is another.
  private(set) var supervisor: LocalSupervisor?
  /// Since when the host does not answer, and how long to pause before it is tried again.
  private var silence: (since: Int64, pause: Int64)?
  private var retry: TimerID?
  /// A lane can be had to look at outputs.
  private var mayLook = true
  /// Attempts whose outputs nobody needs any more.
  private var unneeded: [String] = []

  private static let mostLanes = 4
  /// So many outputs are removed at once.
  private static let mostSwept = 500

  init(
    _ host: HostValue, identity: LaneIdentity, loop: EventLoop, vault: SecretVault,
    timing: LaneTiming, glimpses: Glimpses?, makeSupervisor: MakeSupervisor?,
    makeProgram: @escaping MakeProgram
  ) {
    self.host = host
    self.identity = identity
    self.loop = loop
    self.vault = vault
    self.timing = timing
    self.glimpses = glimpses
    self.makeSupervisor = makeSupervisor
    self.makeProgram = makeProgram
  }

  func submit(_ job: HostJob) {
    awaited.insert(job.name)
    resume(job)
  }

  /// Takes a job up again after a pause.
  func resume(_ job: HostJob, after pause: Int64) {
    loop.schedule(after: pause) { [weak self] in self?.resume(job) }
  }

  private func resume(_ job: HostJob) {
    queue.append(job)
    advance()
  }

  /// Something more urgent than what waits; `advance` starts it.
  func enqueueFirst(_ job: HostJob) { queue.insert(job, at: 0) }

  /// Does what is worth no waiting: now, over a lane that is free or can be had, or not at all.
  func tryNow(_ job: HostJob) {
    guard queue.isEmpty, opening == nil, bound != nil, mayLook else { return }
    let shells = lanes.filter { !$0.isSupervisor }
    guard shells.contains(where: \.isIdle) || shells.count < Self.mostLanes else { return }
    resume(job)
  }

  /// Whether the lane that could not be had was wanted only to look at an output: such a host may
  /// allow no second session, and nothing else is to suffer from that.
  private func givesUpLooking() -> Bool {
    let count = queue.count
    queue.removeAll { if case .peek = $0.kind { true } else { false } }
    guard queue.count < count else { return false }
    mayLook = false
    return true
  }

  /// Removes outputs as soon as there is nothing better to do.
  func sweep(_ attempts: [String]) {
    let isDue = !unneeded.isEmpty
    unneeded += attempts
    if !isDue { sweepLater() }
  }

  private func sweepLater() {
    loop.schedule(after: timing.sweepPause) { [weak self] in
      guard let self, bound != nil, !isClosed else { return }
      let isIdle = queue.isEmpty && lanes.contains { !$0.isSupervisor && $0.isIdle }
      guard isIdle else { return sweepLater() }
      let batch = unneeded.prefix(Self.mostSwept)
      unneeded.removeFirst(batch.count)
      resume(HostJob(EffectName("sweep/\(host.name)"), .sweep(attempts: Array(batch))))
      if !unneeded.isEmpty { sweepLater() }
    }
  }

  /// Wakes a lane from another one, once at a time.
  func nudge(_ process: Int32) {
    let isQueued = queue.contains {
      if case .nudge(process) = $0.kind { true } else { false }
    }
    if isQueued { return }
    enqueueFirst(HostJob(EffectName("nudge/\(process)"), .nudge(process: process)))
    advance()
  }

  /// Nobody waits for this name any more; what was sent goes on.
  func cancel(_ name: EffectName) {
    awaited.remove(name)
    queue.removeAll { $0.name == name }
  }

  /// Ends all lanes; what runs on the host goes on.
  func close() {
    isClosed = true
    greeting = nil
    queue = []
    if let retry { loop.cancel(retry) }
    opening?.giveUp("closed")
    for lane in lanes { lane.close() }
    lanes = []
    bound = nil
    unneeded = []
  }

  func complete(_ job: HostJob, _ result: WorldResult) {
    if awaited.remove(job.name) != nil { loop.complete(job.name, result) }
  }

  private func isWanted(_ job: HostJob) -> Bool {
    job.isOurOwn || awaited.contains(job.name)
  }

  // MARK: Jobs meet lanes

  func advance() {
    while let job = queue.first, opening == nil, !isClosed {
      if !isWanted(job) {
        queue.removeFirst()
        continue
      }
      if case .hello(let base) = job.kind {
        queue.removeFirst()
        for lane in lanes where lane.isIdle { lane.close() }
        lanes.removeAll { !$0.isOpen }
        return open(base: base, greeting: job.name)
      }
      guard let bound else {
        queue.removeFirst()
        complete(job, .unreachable("\(host.name) was not greeted yet"))
        continue
      }
      let supervisor = job.takesSupervisor ? supervisor : nil
      let fitting = lanes.filter { $0.isSupervisor == (supervisor != nil) }
      if let lane = fitting.first(where: \.isIdle) {
        queue.removeFirst()
        start(job, on: lane, bound)
      } else if fitting.count >= Self.mostLanes {
        return
      } else if let supervisor {
        guard open(supervisor, for: job) else { continue }
      } else {
        return open(base: bound.base, greeting: nil)
      }
    }
  }

  /// A lane became idle, or is gone.
  func release(_ lane: Lane) {
    lanes.removeAll { !$0.isOpen }
    advance()
  }

  func forgetBinding() {
    for lane in lanes { lane.close() }
    lanes = []
    bound = nil
  }

  // MARK: Lanes come and go

  private func open(base: String?, greeting: EffectName?) {
    if let retry { loop.cancel(retry) }
    retry = nil
    self.greeting = greeting
    do {
      let lane = try startLane()
      opening = lane
      let token = LaneToken.fresh()
      let request = try LaneRequest.hello(identity, base: base).encoded(token: token)
      let sent = Moment.now
      lane.send(request, token: token, limit: timing.answerLimit) { [unowned self] outcome in
        opening = nil
        switch outcome {
        case .reply(let reply): greeted(lane, reply.hello, sent: sent)
        case .lost(let reason):
          if givesUpLooking() {
            advance()
          } else if lane.complaints.isRefusal {
            fail(.refused(reason), because: reason)
          } else {
            wait(because: reason)
          }
        }
      }
    } catch {
      opening = nil
      wait(because: error.message)
    }
  }

  /// False if it can't be started: then the job that needs it has failed.
  private func open(_ supervisor: LocalSupervisor, for job: HostJob) -> Bool {
    do throws(SystemFailure) {
      let lane = try Lane(.supervisor(supervisor), loop: loop)
      lane.onEnd = { [weak self] in self?.lanes.removeAll { !$0.isOpen } }
      lanes.append(lane)
      return true
    } catch {
      queue.removeFirst()
      complete(job, .failed(Failure(.world, "no command can be started here: \(error)")))
      return false
    }
  }

  private func startLane() throws(Failure) -> Lane {
    let program = try makeProgram(lanes.isEmpty)
    do {
      return try Lane(program, loop: loop)
    } catch {
      throw Failure(.world, "\(error)")
    }
  }

  private func greeted(_ lane: Lane, _ hello: LaneReply.Hello, sent: Moment) {
    switch hello {
    case .bound(let found):
      bound = found
      silence = nil
      lane.shell = found.process
      lane.onEnd = { [weak self] in self?.lanes.removeAll { !$0.isOpen } }
      lanes.append(lane)
      if let name = greeting {
        greeting = nil
        let binding = binding(found, lane: lane, sent: sent)
        complete(HostJob(name, .hello(base: nil)), .bound(binding))
      }
      advance()
    case .fenced(let why):
      lane.close()
      fail(.fenced(why), because: why)
    case .refused(let why):
      lane.close()
      fail(.refused(why), because: why)
    }
  }

  private func binding(_ found: LaneReply.Bound, lane: Lane, sent: Moment) -> HostBinding {
    // The host looked at its clock somewhere between; its seconds are cut off.
    let middle = sent.utc / 2 + Moment.now.utc / 2
    let clock = found.seconds.multipliedReportingOverflow(by: .nanosecondsInASecond).partialValue
    return HostBinding(
      login: found.login, address: host.address ?? host.name,
      hostKeyPrint: lane.complaints.hostKeyPrint, machineID: found.machineID,
      bootID: found.bootID, base: found.base,
      clockOffset: clock.subtractingReportingOverflow(middle).partialValue,
      pipeShell: found.pipeShell, claims: found.claims)
  }

  /// The host said no: that holds for everything that waits, but tells nothing of what was sent
  /// before.
  private func fail(_ result: WorldResult, because why: String) {
    let failed = queue
    queue = []
    if let name = greeting {
      greeting = nil
      complete(HostJob(name, .hello(base: nil)), result)
    }
    for job in failed { complete(job, job.isAttach ? .unreachable(why) : result) }
  }

  /// The host is silent: who is not patient hears so, the others wait for the next attempt.
  private func wait(because reason: String) {
    let now = Moment.now.boot
    let since = silence?.since ?? now
    let pause = silence?.pause ?? timing.firstRetry
    silence = (since, min(pause &* 2, timing.longestRetry))
    var patient: [HostJob] = []
    if let name = greeting {
      greeting = nil
      complete(HostJob(name, .hello(base: nil)), .unreachable(reason))
    }
    let waiting = queue
    queue = []
    for job in waiting {
      if now &- since < job.patience(timing) {
        patient.append(job)
      } else {
        complete(job, .unreachable(reason))
      }
    }
    queue = patient
    let patience = patient.map { $0.patience(timing) &- (now &- since) }.min()
    if let patience, !isClosed {
      retry = loop.schedule(after: min(pause, patience)) { [weak self] in
        self?.retry = nil
        self?.advance()
      }
    }
  }
}

import Glibc
import StileMachine

extension HostContact {
  /// Sends a job over a lane.
  func start(_ job: HostJob, on lane: Lane, _ bound: LaneReply.Bound) {
    let token = LaneToken.fresh()
    let request: [UInt8]
    do {
      request = try encoded(job, token: token, pipeShell: bound.pipeShell)
    } catch {
      return complete(job, .failed(error))
    }
    if needsPipes(job), bound.pipeShell == "none" {
      let why = "\(host.name) has no shell that knows pipefail, which a command with a pipe needs"
      return complete(job, .refused(why))
    }
    watchOutput(of: job, on: lane, token: token)
    lane.send(request, token: token, limit: limit(of: job)) { [unowned self] header in
      if !lane.isSupervisor, header.hasPrefix("ended ") { expectOutputs(of: lane, token: token) }
    } _: { [unowned self] outcome in
      switch outcome {
      case .reply(let reply): answered(job, reply)
      case .lost(let reason): lost(job, reason)
      }
      release(lane)
    }
  }

  private func encoded(
    _ job: HostJob, token: String, pipeShell: String
  ) throws(Failure) -> [UInt8] {
    let request: LaneRequest
    switch job.kind {
    case .launch(let attempt, let command):
      let launch = try Launch(command, isProbe: false, pipeShell: pipeShell, vault: vault)
      if job.takesSupervisor, let supervisor {
        return try LaunchFrame(
          launch, attempt: attempt, token: token, environment: supervisor.environment
        ).bytes
      }
      request = .launch(attempt: attempt, launch)
    case .probe(let command):
      request = .probe(
        try Launch(command, isProbe: true, pipeShell: pipeShell, vault: vault))
    case .attach(let attempt, _), .settle(let attempt): request = .settle(attempt: attempt)
    case .stop(let attempt): request = .stop(attempt: attempt)
    case .sweep(let attempts): request = .sweep(attempts: attempts)
    case .peek(let attempt): request = .peek(attempt: attempt)
    case .nudge(let process): request = .nudge(process: process)
    case .bye: request = .bye
    case .hello: preconditionFailure("a hello opens a lane of its own")
    }
    return try request.encoded(token: token)
  }

  private func needsPipes(_ job: HostJob) -> Bool {
    switch job.kind {
    case .launch(_, let request), .probe(let request):
      if case .script(_, _, let hasPipe) = request.command.form { return hasPipe }
      return false
    case .hello, .attach, .settle, .stop, .bye, .sweep, .peek, .nudge: return false
    }
  }

  /// After this a lane without an answer is given up. A launch has none: its `within` is the host's
  /// task.
  private func limit(of job: HostJob) -> Int64? {
    switch job.kind {
    case .launch: nil
    case .probe(let request):
      (request.within ?? Launch.probeLimit).addingReportingOverflow(timing.answerLimit).partialValue
    case .stop: timing.answerLimit &* 2
    case .hello, .attach, .settle, .bye, .sweep, .peek, .nudge: timing.answerLimit
    }
  }

  /// A daemon that the command left may hold the pipes of its outputs: after a while the supervisor
  /// is told to leave them to it, again and again, since a signal that comes too early wakes
  /// nobody.
  private func expectOutputs(of lane: Lane, token: String) {
    loop.schedule(after: timing.outputGrace) { [weak self, weak lane] in
      guard let self, let lane, lane.token == token, let shell = lane.shell else { return }
      if host.isLocal {
        _ = kill(shell, SIGUSR1)
      } else {
        nudge(shell)
      }
      expectOutputs(of: lane, token: token)
    }
  }

  // MARK: Answers

  private func answered(_ job: HostJob, _ reply: LaneReply) {
    if let denial = reply.denial { return denied(job, denial) }
    switch job.kind {
    case .probe(let request): complete(job, probeResult(reply, request))
    case .bye:
      complete(job, .done)
      forgetBinding()
    case .peek(let attempt):
      if let part = reply.parts.first { glimpse(part.content, of: attempt) }
    case .sweep, .nudge, .hello: return
    case .launch(let attempt, let request) where reply.isClaimed:
      var again = job
      again.kind = .attach(attempt: attempt, request)
      enqueueFirst(again)
    case .launch(let attempt, let request), .attach(let attempt, let request):
      follow(job, reply, instead: .attach(attempt: attempt, request))
    case .settle, .stop: follow(job, reply, instead: nil)
    }
  }

  /// The command's user can't be had: it was not started.
  private func denied(_ job: HostJob, _ denial: UserDenial) {
    let failure = denial.failure(
      becoming: job.user ?? "?", from: bound?.login ?? "the one who logs in", on: host)
    complete(job, .failed(failure))
  }

  private func probeResult(_ reply: LaneReply, _ request: CommandRequest) -> WorldResult {
    guard case .ended(let output, let wasLate) = reply.attempt else {
      return .unreachable("\(host.name) did not tell how the command ended")
    }
    let shown = vault.withholding(output)
    guard wasLate else { return .output(shown) }
    let limit = (request.within ?? Launch.probeLimit) / .nanosecondsInASecond
    return .failed(
      Failure(
        .timeout, "the command on \(host.name) did not end within \(limit) s", output: shown))
  }

  /// Completes a job with what became of its attempt, or asks again later.
  private func follow(_ job: HostJob, _ reply: LaneReply, instead: HostJob.Kind?) {
    guard let state = reply.attempt else {
      return complete(job, .unreachable("\(host.name) answered what makes no sense"))
    }
    var again = job
    again.losses = 0
    if let instead { again.kind = instead }
    switch state {
    case .alive where instead != nil:
      again.unclearAnswers = 0
      glimpse(reply, of: job)
    // A claim that is being written looks so for a moment.
    case .unclear where job.unclearAnswers == 0: again.unclearAnswers = 1
    // The command has ended, but what it wrote is on its way yet; a launch has waited for that
    // already.
    case .ended where reply.isOutputOpen && job.unclearAnswers == 0 && !job.isLaunch:
      again.unclearAnswers = 1
    case .ended(let output, let wasLate):
      return complete(
        job, .attempt(.ended(vault.withholding(output), wasLate: wasLate)))
    case .void, .alive, .dead, .rebooted, .unclear:
      return complete(job, .attempt(state))
    }
    resume(again, after: timing.attachPause)
  }

  // MARK: Losses

  /// The lane ended with this job in flight. What a command did is settled, never guessed.
  private func lost(_ job: HostJob, _ reason: String) {
    var again = job
    again.losses += 1
    switch job.kind {
    case .launch(let attempt, let request): again.kind = .attach(attempt: attempt, request)
    case .attach: break
    case .settle, .stop, .probe, .bye:
      if job.losses > 0 { return complete(job, .unreachable(reason)) }
    case .sweep, .peek, .nudge, .hello: return
    }
    if job.losses == 0 { enqueueFirst(again) } else { resume(again, after: timing.attachPause) }
  }
}

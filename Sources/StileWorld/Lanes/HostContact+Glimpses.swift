import StileMachine

/// Looks at the outputs of commands that take their time, where somebody looks on.
extension HostContact {
  /// Over another lane, as the command's own is busy with it. One that was given a secret may print
  /// it: what it writes is seen when it has ended, and has been looked through.
  func watchOutput(of job: HostJob, on lane: Lane, token: String) {
    guard glimpses != nil, case .launch(let attempt, let request) = job.kind,
      !request.isGivenSecret
    else { return }
    look(at: attempt, on: lane, token: token, after: timing.firstGlimpse)
  }

  private func look(at attempt: String, on lane: Lane, token: String, after pause: Int64) {
    loop.schedule(after: pause) { [weak self, weak lane] in
      guard let self, let lane, lane.token == token else { return }
      tryNow(HostJob(EffectName("peek/\(attempt)"), .peek(attempt: attempt)))
      look(at: attempt, on: lane, token: token, after: timing.glimpsePause)
    }
  }

  /// What a command has written that goes on over a lane which is not its own any more.
  func glimpse(_ reply: LaneReply, of job: HostJob) {
    guard case .attach(let attempt, let request) = job.kind, !request.isGivenSecret else { return }
    let outputs = ["out", "err"].compactMap { name in reply.parts.first { $0.header == name } }
    guard let output = outputs.first(where: { !$0.content.isEmpty }) else { return }
    glimpse(Array(output.content.suffix(Glimpses.window)), of: attempt)
  }

  /// Shows the last line of an output, unless that holds a secret.
  func glimpse(_ output: [UInt8], of attempt: String) {
    let looked = vault.withholding(
      CommandOutput(status: 0, stdout: output, stderr: [], isCut: false))
    guard !looked.isCut, let line = Glimpses.lastLine(of: output) else { return }
    glimpses?.set(line, of: attempt)
  }
}

extension CommandRequest {
  fileprivate var isGivenSecret: Bool {
    ([stdin] + environment.map(\.value)).contains {
      if case .secret? = $0 { true } else { false }
    }
  }
}

import StileJournal
import StileMachine

/// TTL windows: started with an observation, watched while work goes on, joined by a wait.
extension Run {
  /// Starts the clock of an observation as an effect of its own: `dns.window`.
  func openWindow(
    _ observation: Datum, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    guard startWindow(name, observation, id, &turn) else { return nil }
    let window = Datum.record(
      "Window", [DatumField("id", .string(name)), DatumField("observation", observation)])
    write(
      .probeEnded(ProbeEnded(name: name, kind: .window, digest: digest, outcome: .value(window))),
      &turn)
    return .value(window)
  }

  /// Begins to watch; false while a person has to say what the names' TTLs were before.
  func startWindow(
    _ window: String, _ observation: Datum, _ id: FiberID, _ turn: inout Turn
  ) -> Bool {
    guard windows[window] == nil else { return true }
    guard let before = longestBefore(observation, window) else {
      askBefore(window, id, &turn)
      return false
    }
    if view.windows[window] == nil {
      write(.windowOpened(WindowOpened(window: window, observation: observation)), &turn)
    }
    windows[window] = WindowWatch(
      observation: observation, before: before, bootID: setup.bootID, opened: turn.moment)
    askWindows(&turn)
    return true
  }

  /// Goes on with the windows of an earlier process: with what it saw if its clock still counts,
  /// else anew, which can only be too long.
  func reopenWindows(_ turn: inout Turn) {
    for (window, known) in view.windows {
      let isSameBoot = known.bootID == setup.bootID
      let observation = known.opened.observation
      guard let before = longestBefore(observation, window),
        var watch = WindowWatch(
          observation: observation, before: before, bootID: setup.bootID,
          opened: isSameBoot ? known.openedAt : turn.moment)
      else { continue }
      for answer in known.seen {
        if isSameBoot { _ = watch.record(answer) } else { watch.recall(answer) }
      }
      windows[window] = watch
    }
    if !windows.isEmpty { askWindows(&turn) }
  }

  /// Sends every question that is due, of all windows.
  func askWindows(_ turn: inout Turn) {
    for window in windows.keys.sorted() {
      for question in windows[window]?.due(at: turn.moment) ?? [] {
        windowAsks += 1
        submitProbe(
          EffectName("window/\(window)/\(windowAsks)"), .dnsAsk(question),
          then: .windowAnswer(window: window), &turn)
      }
    }
    if let next = windows.values.compactMap(\.nextDue).min() {
      alarm(.windows, at: max(next, turn.moment.boot + 1))
    }
  }

  func takeWindowAnswer(_ answer: DNSAnswer, _ window: String, _ turn: inout Turn) {
    guard var watch = windows[window] else { return }
    let matters = watch.record(answer)
    windows[window] = watch
    if matters { write(.windowSeen(WindowSeen(window: window, answer: answer)), &turn) }
    askWindows(&turn)
    for (id, fiber) in fibers {
      guard let pending = fiber.pending,
        case .window(window)? = view.waits[pending.name]?.opened.rule
      else { continue }
      checkWait(id, pending.name, pending.digest, &turn)
    }
  }

  // MARK: What resolvers may have from before

  /// The longest TTL that the names had before the observation: as the script says, or a person.
  private func longestBefore(_ observation: Datum, _ window: String) -> Int64? {
    if let before = DNSEvidence(observation: observation)?.before { return before }
    guard isAttested(window, "observed") else { return nil }
    return WindowWatch.longestTTL(of: observation)
  }

  private func askBefore(_ window: String, _ id: FiberID, _ turn: inout Turn) {
    askWitness(
      Testimony(
        about: window, word: "observed",
        meaning: "it was never longer than what was observed",
        text: "nobody knows how long the TTLs were before the observation (`before:` would say"
          + " it): were they ever longer than what was observed?",
        otherwise: "stop here; say it with `before:` in the script"), id, &turn)
  }

  // MARK: What is new

  /// Asks a person, once, where the servers agree on an answer that the observation had found at
  /// some of them.
  func settleUndecided(_ window: String, _ id: FiberID, _ turn: inout Turn) {
    guard let (subject, version) = windows[window]?.undecided else { return }
    let about = "\(window): \(subject) \(version)"
    if isAttested(about, "changed") {
      windows[window]?.takeAsNew(version, of: subject)
      return
    }
    guard testimonies.insert(about).inserted else { return }
    askWitness(
      Testimony(
        about: about, word: "changed", meaning: "that is the new answer",
        text: "all servers give \(version) for \(subject), and some of them did so before the"
          + " observation was over: is that the change?",
        otherwise: "stop here; the change has not been made yet"), id, &turn)
  }
}

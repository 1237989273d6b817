import StileJournal
import StileMachine

/// TTL windows: started with an observation, watched while work goes on, joined by a wait (DESIGN 2.6).
extension Run {
  /// Starts the clock of an observation as an effect of its own: `dns.window`.
  func openWindow(
    _ observation: Datum, name: String, digest: String, _ turn: inout Turn
  ) -> Datum {
    startWindow(name, observation, &turn)
    let window = Datum.record(
      "Window", [DatumField("id", .string(name)), DatumField("observation", observation)])
    write(
      .probeEnded(ProbeEnded(name: name, kind: .window, digest: digest, outcome: .value(window))),
      &turn)
    return window
  }

  func startWindow(_ window: String, _ observation: Datum, _ turn: inout Turn) {
    if view.windows[window] == nil {
      write(
        .windowOpened(WindowOpened(window: window, observation: observation)), &turn)
    }
    guard let watch = WindowWatch(observation: observation, opened: turn.moment) else { return }
    windows[window] = watch
    askWindows(&turn)
  }

  /// Goes on with the windows of an earlier process: with what it saw if the clock still counts, else anew,
  /// which can only be too long.
  func reopenWindows(_ turn: inout Turn) {
    for (window, known) in view.windows {
      let isSameBoot = known.bootID == setup.bootID
      let opened = isSameBoot ? known.openedAt : turn.moment
      guard var watch = WindowWatch(observation: known.opened.observation, opened: opened) else {
        continue
      }
      if isSameBoot { for answer in known.seen { _ = watch.record(answer) } }
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
    for (id, fiber) in fibers {
      guard let pending = fiber.pending, case .window(window)? = view.waits[pending.name]?.opened.rule
      else { continue }
      checkWait(id, pending.name, pending.digest, &turn)
    }
  }
}

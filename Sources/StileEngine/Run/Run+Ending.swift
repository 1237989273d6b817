import StileJournal
import StileMachine

/// The end of a run: its messages are waited for, it is written down, and every host is told.
extension Run {
  /// How long the end waits for messages: 30 s, in nanoseconds.
  private static let outboxPatience: Int64 = 30_000_000_000

  /// How long it waits for hosts to say goodbye: 5 s, in nanoseconds. A folder that stays there is
  /// closed by nobody, and harms nobody.
  private static let farewellPatience: Int64 = 5_000_000_000

  /// Nothing is left to do but to deliver: what rests until its next try is tried at once.
  func conclude(_ ending: Ending, _ turn: inout Turn) {
    self.ending = ending
    for message in view.undelivered where !message.isGivenUp {
      deliver(message.added.message.id, &turn)
    }
    alarm(.finish, at: turn.moment.boot.plus(Self.outboxPatience))
    endIfQuiet(&turn)
  }

  /// Ends the run if no message can be expected to arrive in the time that is left.
  func endIfQuiet(_ turn: inout Turn) {
    guard ending != nil, !isMessageOut else { return }
    let last = nextAlarm { $0 == .finish } ?? turn.moment.boot
    let next = nextAlarm { if case .deliver = $0 { true } else { false } }
    if let next, next < last { return }
    endRun(&turn)
  }

  /// Writes the run's end, and tells every host once that is durable.
  func endRun(_ turn: inout Turn) {
    guard let ending, farewell == nil, leaving == nil, turn.verdict == nil else { return }
    let undelivered = view.undelivered.map(\.added.message.id)
    write(
      .runEnded(RunEnded(verdict: ending.verdict, text: "", undelivered: undelivered)), &turn)
    write(.leaseReleased(reason: ending.verdict.rawValue), &turn)
    let hosts = boundHosts.sorted().compactMap { view.hosts[$0]?.host }
    farewell = (ending.outcome, hosts.count)
    for host in hosts {
      submitAct(EffectName("bye/\(host.name)"), .bye(host), then: .bye, &turn)
    }
    if hosts.isEmpty { return leave(&turn) }
    alarm(.leave, at: turn.moment.boot + Self.farewellPatience)
  }

  /// The run has ended and said goodbye, or waited for that long enough.
  func leave(_ turn: inout Turn) { turn.verdict = farewell?.verdict }

  func takeFarewell(_ turn: inout Turn) {
    guard let (verdict, left) = farewell else { return }
    farewell = (verdict, left - 1)
    if left <= 1 { leave(&turn) }
  }
}

/// How a run ends, and what this process says of it.
struct Ending {
  let verdict: RunEnded.Verdict
  let outcome: Verdict
}

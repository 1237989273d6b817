import StileJournal
import StileMachine
import StileReview
import Testing

/// What became of messages, as it is told while a run goes on, when it stops, and afterwards.
struct OutboxTextTests {
  private func undelivered() -> RecordedRun {
    var run = RecordedRun()
    run.open()
    run.start("moved", "Moved", kind: .notify)
    run.post("moved", to: "users@example.org", subject: "Moved")
    run.post("moved", to: "ops@example.org")
    run.end("moved")
    run.send(to: "users@example.org")
    run.pass(1)
    run.send(to: "ops@example.org", problem: "the server\u{1B}[31m is out")
    run.pass(1)
    run.send(to: "ops@example.org", 2, problem: "the server is out")
    return run
  }

  private func lines(of run: RecordedRun) -> [String] {
    var events = RunEvents(calendar: .utc)
    return run.records.flatMap { events.lines(for: [$0]) }
      .flatMap { $0.lines(.utc, colours: .off) }
  }

  @Test func `each try is told, with the reason and the time of the next`() {
    #expect(
      lines(of: undelivered()).suffix(3) == [
        "12:00:00 sent   to users@example.org  Moved",
        "12:00:01 unsent to ops@example.org  try 1  the server^[[31m is out  "
          + "again at 12:01:01",
        "12:00:02 unsent to ops@example.org  try 2  the server is out  again at 12:01:02",
      ])
  }

  @Test func `the end lists what was not delivered, and why`() {
    var run = undelivered()
    run.finish()
    #expect(
      lines(of: run).last
        == "           not delivered to ops@example.org: the server is out, try 2")
  }

  @Test func `so does a run that parks`() {
    var run = undelivered()
    run.add(.runParked(RunParked(reason: .question, text: "Go on?", due: nil)))
    #expect(
      lines(of: run).last
        == "           not delivered to ops@example.org: the server is out, try 2")
  }

  @Test func `the status says when it is tried again, while somebody has the run in hand`() {
    let view = RunView(undelivered().records)
    let held = RunStatus(view, holder: .init("process 4711 of anna"))
    let line = "  not delivered to ops@example.org: the server is out, try 2"
    #expect(held.page(.utc).contains(line + ", again at 2026-11-22 12:01:02 UTC"))
    #expect(RunStatus(view, holder: nil).page(.utc).contains(line))
    let json =
      #""undelivered":[{"id":"ops@example.org@run","to":"ops@example.org","subject":null,"#
      + #""required":false,"tries":2,"problem":"the server is out","next":"#
    #expect(held.json.contains(json + "17953488"))
    #expect(RunStatus(view, holder: nil).json.contains(json + "null"))
  }

  @Test func `the log of an item has the tries of its messages`() {
    let lines = RunLog.lines(
      of: undelivered().records, LogSelection(item: "moved"), calendar: .utc)
    #expect(lines.count { $0.contains(" unsent ") } == 2)
  }
}

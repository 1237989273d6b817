import StileJournal
import StileMachine
import StileReview
import Testing

struct RunEventsTests {
  @Test func `a run is told as one line a fact`() {
    var run = RecordedRun()
    run.open()
    run.pass(1)
    run.start("freeze", "Make the site read-only", on: "old", tags: ["F3"])
    run.pass(0.4)
    run.end("freeze")
    run.start("point", "Point the name at the new server")
    run.end("point", .alreadySo)
    run.pass(15.6)
    run.finish()
    #expect(
      lines(of: run) == [
        "12:00:00 run    move_site-q3kd7mzx5vptw2ha  Move the site  by anna",
        "12:00:01 begin  freeze  Make the site read-only  on old",
        "12:00:01 done   freeze  Make the site read-only  on old  0.4 s  [F3]",
        "12:00:01 begin  point  Point the name at the new server",
        "12:00:01 already so  point  Point the name at the new server  0 ms",
        "12:00:17 done   in 17 s · 1 done, 1 already so",
      ])
  }

  @Test func `an item that is over when its beginning is committed has one line`() {
    var run = RecordedRun()
    run.open()
    run.start("point", "Point the name")
    run.end("point", .alreadySo)
    var events = RunEvents(calendar: .utc)
    let words = events.lines(for: run.records).map(\.word)
    #expect(words == ["run", "already so"])
  }

  @Test func `a failure says below its line what happened`() {
    var run = RecordedRun()
    run.open()
    run.start("copy", "Copy the site", on: "new")
    run.pass(2)
    let note = FailureNote(
      kind: .command, message: "`rsync -a` ended with status 12",
      details: ["rsync: \u{1B}[31mconnection\u{1B}[0m closed"], status: 12,
      place: "move-site.stile:21:5")
    run.end("copy", .failed, failure: note)
    run.add(
      .runParked(RunParked(reason: .failed, text: "copy failed and was left", due: nil)))
    #expect(
      lines(of: run).suffix(4) == [
        "12:00:02 failed copy  Copy the site  on new  2.0 s",
        "           `rsync -a` ended with status 12 (move-site.stile:21:5)",
        "           rsync: ^[[31mconnection^[[0m closed",
        "12:00:02 parked copy failed and was left  stile resume move_site-q3kd7mzx5vptw2ha",
      ])
  }

  @Test func `the end names what was skipped, and how to go back`() {
    var run = RecordedRun()
    run.open()
    run.start("freeze", "Make the site read-only")
    run.arm("freeze")
    run.end("freeze")
    run.start("ask", "Ask anna", kind: .manual)
    run.end("ask", .skipped, by: "anna", evidence: "she is ill")
    run.finish()
    #expect(
      lines(of: run).suffix(3) == [
        "12:00:00 skipped  ask  Ask anna  0 ms  by anna: she is ill",
        "12:00:00 done   in 0 ms · 1 done, 1 skipped · stile undo move_site-q3kd7mzx5vptw2ha",
        "           skipped: ask: she is ill",
      ])
  }

  @Test func `a wait says until when`() {
    var run = RecordedRun()
    run.open()
    run.start("pause", "Wait for an hour", kind: .wait)
    let hour = 3600 * RecordedRun.second
    run.add(
      .waitOpened(
        WaitOpened(name: "pause#1.1/0:1", rule: .span(hour), start: run.now, bootID: "b1")))
    #expect(lines(of: run).last == "12:00:00 wait   pause  Wait for an hour  1 h, until 13:00:00")
  }

  @Test func `whoever goes on is told how long a wait still lasts`() {
    var run = RecordedRun()
    run.open()
    run.start("pause", "Wait for an hour", kind: .wait)
    let hour = 3600 * RecordedRun.second
    run.add(
      .waitOpened(
        WaitOpened(name: "pause#1.1/0:1", rule: .span(hour), start: run.now, bootID: "b1")))
    run.pass(600)
    run.lease(.resume)
    #expect(
      lines(of: run).suffix(2) == [
        "12:10:00 resume move_site-q3kd7mzx5vptw2ha  Move the site  by anna",
        "12:10:00 wait   pause  Wait for an hour  until 13:00:00, 50 min left",
      ])
  }

  @Test func `a window says when it ends, and how that was computed`() {
    var run = RecordedRun()
    run.open()
    run.start("wait_ttl_cached", "wait ttl cached", kind: .wait)
    run.add(
      .waitOpened(
        WaitOpened(
          name: "wait_ttl_cached#1.1/0:1", rule: .window("w"), start: run.now, bootID: "b1")))
    run.add(
      .waitExpected(
        WaitExpected(
          name: "wait_ttl_cached#1.1/0:1", due: run.now.utc + 312 * RecordedRun.second,
          arithmetic: ["a server: old: gone at 12:00:00 UTC", "safe at 12:05:12 UTC"])))
    #expect(
      lines(of: run).suffix(4) == [
        "12:00:00 wait   wait_ttl_cached  wait ttl cached  until no cache can hold the old answer",
        "12:00:00 wait   wait_ttl_cached  until 12:05:12  5 min 12 s left",
        "           a server: old: gone at 12:00:00 UTC",
        "           safe at 12:05:12 UTC",
      ])
  }

  @Test func `a point of no return is told`() {
    var run = RecordedRun()
    run.open()
    run.start("drop", "Drop the old database")
    run.arm("drop", .wall("the old data is gone"))
    #expect(
      lines(of: run).last == "12:00:00 wall   drop  no way back from here  the old data is gone")
  }

  @Test func `undone steps are told by their names`() {
    var run = RecordedRun()
    run.open()
    run.start("freeze", "Make the site read-only")
    let undo = run.arm("freeze")
    run.end("freeze")
    run.add(
      .directionTurned(
        DirectionTurned(direction: .back, person: "anna", why: "a rehearsal", forgotten: [])))
    run.add(.undoStarted(UndoStarted(undo: undo, pass: 1)))
    run.pass(2)
    run.add(.undoEnded(UndoEnded(undo: undo, pass: 1, outcome: .undone)))
    run.end("freeze", .undone)
    run.finish(.undone)
    #expect(
      lines(of: run).suffix(3) == [
        "12:00:00 turn   back  by anna: a rehearsal",
        "12:00:02 undone freeze  Make the site read-only",
        "12:00:02 undone in 2.0 s · 1 undone",
      ])
  }

  @Test func `colours stay out where nobody wants them`() {
    var run = RecordedRun()
    run.open()
    run.start("a", "A")
    run.end("a")
    var events = RunEvents(calendar: .utc)
    let done = events.lines(for: run.records).last
    #expect(done?.lines(.utc, colours: .off) == ["12:00:00 done   a  A  0 ms"])
    #expect(done?.lines(.utc, colours: .on) == ["12:00:00 \u{1B}[32mdone  \u{1B}[0m a  A  0 ms"])
  }

  private func lines(of run: RecordedRun) -> [String] {
    var events = RunEvents(calendar: .utc)
    return run.records.flatMap { events.lines(for: [$0]) }
      .flatMap { $0.lines(.utc, colours: .off) }
  }
}

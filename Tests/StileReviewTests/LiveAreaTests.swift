import StileJournal
import StileMachine
import StileReview
import Testing

struct LiveAreaTests {
  @Test func `what is under way is shown with its command and the way back`() {
    var run = RecordedRun()
    run.open()
    run.start("freeze", "Freeze", on: "old")
    run.arm("freeze")
    run.end("freeze")
    run.start("copy", "Copy the site", on: "new")
    run.intend("copy", "rsync -a old:/srv/ /srv/", on: "new")
    run.pass(12)
    #expect(
      live(run) == [
        "▸ copy  Copy the site  on new  12 s",
        "    rsync -a old:/srv/ /srv/",
        "  1 done · turning back: 1 undo, about 0 s",
      ])
  }

  @Test func `what a command wrote last stands below it, and never what it may do to a screen`() {
    var run = RecordedRun()
    run.open()
    run.start("copy", "Copy the site", on: "new")
    let attempt = run.intend("copy", "rsync -a old:/srv/ /srv/", on: "new")
    let lines = LiveArea.lines(
      RunView(run.records), now: run.now,
      glimpses: [attempt: "images/\u{1B}[2Jmap.svg", "00000099-00000000": "another one"],
      calendar: .utc, columns: 80)
    #expect(
      lines.prefix(3) == [
        "▸ copy  Copy the site  on new  0 ms", "    rsync -a old:/srv/ /srv/",
        "      images/^[[2Jmap.svg",
      ])
  }

  @Test func `many hosts of one item take one line`() {
    var run = RecordedRun()
    run.open()
    for host in ["a", "b", "c", "d", "e"] {
      run.start("restart@\(host)", "Restart", on: host, family: "restart")
    }
    run.start("dump", "Dump the database")
    run.end("restart@b")
    #expect(
      live(run) == [
        "▸ restart  4 under way, 1 over", "▸ dump  Dump the database",
        "  1 done · turning back: nothing to take back",
      ])
  }

  @Test func `a wait counts down on the boot clock`() {
    var run = RecordedRun()
    run.open()
    run.start("pause", "Wait", kind: .wait)
    run.add(
      .waitOpened(
        WaitOpened(
          name: "pause#1.1/0:1", rule: .span(90 * RecordedRun.second), start: run.now,
          bootID: "b1")))
    run.pass(30)
    #expect(live(run)[1] == "    until 12:01:30, 1 min left")
  }

  @Test func `no line is wider than the terminal`() {
    var run = RecordedRun()
    run.open()
    run.start("copy", String(repeating: "very long ", count: 30))
    for columns in [1, 2, 20, 80] {
      for line in live(run, columns: columns) {
        #expect(TextWidth.columns(of: line) <= max(1, columns - 1))
      }
    }
  }

  @Test func `a run that has ended leaves nothing on the screen`() {
    var run = RecordedRun()
    run.open()
    run.finish()
    #expect(live(run) == [])
  }

  @Test func `facts push the live area down`() {
    var frame = LiveFrame()
    #expect(frame.update(facts: [], live: []) == "")
    #expect(frame.update(facts: ["one"], live: ["a", "b"]) == "\r\u{1B}[Jone\na\nb\n")
    #expect(frame.update(facts: ["two"], live: ["c"]) == "\u{1B}[2A\r\u{1B}[Jtwo\nc\n")
    #expect(frame.update(facts: [], live: []) == "\u{1B}[1A\r\u{1B}[J")
    #expect(frame.update(facts: [], live: []) == "")
  }

  private func live(_ run: RecordedRun, columns: Int = 100) -> [String] {
    LiveArea.lines(RunView(run.records), now: run.now, calendar: .utc, columns: columns)
  }
}

import StileJournal
import StileMachine
import StileReview
import Testing

struct RunStatusTests {
  @Test func `a list says what each run waits for and what to type`() {
    var parked = RecordedRun()
    parked.open()
    parked.add(
      .runParked(RunParked(reason: .question, text: "Is the mail there?", due: nil)))
    var done = RecordedRun()
    done.open()
    done.start("freeze", "Freeze")
    done.arm("freeze")
    done.end("freeze")
    done.finish()
    let lines = RunStatus.table([status(done), status(parked)], calendar: .utc)
    #expect(
      lines == [
        "move_site-q3kd7mzx5vptw2ha  done    2026-11-22 12:00:00 UTC                      "
          + "stile undo move_site-q3kd7mzx5vptw2ha",
        "move_site-q3kd7mzx5vptw2ha  parked  2026-11-22 12:00:00 UTC  Is the mail there?  "
          + "stile resume move_site-q3kd7mzx5vptw2ha",
      ])
  }

  @Test func `a run whose process is gone is interrupted`() {
    var run = RecordedRun()
    run.open()
    run.start("copy", "Copy")
    run.intend("copy", "rsync")
    #expect(status(run).state == "interrupted")
    #expect(status(run).waitsFor(.utc) == "its process is gone, 1 to be settled")
    let held = RunStatus(RunView(run.records), holder: .init("process 4711 of anna"))
    #expect(held.state == "running")
    #expect(held.nextCommand == nil)
  }

  @Test func `a page shows items, open ends and the way back`() {
    var run = RecordedRun()
    run.open()
    run.start("freeze", "Make the site read-only", on: "old")
    run.arm("freeze")
    run.pass(3)
    run.end("freeze")
    run.start("copy", "Copy the site", on: "new")
    run.intend("copy", "rsync -a old:/srv/site/ /srv/site", on: "new")
    #expect(
      status(run).page(.utc) == [
        "move_site-q3kd7mzx5vptw2ha  Move the site",
        "interrupted, since 2026-11-22 12:00:03 UTC: its process is gone, 1 to be settled",
        "started by anna from move-site.stile, 2026-11-22 12:00:00 UTC",
        "",
        "  done         freeze  Make the site read-only  on old",
        "  interrupted  copy  Copy the site  on new",
        "",
        "  to be settled: rsync -a old:/srv/site/ /srv/site on new",
        "",
        "turning back: 1 undo, about 3 s",
        "next: stile resume move_site-q3kd7mzx5vptw2ha",
      ])
  }

  @Test func `turning back ends at the point of no return`() {
    var run = RecordedRun()
    run.open()
    run.start("freeze", "Freeze")
    run.arm("freeze")
    run.end("freeze")
    run.start("drop", "Drop")
    run.arm("drop", .wall("the data is gone"))
    run.end("drop")
    run.start("point", "Point")
    run.arm("point")
    let back = TurningBack(RunView(run.records))
    #expect(back.steps == 1)
    #expect(
      back.text
        == "turning back: 1 undo, about 0 s, as far as drop (point of no return: the data is gone)"
    )
  }

  @Test func `the point of no return is named before it is reached, and not behind it`() {
    var run = RecordedRun()
    run.open()
    run.add(
      .revisionAdded(
        RevisionAdded(
          hash: "3f9c", entry: "move-site.stile", files: [], arguments: [],
          person: RecordedRun.person, walls: ["drop"])))
    #expect(
      TurningBack(RunView(run.records)).text
        == "turning back: nothing to take back; point of no return ahead: drop")
    run.start("drop", "Drop")
    #expect(TurningBack(RunView(run.records)).ahead == "drop")
    run.arm("drop", .wall("the data is gone"))
    run.end("drop")
    #expect(TurningBack(RunView(run.records)).ahead == nil)
  }

  private func status(_ run: RecordedRun) -> RunStatus {
    RunStatus(RunView(run.records), holder: nil)
  }
}

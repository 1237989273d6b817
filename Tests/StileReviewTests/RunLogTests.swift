import StileJournal
import StileMachine
import StileReview
import Testing

struct RunLogTests {
  @Test func `the log tells who did what, and what came out`() {
    var run = RecordedRun()
    run.open()
    run.pass(1)
    run.start("freeze", "Make the site read-only", on: "old", tags: ["F3"])
    run.arm("freeze")
    let attempt = run.intend("freeze", "find /srv/site -exec chmod a-w -- '{}' +")
    run.pass(0.4)
    run.exit("freeze", attempt, stdout: "one\ntwo\n")
    run.end("freeze")
    run.finish()
    #expect(
      RunLog.lines(of: run.records, calendar: .utc) == [
        "2026-11-22 12:00:00 UTC",
        "12:00:00 run    move_site-q3kd7mzx5vptw2ha  Move the site  by anna",
        "12:00:00 who    anna (uid 1000) on nun, pts/3",
        "           move-site.stile, stile 0.1.0",
        "12:00:00 lease  epoch 1  process 4711 of anna  on nun",
        "12:00:01 begin  freeze  Make the site read-only  on old",
        "12:00:01 armed  freeze  the undo of permissions.freeze  on old",
        "           tree = /srv/site",
        "12:00:01 act    find /srv/site -exec chmod a-w -- '{}' +  on old",
        "12:00:01        exit 0  0.4 s",
        "           │ one",
        "           │ two",
        "12:00:01 done   freeze  Make the site read-only  on old  0.4 s  [F3]",
        "12:00:01 done   in 1.4 s · 1 done · stile undo move_site-q3kd7mzx5vptw2ha",
      ])
  }

  @Test func `a long output is cut, and says how much is missing`() {
    var run = RecordedRun()
    let attempt = run.intend("copy", "rsync -v")
    run.exit("copy", attempt, stdout: (1...20).map { "line \($0)\n" }.joined())
    let lines = RunLog.lines(of: run.records, calendar: .utc)
    #expect(lines.last == "           │ … 8 more lines")
  }

  @Test func `what a command printed can't steer the terminal`() {
    var run = RecordedRun()
    let attempt = run.intend("copy", "cat \u{1B}]0;owned\u{7}")
    run.exit("copy", attempt, stdout: "\u{1B}[2J\u{202E}oops\r\n")
    let text = RunLog.lines(of: run.records, calendar: .utc).joined()
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\r" })
  }

  @Test func `the part of one item, and that of one host`() {
    var run = RecordedRun()
    run.open()
    for (key, host) in [("freeze", "old"), ("copy", "new"), ("copy/check", "new")] {
      run.start(key, "Do \(key)", on: host)
      let attempt = run.intend(key, "command of \(key)", on: host)
      run.exit(key, attempt, stdout: "output of \(key)\n")
      run.end(key)
    }
    func keys(_ selection: LogSelection) -> [String] {
      RunLog.lines(of: run.records, selection, calendar: .utc)
        .filter { $0.contains("command of ") || $0.contains("output of ") }
        .compactMap { line in
          line.split(separator: " ").first { $0.hasPrefix("freeze") || $0.hasPrefix("copy") }
        }.map(String.init)
    }
    #expect(keys(LogSelection(item: "copy")) == ["copy", "copy", "copy/check", "copy/check"])
    #expect(keys(LogSelection(host: "old")) == ["freeze", "freeze"])
    #expect(keys(LogSelection(item: "copy", host: "old")) == [])
    #expect(keys(LogSelection()).count == 6)
    let told = RunLog.lines(of: run.records, LogSelection(item: "freeze"), calendar: .utc)
    #expect(told.first == "2026-11-22 12:00:00 UTC")
    #expect(!told.contains { $0.contains("by anna") })
  }

  @Test func `a new day is announced`() {
    var run = RecordedRun()
    run.start("a", "A")
    run.pass(86_400)
    run.end("a")
    let lines = RunLog.lines(of: run.records, calendar: .utc)
    #expect(lines.filter { $0.hasPrefix("2026") }.count == 2)
  }
}

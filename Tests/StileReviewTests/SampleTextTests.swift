import StileJournal
import StileMachine
import Testing

@testable import StileReview

/// A sample takes one line, however many numbers it took.
@Suite struct SampleTextTests {
  private func sampled() throws -> RecordedRun {
    var run = RecordedRun()
    run.open()
    run.start("load", "The load", kind: .sample, on: "old")
    let name = "load#1.1/0:0"
    run.add(
      .sampleOpened(
        SampleOpened(name: name, every: 5 * RecordedRun.second, duration: 60 * RecordedRun.second)))
    run.pass(10)
    let points = [0.5, 0.25, 4].enumerated().map { number, value in
      SamplePoint(at: Int64(number) * 5 * RecordedRun.second, value: value)
    }
    run.add(.sampleTaken(SampleTaken(name: name, points: points)))
    return run
  }

  @Test func `its end says what the numbers come to`() throws {
    var run = try sampled()
    run.pass(50)
    let series = try #require(Datum.series(of: [0.5, 0.25, 4, 1.0 / 3]))
    run.add(
      .itemEnded(
        ItemEnded(
          item: Attempted(key: "load", generation: 1, tryNumber: 1), status: .done, value: series)))
    let log = RunLog.lines(of: run.records, calendar: .utc)
    #expect(
      log.suffix(2) == [
        "12:00:00 begin  load  The load  on old",
        "12:01:00 done   load  The load  on old  1 min  "
          + "4 taken: 0.25 to 4, mean 1.271, p95 4",
      ])
  }

  @Test func `while it goes on, the live area says how far it is`() throws {
    let run = try sampled()
    let lines = LiveArea.lines(
      RunView(run.records), now: run.now, calendar: .utc, columns: 80)
    #expect(
      lines.prefix(2) == [
        "▸ load  The load  on old  10 s", "    until 12:01:00, 3 taken, last 4",
      ])
  }

  @Test(arguments: [
    (0.0, "0"), (1.0 / 3, "0.333"), (-2.5, "-2.5"), (1e300, "1e+300"), (123_456.75, "123456.75"),
  ])
  func `a number is told with three digits behind its point`(_ number: Double, _ text: String) {
    let series = Datum.series(of: [number])
    #expect(series.flatMap(SeriesText.line)?.contains("p95 \(text)") == true)
  }
}

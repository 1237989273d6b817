import StileEngine
import StileJournal
import StileMachine
import Testing

/// `sample every D for D`: numbers over time, which no crash takes back.
@Suite struct SampleTests {
  private static let body = """
    let load = sample "Load" every 5s for 20s {
      (probe `get load`).text.to_float() ?? fail "no load"
    }
    notify console "#{load.count}: #{load.min} #{load.max} #{load.mean} #{load.p95}"
    """

  private func rig(_ readings: [String], _ body: String = Self.body) throws -> Rig {
    let rig = try Rig.runbook(body)
    rig.host.readings["load"] = readings
    return rig
  }

  private func taken(_ rig: Rig) -> [SampleTaken] {
    rig.journal.compactMap { if case .sampleTaken(let body) = $0.body { body } else { nil } }
  }

  private func seconds(_ rig: Rig) -> Int64 {
    guard let first = rig.journal.first, let last = rig.journal.last else { return 0 }
    return (last.moment.boot - first.moment.boot) / 1_000_000_000
  }

  @Test func `it asks from the start to the end, and gives the series`() throws {
    let rig = try rig(["1", "2", "3", "4", "10", "99"])
    #expect(try rig.process() == .done)
    #expect(seconds(rig) == 20)
    #expect(rig.delivered.map(\.body) == ["5: 1.0 10.0 4.0 10.0"])
    let points = taken(rig).flatMap(\.points)
    #expect(points.map(\.value) == [1, 2, 3, 4, 10])
    #expect(points.map { $0.at / 1_000_000_000 } == [0, 5, 10, 15, 20])
  }

  @Test func `numbers are written down together, at the latest after ten seconds`() throws {
    let rig = try rig(
      (1...31).map(String.init),
      Self.body.replacing("5s", with: "1s").replacing("20s", with: "30s"))
    #expect(try rig.process() == .done)
    #expect(taken(rig).map(\.points.count) == [11, 10, 10])
  }

  @Test func `a question that fails leaves a gap`() throws {
    let rig = try rig(["1", "none", "3", "none", "5"])
    #expect(try rig.process() == .done)
    let points = taken(rig).flatMap(\.points)
    #expect(points.map(\.value) == [1, 3, 5])
    #expect(points.map { $0.at / 1_000_000_000 } == [0, 10, 20])
  }

  @Test func `without a single number there is no series`() throws {
    let rig = try rig([])
    #expect(try rig.process()?.exitCode == 1)
    let failure = try #require(rig.view.items.first?.ended?.failure)
    #expect(failure.kind == .unverified)
    #expect(failure.message == "no number could be taken: no load")
  }

  @Test func `questions that take longer than their distance leave some out`() throws {
    let rig = try rig(["1", "2", "3", "4", "5"])
    rig.host.delays["get load"] = 7_000_000_000
    #expect(try rig.process() == .done)
    #expect(taken(rig).flatMap(\.points).map { $0.at / 1_000_000_000 } == [7, 17, 27])
  }

  @Test func `every line and every round of a loop is a number`() throws {
    let rig = try rig(
      [],
      """
      let sizes = sample "Sizes" every 5s for 5s {
        for n in [1, 2] { n * 10 }
        7
      }
      notify console "#{sizes.count} #{sizes.samples.count} #{sizes.samples[2] ?? 0.0}"
      """)
    #expect(try rig.process() == .done)
    #expect(rig.delivered.map(\.body) == ["6 6 7.0"])
  }

  @Test func `a resume goes on to the old end, and keeps what was taken`() throws {
    let rig = try rig(["1", "2", "3", "4", "5"])
    rig.interruptedAfter = 3
    #expect(try rig.process() == .interrupted)
    // The second answer was on its way.
    #expect(taken(rig).flatMap(\.points).map(\.value) == [1])
    rig.interruptedAfter = nil
    rig.pass(8_000_000_000)
    #expect(try rig.process() == .done)
    #expect(seconds(rig) == 20)
    let points = taken(rig).flatMap(\.points)
    #expect(points.map(\.value) == [1, 3, 4, 5])
    #expect(points.map { $0.at / 1_000_000_000 }.last == 20)
  }

  @Test func `one whose time is over when it is taken up asks once more, and ends`() throws {
    let rig = try rig(["1", "2", "3"])
    rig.interruptedAfter = 3
    _ = try rig.process()
    rig.interruptedAfter = nil
    rig.pass(3_600_000_000_000)
    let before = seconds(rig)
    #expect(try rig.process() == .done)
    #expect(seconds(rig) - before <= 3602)
    #expect(taken(rig).flatMap(\.points).map(\.value) == [1, 3])
  }

  @Test func `whenever the process dies, the series is whole but for the last ten seconds`() throws
  {
    let text = try #require(CompiledText(body: Self.body))
    let whole = Rig(text)
    whole.host.readings["load"] = (1...99).map(String.init)
    _ = try whole.process()
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = Rig(text)
      rig.host.readings["load"] = (1...99).map(String.init)
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      let points = taken(rig).flatMap(\.points)
      #expect(points.map(\.at) == points.map(\.at).sorted(), "\(fault)")
      #expect((3...6).contains(points.count), "\(fault)")
      #expect(rig.delivered.map(\.body).last?.hasPrefix("\(points.count): ") == true, "\(fault)")
    }
  }

  @Test func `one that would ask for ever so often is refused`() throws {
    let rig = try rig(
      [], Self.body.replacing("5s", with: "1ms").replacing("20s", with: "1d"))
    #expect(try rig.process()?.exitCode == 1)
    let failure = try #require(rig.view.items.first?.ended?.failure)
    #expect(failure.message == "a sample asks at most 100000 times: take it less often")
  }
}

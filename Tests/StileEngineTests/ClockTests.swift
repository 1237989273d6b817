import Foundation
import StileEngine
import StileJournal
import StileMachine
import Testing

/// Waits and the clocks that they go by: none ends early, whatever happens to the clocks.
@Suite struct ClockTests {
  private static let second: Int64 = 1_000_000_000
  private static let minute: Int64 = 60 * second
  private static let hour: Int64 = 60 * minute

  /// Both waits last an hour; the rig's clock begins at 2027-01-15T08:00:00Z.
  private static let span: String = waiting("1h")
  private static let date: String = waiting("until 2027-01-15T09:00Z")

  private static func waiting(_ wait: String) -> String {
    """
    step before "Before" {
      no undo "a test"
      run `put a 1`
    }
    wait \(wait)
    step after "After" {
      no undo "a test"
      run `put b 1`
    }
    """
  }

  /// A run that is left a minute after its wait began.
  private func waiting(_ text: String, isClockKept: Bool = false) throws -> Rig {
    let rig = try Rig.runbook(text)
    rig.isClockSynchronised = isClockKept
    rig.interruptedIn = Self.minute
    #expect(try rig.process() == .interrupted)
    #expect(rig.host.ledger == ["put a 1"])
    rig.interruptedIn = nil
    rig.isClockSynchronised = false
    return rig
  }

  private func hasWaited(_ rig: Rig) -> Bool { rig.host.ledger.contains("put b 1") }

  private func remaining(_ rig: Rig) -> Int64? {
    rig.view.waits.values.first?.anchored?.remaining
  }

  @Test(arguments: [Self.span, Self.date])
  func `a clock that is set forward by a day ends no wait of this boot`(_ text: String) throws {
    let rig = try waiting(text)
    rig.setClock(by: 24 * Self.hour)
    let before = rig.clock.boot
    #expect(try rig.process() == .done)
    #expect(rig.clock.boot - before >= 59 * Self.minute)
  }

  @Test func `behind a reboot a span goes by a clock that others keep, and a margin`() throws {
    let rig = try waiting(Self.span, isClockKept: true)
    rig.pass(40 * Self.minute)
    rig.reboot()
    rig.isClockSynchronised = true
    let before = rig.clock.boot
    #expect(try rig.process() == .done)
    let waited = rig.clock.boot - before
    #expect(waited >= 19 * Self.minute && waited < 21 * Self.minute)
  }

  @Test func `behind a reboot a span is counted anew where nothing speaks for the clock`() throws {
    let rig = try waiting(Self.span)
    rig.pass(40 * Self.minute)
    rig.reboot()
    let before = rig.clock.boot
    #expect(try rig.process() == .done)
    #expect(rig.clock.boot - before >= Self.hour)
  }

  @Test func `a clock that was right only later has not measured a span`() throws {
    let rig = try waiting(Self.span)
    rig.setClock(by: 40 * Self.minute)
    rig.reboot()
    rig.isClockSynchronised = true
    _ = try rig.process()
    #expect(remaining(rig) == Self.hour)
  }

  @Test func `a clock that shows less than the journal is not believed, whoever keeps it`() throws {
    let rig = try waiting(Self.span, isClockKept: true)
    rig.reboot()
    rig.setClock(by: -Self.hour)
    rig.isClockSynchronised = true
    _ = try rig.process()
    #expect(remaining(rig) == Self.hour)
  }

  @Test func `behind a reboot a person says whether a date is past`() throws {
    let rig = try waiting(Self.date)
    rig.pass(2 * Self.hour)
    rig.reboot()
    #expect(try rig.process()?.exitCode == 3)
    #expect(!hasWaited(rig))
    rig.choice = PersonAnswer(
      word: "past", text: "my watch says so", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.view.decisions.map(\.why) == ["my watch says so"])
  }

  // MARK: What people change

  private func change(_ rig: Rig, _ kind: WaitChange.Kind) throws -> WaitChange {
    let wait = try #require(rig.view.openWaits.first).opened.name
    return WaitChange(
      id: "c1", wait: wait, kind: kind, person: "ada", terminal: nil, why: "a test")
  }

  @Test(arguments: [Self.span, Self.date])
  func `a person ends a wait, and it says by whom and why`(_ text: String) throws {
    let rig = try waiting(text)
    rig.waitChanges = [try change(rig, .ended)]
    let before = rig.clock.boot
    #expect(try rig.process() == .done)
    #expect(rig.clock.boot - before < Self.minute)
    #expect(rig.view.waits.values.first?.changes.map(\.why) == ["a test"])
  }

  @Test(arguments: [Self.span, Self.date])
  func `a wait that was made longer lasts longer, once`(_ text: String) throws {
    let rig = try waiting(text)
    rig.waitChanges = [try change(rig, .extended(by: 30 * Self.minute))]
    let before = rig.clock.boot
    #expect(try rig.process() == .done)
    let waited = rig.clock.boot - before
    #expect(waited >= 89 * Self.minute && waited < 91 * Self.minute)
    #expect(rig.view.waits.values.first?.changes.count == 1)
  }

  // MARK: Whatever happens

  /// How many random histories of clocks are tried.
  private static let histories: Int =
    ProcessInfo.processInfo.environment["STILE_CLOCK_HISTORIES"].flatMap { Int($0) } ?? 300

  @Test func `no wait ends early, whatever happens to the clocks`() throws {
    for seed in 1...UInt64(Self.histories) {
      for text in [Self.span, Self.date] {
        var history = ClockHistory(seed: seed)
        let waited = try history.waited(
          in: try waiting(text, isClockKept: seed % 2 == 0), until: hasWaited)
        // Small corrections of a clock are no jump.
        let least = text == Self.date ? Self.hour - 30 * Self.second : Self.hour
        if let waited { #expect(waited >= least, "seed \(seed) of \(text)") }
      }
    }
  }
}

/// Interruptions, reboots and set clocks, one after the other, drawn from a seed.
private struct ClockHistory {
  private var random: SplitMix
  /// How much the clock of the day is ahead of the time that it really is.
  private var error: Int64 = 0

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// The time that really passed until a wait ended; nil where it did not end in this history.
  mutating func waited(in rig: Rig, until hasWaited: (Rig) -> Bool) throws -> Int64? {
    var passed: Int64 = 60_000_000_000
    for _ in 0..<8 {
      passed += disturb(rig)
      let before = rig.clock.boot
      let minutes = Int64(random.next(in: 0...20))
      rig.interruptedIn = minutes == 0 ? nil : minutes * 60_000_000_000
      _ = try rig.process()
      passed += rig.clock.boot - before
      if hasWaited(rig) { return passed }
    }
    return nil
  }

  /// Time goes by, the clock is set, the machine is started anew; the time that passed.
  private mutating func disturb(_ rig: Rig) -> Int64 {
    let passed = Int64(random.next(in: 0...24)) * 60_000_000_000
    rig.pass(passed)
    rig.isClockSynchronised = random.next(in: 0...2) == 0
    let hours: [Int64] = [-30, -1, 0, 0, 0, 1, 24, 8760]
    let wanted = rig.isClockSynchronised ? 0 : hours[random.next(in: 0...7)] * 3_600_000_000_000
    rig.setClock(by: wanted - error)
    error = wanted
    if random.next(in: 0...2) == 0 { rig.reboot() }
    return passed
  }
}

import StileEngine
import StileJournal
import StileMachine
import Testing

/// `run … reboots`: over when the host is up again in another boot.
@Suite struct RebootTests {
  private static let body = """
    step restart "Restart" {
      no undo "it comes back as it was"
      run `put kernel 2` reboots within 1m
      run `put after 1`
    }
    """

  private func rig() throws -> Rig { try Rig.runbook(Self.body) }

  private func seconds(_ rig: Rig) -> Int64 {
    guard let first = rig.journal.first, let last = rig.journal.last else { return 0 }
    return (last.moment.boot - first.moment.boot) / 1_000_000_000
  }

  private func boots(_ rig: Rig) -> [String] {
    rig.journal.compactMap { record in
      if case .hostBound(let bound) = record.body { bound.binding.bootID } else { nil }
    }
  }

  @Test func `it waits until the host answers in another boot, and only then goes on`() throws {
    let rig = try rig()
    rig.host.hellos = [.sameBoot, .sameBoot, .sameBoot, .nobody, .nobody, .nextBoot]
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put kernel 2", "put after 1"])
    #expect(seconds(rig) == 8)
    // The looks in between tell nothing that anybody has to know later.
    #expect(boots(rig) == ["host-boot-1", "host-boot-2"])
  }

  @Test func `a reboot that takes the command along is a good end of it`() throws {
    let rig = try rig()
    rig.host.losing["put kernel 2"] = .rebootMeanwhile
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put after 1"])
    #expect(boots(rig) == ["host-boot-1", "host-boot-2"])
  }

  @Test func `a command that never came to the host is in doubt after a reboot`() throws {
    let rig = try rig()
    rig.host.losing["put kernel 2"] = .reboot
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.statuses == ["restart: in doubt"])
  }

  @Test(arguments: [1, 100]) func `one that fails by itself reboots nothing`(
    _ status: Int64
  ) throws {
    let rig = try rig()
    rig.host.failing["put kernel 2"] = status
    #expect(try rig.process()?.exitCode == 1)
    #expect(seconds(rig) == 0)
    #expect(rig.view.items.first?.ended?.failure?.status == status)
  }

  @Test func `one that is killed as the host goes down has ended well`() throws {
    let rig = try rig()
    rig.host.failing["put kernel 2"] = 143
    rig.host.hellos = [.sameBoot, .nextBoot]
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put after 1"])
  }

  @Test func `a host that does not reboot in time is a failure`() throws {
    let rig = try rig()
    #expect(try rig.process()?.exitCode == 1)
    #expect(seconds(rig) == 60)
    let failure = try #require(rig.view.items.first?.ended?.failure)
    #expect(failure.kind == .timeout)
    #expect(failure.message == "local was not rebooted in time")
    #expect(rig.view.openActs.isEmpty)
  }

  @Test func `a host that does not come back is unreachable, and settled by a resume`() throws {
    let rig = try rig()
    rig.host.hellos = [.sameBoot] + Array(repeating: .nobody, count: 100)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses == ["restart: unreachable"])
    #expect(!rig.view.openActs.isEmpty)
    rig.host.hellos = Array(repeating: .nobody, count: 5) + [.nextBoot]
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put kernel 2", "put after 1"])
  }

  @Test func `a resume goes on waiting for it`() throws {
    let rig = try rig()
    rig.interruptedAfter = 3
    rig.host.hellos = [.sameBoot, .sameBoot]
    #expect(try rig.process() == .interrupted)
    rig.interruptedAfter = nil
    rig.host.hellos = [.sameBoot, .sameBoot, .nobody, .nextBoot]
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put kernel 2", "put after 1"])
    #expect(boots(rig).last == "host-boot-2")
  }

  @Test func `whenever the process dies, the host is rebooted once`() throws {
    func begun() throws -> Rig {
      let rig = try rig()
      rig.host.hellos = [.sameBoot, .sameBoot, .nobody, .nextBoot]
      return rig
    }
    let whole = try begun()
    _ = try whole.process()
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try begun()
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.ledger == ["put kernel 2", "put after 1"], "\(fault)")
    }
  }
}

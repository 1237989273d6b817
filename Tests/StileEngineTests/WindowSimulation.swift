import StileMachine

@testable import StileEngine

/// A zone with lagging servers and a run that watches them, in virtual time and from a seed.
///
/// Behind each address stand one to three machines that take turns. The records go through some
/// versions; each machine notices each of them late. The run may die and go on with what it
/// recorded.
struct WindowSimulation {
  private struct Version {
    let value: String
    let ttl: Int64
    /// When the primary has it.
    let since: Int64
  }

  private struct Machine {
    /// When it begins to serve each version, in their order.
    let starts: [Int64]
  }

  private struct Address {
    let name: String
    let machines: [Machine]
    /// It answers nothing in these times.
    let silences: [Range<Int64>]
    var turn = 0
  }

  private struct Arrival {
    let at: Int64
    let answer: DNSAnswer
  }

  private var random: SplitMix
  private var versions: [Version] = []
  private var addresses: [Address] = []
  private var deaths: [Int64] = []
  private let observedAt: Int64 = 1000 * 1_000_000_000
  private let second: Int64 = 1_000_000_000

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    let ttls: [Int64] = [30, 60, 300, 3600]
    // The version before the observation, the observed one, perhaps a mistake, and the last.
    var since: Int64 = 0
    for number in 0..<random.next(in: 3...4) {
      let ttl = ttls[random.next(in: 0...ttls.count - 1)]
      versions.append(Version(value: "v\(number)", ttl: ttl, since: since))
      // Each version stands long enough to be seen, as changes made by people do.
      since = number == 0 ? observedAt - 400 * second : max(since, observedAt) + span(in: 300...900)
    }
    for number in 0..<random.next(in: 1...4) { addresses.append(address(number)) }
    for _ in 0..<random.next(in: 0...3) {
      deaths.append(observedAt + span(in: 1...4000))
    }
    deaths.sort()
  }

  /// Runs the window to its end: the instant and the version that counts as new, or nil if it never
  /// comes.
  mutating func run() -> (end: Int64, current: Int)? {
    let evidence = DNSEvidence(
      answers: addresses.indices.map { ask($0, at: observedAt).answer },
      before: (versions.first?.ttl ?? 0) * second, bootID: "boot")
    let opened = Moment(utc: observedAt, boot: observedAt).advanced(by: span(in: 0...200))
    func begin(_ recorded: [DNSAnswer]) -> WindowWatch? {
      var watch = WindowWatch(
        observation: observation(evidence), before: evidence.before ?? 0, bootID: "boot",
        opened: opened)
      for answer in recorded { _ = watch?.record(answer) }
      return watch
    }
    var recorded: [DNSAnswer] = []
    guard var watch = begin([]) else { return nil }
    var arrivals: [Arrival] = []
    var now = opened.boot
    while now < observedAt + 400_000 * second {
      let moment = Moment(utc: now, boot: now)
      if let death = deaths.first, death <= now {
        deaths.removeFirst()
        now += span(in: 1...500)
        arrivals = []
        guard let again = begin(recorded) else { return nil }
        watch = again
        continue
      }
      for question in watch.due(at: moment) {
        guard let index = addresses.firstIndex(where: { $0.name == question.server }) else {
          return nil
        }
        arrivals.append(ask(index, at: now))
      }
      for arrival in arrivals where arrival.at <= now && watch.record(arrival.answer) {
        recorded.append(arrival.answer)
      }
      arrivals.removeAll { $0.at <= now }
      if watch.isOver(at: moment) {
        let subject = Subject(evidence.answers[0].question)
        let new = watch.newVersion(of: subject)
        return versions.firstIndex { new == .records([$0.value]) }.map { (now, $0) }
      }
      let times = arrivals.map(\.at) + [watch.nextDue, deaths.first].compactMap { $0 }
      now = max(now + 1, times.min() ?? now + second)
    }
    return nil
  }

  // MARK: The zone

  private mutating func address(_ number: Int) -> Address {
    let machines = (0..<random.next(in: 1...3)).map { _ in
      var starts: [Int64] = []
      for version in versions {
        let lag = version.since == 0 ? 0 : span(in: 0...250)
        starts.append(version.since + lag)
      }
      return Machine(starts: starts)
    }
    var silences: [Range<Int64>] = []
    for _ in 0..<random.next(in: 0...2) {
      let start = observedAt + span(in: 0...2000)
      silences.append(start..<(start + span(in: 1...600)))
    }
    return Address(name: "192.0.2.\(number + 1):53", machines: machines, silences: silences)
  }

  /// Asks a machine behind an address; it answers with what it has when the question arrives.
  private mutating func ask(_ index: Int, at sent: Int64) -> Arrival {
    let address = addresses[index]
    let machine = address.machines[address.turn % address.machines.count]
    addresses[index].turn += 1
    let there = sent + Int64(random.next(in: 1...30)) * 1_000_000
    let question = DNSQuestion(server: address.name, name: "www.example.org", type: "CNAME")
    let isSilent = address.silences.contains { $0.contains(there) }
    let back = isSilent ? sent + 6 * second : there + Int64(random.next(in: 1...30)) * 1_000_000
    let version = versions[machine.starts.lastIndex { $0 <= there } ?? 0]
    return Arrival(
      at: back,
      answer: DNSAnswer(
        question: question,
        content: isSilent
          ? .silent("does not answer") : .records([version.value], ttl: version.ttl),
        sent: Moment(utc: sent, boot: sent), received: Moment(utc: back, boot: back)))
  }

  /// The latest instant at which a cache may hold a version before `current`; nil where a machine
  /// serves such a version at `end` still.
  ///
  /// A cache asks in the last instant in which a machine serves a version, and keeps the answer for
  /// a second longer than it should, as unbound was seen to do.
  func lastInstantInCaches(before current: Int, at end: Int64) -> Int64? {
    let machines = addresses.flatMap(\.machines)
    guard current > 1, machines.allSatisfy({ $0.starts[current] <= end }) else { return nil }
    var last: Int64 = 0
    for machine in machines {
      for number in 0..<current {
        let end = machine.starts[number + 1]
        last = max(last, end + (versions[number].ttl + 1) * second - 1)
      }
    }
    return last
  }

  /// How much later than that the window may end: silence at the observation makes the longest TTL
  /// count, and silences, deaths and polls a minute apart each make it see things later.
  var tolerance: Int64 {
    let settled = addresses.flatMap(\.silences).map(\.upperBound).max() ?? observedAt
    let longest = versions.map(\.ttl).max() ?? 0
    return max(0, settled - observedAt) + (longest + 2600) * second
  }

  private mutating func span(in seconds: ClosedRange<Int>) -> Int64 {
    Int64(random.next(in: seconds)) * second + Int64(random.next(in: 0...999)) * 1_000_000
  }
}

/// A small generator whose numbers depend on its seed alone.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }
}

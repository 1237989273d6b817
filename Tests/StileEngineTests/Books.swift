import StileJournal
import StileMachine

/// What the host did, beside what the journal says that it did.
struct Books {
  private let ledger: [String]
  /// The commands that the journal has as done, in the order of their intentions.
  private let claimed: [String]
  /// What no journal may say.
  private let contradictions: [String]
  private let messages: Set<String>

  init(_ rig: Rig) {
    ledger = rig.host.ledger
    messages = Set(rig.delivered.map(\.body))
    var renderings: [String: String] = [:]
    var order: [String] = []
    var ends: [String: [ActEnded.Outcome]] = [:]
    for record in rig.journal {
      switch record.body {
      case .actIntended(let body):
        renderings[record.attempt] = body.rendering
        order.append(record.attempt)
      case .actEnded(let body): ends[body.attempt, default: []].append(body.outcome)
      default: break
      }
    }
    claimed = order.filter { attempt in
      if case .exited(let output)? = ends[attempt]?.first { output.status == 0 } else { false }
    }.compactMap { renderings[$0] }
    contradictions =
      order.filter { ends[$0] == nil }.map { "never ended: \($0)" }
      + ends.filter { $1.count > 1 }.map { "ended twice: \($0.key)" }
  }

  /// Whether the journal tells the host's story: no more, no less, branch by branch in order.
  var problems: [String] {
    contradictions
      + Self.lanes(ledger).differences(from: Self.lanes(claimed)).map { "not journaled: \($0)" }
  }

  /// What differs from the books of a run that nobody disturbed.
  ///
  /// Branches mix in any order; what stands in each of them, and where they stand, is the same.
  func differences(from whole: Books) -> [String] {
    var found = problems
    found += Self.lanes(ledger).differences(from: Self.lanes(whole.ledger))
    if Self.outline(ledger) != Self.outline(whole.ledger) { found.append("another order") }
    if messages != whole.messages { found.append("messages: \(messages.sorted())") }
    return found
  }

  /// `put KEY VALUE` by the branch that the key names.
  private static func lanes(_ ledger: [String]) -> [String: [String]] {
    Dictionary(grouping: ledger, by: lane)
  }

  private static func outline(_ ledger: [String]) -> [String] {
    ledger.map { lane($0) == "main" ? $0 : "beside" }
  }

  private static func lane(_ line: String) -> String {
    let words = line.split(separator: " ")
    return words.dropFirst().first.map { String($0.prefix { $0 != "-" }) } ?? ""
  }
}

extension [String: [String]] {
  fileprivate func differences(from other: Self) -> [String] {
    Set(keys).union(other.keys).sorted().compactMap { lane in
      let (mine, others) = (self[lane] ?? [], other[lane] ?? [])
      guard mine != others else { return nil }
      let same = zip(mine, others).prefix { $0 == $1 }.count
      return "\(lane): \(mine.dropFirst(same)), not \(others.dropFirst(same))"
    }
  }
}

package import StileJournal
import StileMachine

/// How the items of a run stand, counted.
package struct RunSummary: Sendable {
  /// `7 done, 1 already so`.
  package let counts: String
  /// One line an item that was skipped, with the reason: a silent success is none.
  package let skips: [String]
  /// Something can be taken back.
  package let owesUndo: Bool

  package init(_ view: RunView) {
    var numbers: [ItemStatus: Int] = [:]
    var skips: [String] = []
    for item in view.items where !item.isForgotten {
      guard let ended = item.ended else { continue }
      numbers[ended.status, default: 0] += 1
      if ended.status == .skipped {
        let why = ended.evidence.map { ": \($0)" } ?? ""
        skips.append("skipped: \(item.started.item.key)\(why)")
      }
    }
    counts = ItemStatus.inOrder.compactMap { status in
      numbers[status].map { "\($0) \(status.rawValue)" }
    }.joined(separator: ", ")
    self.skips = skips
    owesUndo = view.arms.contains { $0.isOwed }
  }
}

extension ItemStatus {
  /// The order in which they are counted out.
  static let inOrder: [ItemStatus] = [
    .done, .alreadySo, .byHand, .skipped, .failed, .unreachable, .inDoubt, .undone,
  ]
}

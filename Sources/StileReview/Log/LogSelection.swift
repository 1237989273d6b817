package import StileJournal
import StileMachine

/// Which part of a run's story is told: that of one item, of one host, or of both at once.
package struct LogSelection: Sendable {
  /// An item's key; what lies in the item belongs to it.
  private let item: String?
  private let host: String?

  /// `nil` twice is all of the story.
  package init(item: String? = nil, host: String? = nil) {
    self.item = item
    self.host = host
  }

  /// `view` is the run up to and with this record.
  package func contains(_ record: Record, in view: RunView) -> Bool {
    if item == nil, host == nil { return true }
    let (key, host) = subject(of: record, in: view)
    if let item {
      guard let key, key == item || key.hasPrefix(item + "/") else { return false }
    }
    guard let wanted = self.host else { return true }
    return wanted == host ?? key.flatMap { view.item($0)?.started.host }
  }

  /// What a record is about; no host means that of its item.
  private func subject(of record: Record, in view: RunView) -> (item: String?, host: String?) {
    switch record.body {
    case .itemStarted(let body): (body.item.key, body.host)
    case .itemEnded(let body): (body.item.key, nil)
    case .actIntended(let body): (view.itemKey(of: body.name), body.host)
    case .actEnded(let body): (view.itemKey(of: body.name), view.act(body.name)?.intended.host)
    case .probeEnded(let body): (view.itemKey(of: body.name), nil)
    case .undoArmed(let body): (body.item.key, body.arm.host)
    case .undoStarted(let body): subject(of: view.arm(body.undo))
    case .undoEnded(let body): subject(of: view.arm(body.undo))
    case .pollOpened(let body): (view.itemKey(of: body.name), nil)
    case .waitOpened(let body): (view.itemKey(of: body.name), nil)
    case .waitAnchored(let body): (view.itemKey(of: body.name), nil)
    case .waitExpected(let body): (view.itemKey(of: body.name), nil)
    case .waitChanged(let body): (view.itemKey(of: body.wait), nil)
    case .sampleOpened(let body): (view.itemKey(of: body.name), nil)
    case .sampleTaken(let body): (view.itemKey(of: body.name), nil)
    case .windowOpened(let body): (view.itemKey(of: body.window), nil)
    case .windowSeen(let body): (view.itemKey(of: body.window), nil)
    case .outboxAdded(let body): (view.itemKey(of: body.name), nil)
    case .outboxTried(let body):
      (view.message(body.message).map { view.itemKey(of: $0.added.name) }, nil)
    case .questionOpened(let body): (view.itemKey(of: body.about), nil)
    case .questionAnswered(let body):
      (view.question(body.id).map { view.itemKey(of: $0.opened.about) }, nil)
    case .decisionMade(let body): (view.itemKey(of: body.about), nil)
    case .forkEnded(let body): (body.counts, nil)
    case .hostBound(let body): (nil, body.host.name)
    case .runOpened, .revisionAdded, .leaseTaken, .leaseReleased, .noteAdded, .directionTurned,
      .runParked, .runEnded:
      (nil, nil)
    }
  }

  private func subject(of arm: ArmView?) -> (item: String?, host: String?) {
    (arm?.armed.item.key, arm?.armed.arm.host)
  }
}

extension RunView {
  /// The item that an effect belongs to; one of an undo belongs to the item that is taken back.
  fileprivate func itemKey(of effect: String) -> String {
    arm(of: effect)?.armed.item.key ?? EffectView.key(of: effect)
  }
}

extension PendingArm {
  /// Where the undo will run.
  fileprivate var host: String? {
    if case .block(_, _, let seat) = kind { seat?.host.name } else { nil }
  }
}

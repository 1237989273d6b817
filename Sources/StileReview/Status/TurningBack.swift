package import StileJournal
import StileMachine

/// What turning back would cost from here, and where the point of no return lies.
package struct TurningBack: Sendable {
  /// How many undos are owed.
  package let steps: Int
  /// How long what they take back took, in nanoseconds: the best guess at how long going back
  /// takes.
  package let time: Int64
  /// The latest point of no return that was passed: its item and the reason.
  package let wall: (key: String, why: String)?

  /// The next step from which there will be no way back: its key without loop values and hosts.
  package let ahead: String?

  package init(_ view: RunView) {
    var steps = 0
    var keys: Set<String> = []
    var wall: (key: String, why: String)?
    for arm in view.arms where !arm.isSettled {
      switch arm.armed.arm.kind {
      case .nothing: break
      case .wall(let why):
        wall = (arm.armed.item.key, why)
        steps = 0
        keys = []
      case .block:
        steps += 1
        keys.insert(arm.armed.item.key)
      }
    }
    ahead = view.revision?.walls.first { family in
      !view.items.contains { $0.started.family == family && !$0.isForgotten && !$0.isUnderWay }
    }
    self.steps = steps
    self.wall = wall
    time = view.items.filter { keys.contains($0.started.item.key) }.reduce(0) { sum, item in
      let end = item.endedAt ?? view.last?.moment ?? item.startedAt
      return sum &+ max(0, end.utc &- item.startedAt.utc)
    }
  }

  /// `turning back: 2 undos, about 3 s`, and how far.
  package var text: String {
    let undos = steps == 1 ? "1 undo" : "\(steps) undos"
    let cost = steps == 0 ? "nothing to take back" : "\(undos), about \(SpanText.remaining(time))"
    let limit = wall.map { ", as far as \($0.key) (point of no return: \($0.why))" } ?? ""
    let next = ahead.map { "; point of no return ahead: \($0)" } ?? ""
    return "turning back: \(cost)\(limit)\(next)"
  }
}

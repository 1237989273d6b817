package import StileJournal
import StileMachine

/// What `stile undo` would do to a run, from the end back; shown before it begins.
package struct UndoPlan: Sendable {
  private let view: RunView

  package init(_ view: RunView) { self.view = view }

  package var isEmpty: Bool { !view.arms.contains { $0.isOwed } }

  package var lines: [String] {
    view.arms.reversed().filter { !$0.isSettled }.map { arm in
      let key = arm.armed.item.key
      let title = view.item(key)?.started.title ?? ""
      let what =
        switch arm.armed.arm.kind {
        case .block: "undo     \(key)  \(title)  (\(LogText.name(arm)))"
        case .nothing(let why): "passes   \(key)  \(title): \(why)"
        case .wall(let why): "stops at \(key)  \(title): \(why)"
        }
      return Sanitizer.line(what)
    }
  }
}

extension ArmView {
  /// Something can be taken back by it.
  var isOwed: Bool {
    guard case .block = armed.arm.kind else { return false }
    return !isSettled
  }
}

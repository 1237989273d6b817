import StileSyntax

/// Whether the changes of a step or an action are answered for, on the way that is being checked.
struct UndoDuty {
  struct Change {
    let span: SourceSpan
    let words: String
  }

  /// The first `run`, `manual` or native change that the body makes itself.
  var firstChange: Change?
  /// The first `undo`, `no undo` or `irreversible`.
  var answer: SourceSpan?
  /// A change without an answer on a way that has left the body.
  var missed: Change?
  /// A message was given, so that the body needs no other.
  var isTold = false
  /// A change of any kind, calls of actions included.
  var changes = false

  /// The change that nothing answers for, at the end of a body.
  var unanswered: Change? { missed ?? (answer == nil ? firstChange : nil) }
}

/// Ways that part at one place, of which one is taken.
///
/// Each begins with what was armed before them. Where they meet again, an answer counts only if
/// each way that gets there has given one.
struct DutyPaths {
  private let start: UndoDuty?
  private var open: [UndoDuty] = []
  private var left: [UndoDuty] = []

  init(from start: UndoDuty?) { self.start = start }

  /// A way ends, and the next one begins as it did.
  fileprivate mutating func end(_ duty: UndoDuty, leaves: Bool) -> UndoDuty? {
    if leaves { left.append(duty) } else { open.append(duty) }
    return start
  }

  /// What holds where the ways meet.
  var met: UndoDuty? {
    let all = open + left
    guard var result = open.first ?? left.first else { return start }
    if let way = open.first(where: { $0.answer == nil && $0.firstChange != nil })
      ?? open.first(where: { $0.answer == nil })
    {
      result = way
    }
    result.missed = all.lazy.compactMap(\.missed).first ?? left.lazy.compactMap(\.unanswered).first
    result.isTold = all.contains(where: \.isTold)
    result.changes = all.contains(where: \.changes)
    return result
  }
}

extension Checker {
  /// Notes what the way that was just checked answers for; the next one begins as it did.
  mutating func endWay(_ statements: [TypedStatement], of paths: inout DutyPaths) {
    guard let duty = body.duty else { return }
    body.duty = paths.end(duty, leaves: alwaysLeaves(statements))
  }

  mutating func endWay(_ branch: Branch, of paths: inout DutyPaths) {
    guard let duty = body.duty else { return }
    body.duty = paths.end(duty, leaves: alwaysLeaves(branch))
  }
}

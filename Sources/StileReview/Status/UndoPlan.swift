package import StileJournal
import StileMachine

/// What `stile undo` would do to a run, from the end back; shown before it begins.
package struct UndoPlan: Sendable {
  /// Where only a part of a run goes.
  package struct Part: Sendable {
    /// The items that go.
    let keys: [String]
    /// Done items that stay though they were done later.
    let beside: [String]
    /// Done items that stay and have read a value that goes.
    let readers: [String]

    package init(keys: [String], beside: [String], readers: [String]) {
      self.keys = keys
      self.beside = beside
      self.readers = readers
    }
  }

  private let view: RunView
  private let part: Part?

  package init(_ view: RunView, only part: Part? = nil) {
    self.view = view
    self.part = part
  }

  package var isEmpty: Bool { part.map(\.keys.isEmpty) ?? !view.arms.contains { $0.isOwed } }

  package var lines: [String] {
    let undos = view.arms.reversed().filter { !$0.isSettled && goes($0.armed.item.key) }
    guard let part else { return undos.map(line) }
    let again = part.keys.compactMap { view.item($0) }.compactMap { item in
      item.again.map { line("again", item.started.item.key, ": \($0)") }
    }
    return undos.map(line) + again + part.beside.map { line("stays", $0, "") }
      + part.readers.map { line("stays", $0, ": it has read a value that goes") }
  }

  private func goes(_ key: String) -> Bool { part?.keys.contains(key) ?? true }

  private func line(_ arm: ArmView) -> String {
    let key = arm.armed.item.key
    switch arm.armed.arm.kind {
    case .block: return line("undo", key, "  (\(LogText.name(arm)))")
    case .nothing(let why): return line("passes", key, ": \(why)")
    case .wall(let why): return line("stops at", key, ": \(why)")
    }
  }

  private func line(_ word: String, _ key: String, _ rest: String) -> String {
    let title = view.item(key).map(\.started.title).flatMap { $0 == key ? nil : $0 } ?? ""
    let column = word + String(repeating: " ", count: max(1, 9 - word.count))
    return Sanitizer.line("\(column)\(key)\(title.isEmpty ? "" : "  \(title)")\(rest)")
  }
}

extension ItemView {
  /// What people notice when it is carried out once more.
  fileprivate var again: String? {
    switch started.kind {
    case .notify: "it will be sent again"
    case .confirm, .manual: "somebody will be asked again"
    case .wait: "it will be waited for again"
    case .sample: "its numbers will be taken again"
    case .step, .verify, .probe, .undoStep: nil
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

/// What was decided when a run took edited texts, until it has been done.
package struct EditsView: Sendable {
  /// Items that are to be taken back before the run goes on, in the order of the decisions.
  package private(set) var takenBack: [String] = []
  /// New items that are left out where they are reached.
  package private(set) var skipped: [String: EditChoice] = [:]
  /// Items whose next try is given back nothing.
  package private(set) var restarted: Set<String> = []
  /// Waits under way that count a new time from their old beginning.
  package private(set) var recounted: Set<String> = []

  mutating func take(_ choice: EditChoice) {
    switch choice.word {
    case .redo, .undo:
      if !takenBack.contains(choice.key) { takenBack.append(choice.key) }
    case .skip: skipped[choice.key] = choice
    case .restart: restarted.insert(choice.key)
    case .recount: recounted.insert(choice.key)
    case .keep, .again, .late, .drop: break
    }
  }

  mutating func take(_ decision: DecisionMade) {
    if decision.choice == DecisionMade.fromTheStart { restarted.insert(decision.about) }
  }

  /// A try of the item begins.
  mutating func begin(_ key: String) {
    skipped[key] = nil
    restarted.remove(key)
  }

  mutating func forget(_ key: String) {
    takenBack.removeAll { $0 == key }
    restarted.remove(key)
  }
}

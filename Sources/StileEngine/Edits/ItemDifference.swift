import StileCheck
import StileMachine

/// How an item of one text differs from the same item of another.
struct ItemDifference {
  var does = false
  /// The callables whose text is another one now.
  var calls: [String] = []
  /// `name = A, would now get B`.
  var reads: [String] = []
  var checks = false
  var undoes = false

  var isEmpty: Bool { self == ItemDifference() }

  init() {}

  init(_ old: ItemShape, _ new: ItemShape) {
    does = old.kind != new.kind || old.does.form != new.does.form
    calls = Self.differing(old.does, new.does)
    checks =
      old.checks.form != new.checks.form || !Self.differing(old.checks, new.checks).isEmpty
    undoes =
      old.undoes.form != new.undoes.form || !Self.differing(old.undoes, new.undoes).isEmpty
  }

  init(_ old: Sighting, _ new: Sighting) {
    self.init(old.shape, new.shape)
    for (name, value) in new.reads.sorted(by: { $0.key < $1.key }) {
      guard let before = old.reads[name], before.datum != value.datum else { continue }
      reads.append("\(name) = \(before.rendering), would now get \(value.rendering)")
    }
  }

  /// Callables that both reach and that are not the same. One that only one of them reaches is
  /// called by something that differs itself.
  private static func differing(_ old: ItemShape.Part, _ new: ItemShape.Part) -> [String] {
    old.callees.filter { name, form in new.callees[name].map { $0 != form } ?? false }
      .keys.sorted()
  }
}

extension ItemDifference: Equatable {}

package import StileSyntax

/// What an item does, apart from how it is written: two texts whose shapes are equal do the same.
///
/// Nothing in it depends on layout, comments, titles, tags, the names of its own locals, or on the
/// rest of the file.
package struct ItemShape: Sendable {
  /// One part of an item, and the callables that it reaches by calls of calls.
  package struct Part: Hashable, Sendable {
    package let form: String
    /// By `module.name`, or `name` where they stand in the file that is run.
    package let callees: [String: String]
  }

  /// The key without loop values and hosts.
  package let family: String
  package let kind: String
  /// Its body, and where it runs.
  package let does: Part
  /// When it is to run, how long and how often, and what must hold in the end.
  package let checks: Part
  package let undoes: Part
  /// Variables from outside that its body reads, by name.
  package let reads: [Read]
  /// What its `let` calls its value.
  package let binding: String?
  /// Top-level names that its body reads, or what it calls.
  package let globals: [String]
  /// The type of its value as people write it; nil without one.
  package let valueType: String?
  package let isSafeToRepeat: Bool
  /// It, or an action that it calls, is `irreversible`.
  package let isPointOfNoReturn: Bool
  package let header: SourceSpan

  package struct Read: Hashable, Sendable {
    package let name: String
    package let local: LocalID
    /// Of the body that the item stands in: how many of its locals come in front.
    package let parameterCount: Int
  }
}

/// The shapes of all items of a runbook, in the order of its text.
package struct RunbookShape: Sendable {
  package let items: [ItemShape]
  /// Its undo blocks, and those of all that can be called.
  package let undos: [UndoShape]

  package init(of program: Program, runbook: Int) {
    var reader = ShapeReader(program)
    let flow = program.runbooks[runbook]
    reader.read(
      flow.body, of: "\(program.modules[flow.module].name).\(flow.id)", under: [])
    items = reader.items
    undos = reader.undos
  }

  package func item(_ family: String) -> ItemShape? { items.first { $0.family == family } }

  /// The item whose header stands there.
  package func item(at header: SourceSpan, _ family: String) -> ItemShape? {
    items.first { $0.header == header && $0.family == family }
      ?? items.first { $0.header == header }
  }
}

import StileCheck
package import StileJournal
import StileMachine

/// Compares an edited text with what a run has done, item by item: by key, never by position.
package struct EditComparison {
  let view: RunView
  let history: [Record]
  let edited: ComparedText
  /// The texts that the run went by, by their hashes.
  let texts: [String: ComparedText]
  /// The hash of the one that it goes by now.
  let pinned: String
  /// Those that somebody has agreed to.
  let renamings: [Renaming]
  private let newKeys: [String: String]
  /// The families that renamed items had, by their new keys.
  let oldFamilies: [String: String]
  let walk: FlowWalk
  let walks: [String: FlowWalk]

  package init(
    _ history: [Record], texts: [String: ComparedText], edited: ComparedText,
    renamings: [Renaming] = []
  ) {
    var renamed = RunView(history)
    oldFamilies = Dictionary(
      renamings.map { ($0.to, renamed.item($0.from)?.started.family ?? "") },
      uniquingKeysWith: { $1 })
    self.renamings = renamings
    for renaming in renamings { renamed.rename(renaming) }
    let view = renamed
    self.view = view
    self.history = history
    self.texts = texts
    self.edited = edited
    pinned = view.revision?.hash ?? ""
    newKeys = Dictionary(renamings.map { ($0.from, $0.to) }, uniquingKeysWith: { $1 })
    walk = FlowWalk(edited, of: view)
    let keys = newKeys
    walks = texts.mapValues { text in
      FlowWalk(text) { view.value(ofDone: keys[$0] ?? $0) }
    }
  }

  package var table: EditTable {
    let met = walk.sightings.map(row)
    let rows = met + unmet + notStarted + removed
    return EditTable(rows: rows.compactMap(\.self) + reordered, renamings: possibleRenamings)
  }

  // MARK: - What is known of an item

  func item(_ key: String) -> ItemView? {
    view.item(key).flatMap { $0.isForgotten ? nil : $0 }
  }

  /// The same item in a text of the run, if that text leads there by what is remembered.
  private func before(_ key: String, in revision: String) -> Sighting? {
    walks[revision]?.sightings.first { (newKeys[$0.reached.key] ?? $0.reached.key) == key }
  }

  /// How the item differs from the text that it was done by; an edit that somebody has agreed to
  /// already is none.
  private func difference(_ sighting: Sighting, _ item: ItemView) -> ItemDifference {
    let key = sighting.reached.key
    let differences = [item.revision, pinned].map { revision -> ItemDifference in
      if let before = before(key, in: revision) { return ItemDifference(before, sighting) }
      let family = oldFamilies[key] ?? item.started.family
      guard let shape = texts[revision]?.shape.item(family) else {
        return ItemDifference()
      }
      return ItemDifference(shape, sighting.shape)
    }
    return differences.first(where: \.isEmpty) ?? differences[0]
  }

  // MARK: - Rows

  private func row(_ sighting: Sighting) -> EditTable.Row? {
    let key = sighting.reached.key
    guard let item = item(key) else { return inserted(sighting) }
    let rules = EditRules(item: item, shape: sighting.shape, view: view)
    let difference = difference(sighting, item)
    if sighting.isContradicted { return rules.contradicted(key) }
    if difference.isEmpty { return nil }
    return rules.row(difference, trial: { trial(of: key) })
  }

  /// A step that no process has met yet: new before what is done, or simply new.
  private func inserted(_ sighting: Sighting) -> EditTable.Row? {
    let reached = sighting.reached
    guard isLate(reached) else { return nil }
    var offers = [EditOffer(.late, "run it now, after what stands behind it")]
    if reached.valueType == nil {
      offers.append(EditOffer(.skip, "leave it out", asks: "why"))
    }
    return EditTable.Row(
      key: reached.key, change: "new before steps that have run",
      ruling: .asked(offers))
  }

  /// Remembered items that the walk could not reach, though the text has them.
  private var unmet: [EditTable.Row?] {
    guard walk.end != .whole else { return [] }
    return view.items.filter { !$0.isForgotten && !isMet($0) }.map { item in
      guard let shape = edited.shape.item(item.started.family),
        let before = texts[item.revision]?.shape.item(item.started.family)
      else { return nil }
      let difference = ItemDifference(before, shape)
      if difference.isEmpty { return nil }
      return EditRules(item: item, shape: shape, view: view)
        .row(difference, trial: { trial(of: item.started.item.key) })
    }
  }

  func isMet(_ item: ItemView) -> Bool {
    walk.sightings.contains { $0.reached.key == item.started.item.key }
  }

  /// Items that are gone from the text, and were begun.
  private var removed: [EditTable.Row?] {
    orphans.map { EditRules(item: $0, shape: nil, view: view).removed() }
  }

  var orphans: [ItemView] {
    view.items.filter { item in
      if item.isForgotten || isMet(item) { return false }
      return walk.end == .whole || edited.shape.item(item.started.family) == nil
    }
  }

  /// What a trial of the edited text, in memory alone, comes to for an item that was begun.
  private func trial(of key: String) -> EditTrial.Outcome {
    EditTrial(self).outcome(of: key)
  }
}

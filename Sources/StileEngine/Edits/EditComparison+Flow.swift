import StileCheck
import StileJournal
import StileMachine

/// What the texts say about items that nothing is remembered of, and about names and order.
extension EditComparison {
  /// Steps that have not run and differ, are new or are gone.
  var notStarted: [EditTable.Row?] {
    guard let before = texts[pinned]?.shape else { return [] }
    let begun = Set(view.items.filter { !$0.isForgotten }.map(\.started.family))
    let asked = Set(
      walk.sightings.filter { item($0.reached.key) == nil }.map(\.reached)
        .filter { isLate($0) }.map(\.family))
    let renamed = Set(oldFamilies.values)
    let changed = edited.shape.items.map { item -> EditTable.Row? in
      if begun.contains(item.family) || asked.contains(item.family) { return nil }
      guard let old = before.item(item.family) else { return new(item, begun) }
      if ItemDifference(old, item).isEmpty { return nil }
      return row(item, "changed before it has run")
    }
    let gone = before.items.map { item -> EditTable.Row? in
      if begun.contains(item.family) || edited.shape.item(item.family) != nil { return nil }
      if renamed.contains(item.family) { return nil }
      return row(item, "gone; it had not run")
    }
    return changed + gone
  }

  /// Something behind it was begun already. Where nobody can see behind it, the order of the text
  /// says so.
  func isLate(_ reached: ItemReached) -> Bool {
    guard let place = walk.sightings.firstIndex(where: { $0.reached.key == reached.key }) else {
      return false
    }
    let new = walk.sightings[place]
    let isBefore = walk.sightings[place...].contains {
      item($0.reached.key) != nil && !$0.isBeside(new)
    }
    if isBefore { return true }
    guard walk.end == .unknown(reached.key) else { return false }
    let behind = edited.shape.items.drop { $0.family != reached.family }.dropFirst().map(\.family)
    return view.items.contains { item in
      !item.isForgotten && !isMet(item) && behind.contains(item.started.family)
    }
  }

  /// Where nobody can see whether it comes before what has run, the order of the text says so; and
  /// since its key is not known, it can't be left out.
  private func new(_ item: ItemShape, _ begun: Set<String>) -> EditTable.Row {
    let behind = edited.shape.items.drop { $0.family != item.family }.dropFirst()
    guard walk.end != .whole, behind.contains(where: { begun.contains($0.family) }) else {
      return row(item, "new; it has not run")
    }
    return EditTable.Row(
      key: item.family, change: "new before steps that have run",
      ruling: .asked([EditOffer(.late, "run it now, after what stands behind it")]))
  }

  private func row(_ item: ItemShape, _ change: String) -> EditTable.Row {
    EditTable.Row(key: item.family, change: change, ruling: .taken)
  }

  /// Steps that have run and stand in another order now.
  var reordered: [EditTable.Row] {
    let ran = view.items.map(\.started.item.key)
    var inOrder: [(place: Int, sighting: Sighting)] = []
    var rows: [EditTable.Row] = []
    for sighting in walk.sightings {
      let key = sighting.reached.key
      guard item(key) != nil, let place = ran.firstIndex(of: key) else { continue }
      let before = inOrder.last { $0.place > place && !$0.sighting.isBeside(sighting) }
      if let before {
        rows.append(
          EditTable.Row(
            key: key,
            change: "stands behind \(before.sighting.reached.key) now and ran before it; it stays"
              + " as it is", ruling: .keep))
      } else {
        inOrder.append((place, sighting))
      }
    }
    return rows
  }

  /// An item that is gone, and a new one that does the same: perhaps only its name was changed.
  var possibleRenamings: [Renaming] {
    var taken = Set<String>()
    var renamings: [Renaming] = []
    for orphan in orphans {
      guard let before = texts[orphan.revision]?.shape.item(orphan.started.family) else { continue }
      let heir = walk.sightings.first {
        item($0.reached.key) == nil && !taken.contains($0.reached.key)
          && $0.reached.family != orphan.started.family && Self.isSame(before, $0.shape)
      }
      guard let heir else { continue }
      taken.insert(heir.reached.key)
      renamings.append(
        Renaming(
          from: orphan.started.item.key, to: heir.reached.key, family: heir.reached.family))
    }
    return renamings
  }

  /// A wait is named by its length, which may be what was changed.
  private static func isSame(_ old: ItemShape, _ new: ItemShape) -> Bool {
    guard old.kind == new.kind else { return false }
    if old.kind == "wait" { return true }
    if old.kind == "verify" { return old.checks.form == new.checks.form }
    let difference = ItemDifference(old, new)
    return !difference.does && difference.calls.isEmpty
  }
}

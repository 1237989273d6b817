import StileCheck
import StileJournal
import StileMachine

/// What follows for one item that was begun, by where it stands and what was changed about it.
struct EditRules {
  let item: ItemView
  /// Nil where the edited text does not have it.
  let shape: ItemShape?
  let view: RunView

  private enum Standing {
    case over
    case skipped
    case failed
    case underWay
  }

  private var standing: Standing {
    guard let ended = item.ended else { return .underWay }
    switch ended.status {
    case .done, .alreadySo, .byHand, .undone: return .over
    case .skipped: return .skipped
    case .failed: return .failed
    case .unreachable, .inDoubt: return .underWay
    }
  }

  func row(_ difference: ItemDifference, trial: () -> EditTrial.Outcome) -> EditTable.Row? {
    switch standing {
    case .over: over(difference)
    case .skipped: difference.checks ? skipped() : nil
    case .failed: failed(difference, trial)
    case .underWay: underWay(difference, trial)
    }
  }

  // MARK: - By standing

  private func over(_ difference: ItemDifference) -> EditTable.Row {
    let kind = item.started.kind
    if difference.does {
      let what = kind == .wait ? "how long it waits" : "what it does"
      return row("\(what) was changed after it was done", decided(anew))
    }
    if !difference.calls.isEmpty {
      return row("\(difference.called) was changed after it was done; it stays done", .keep)
    }
    if !difference.reads.isEmpty {
      if kind == .verify { return row("it asks about something else now", .again) }
      return row(
        "done with \(difference.reads.joined(separator: "; ")); it stays done", .keep)
    }
    if difference.checks {
      if kind == .verify { return row("what it asks was changed; it is asked again", .again) }
      return row("what it checks was changed; it is not checked again", .keep)
    }
    return row("its undo was changed; it goes back by the text that did it", .keep)
  }

  private func skipped() -> EditTable.Row? {
    guard item.ended?.by == "rule" else { return nil }
    return row(
      "it was left out, and when it is to run was changed",
      .asked([
        EditOffer(.again, "look at it again, and run it late if it is to run"),
        EditOffer(.keep, "leave it out"),
      ]))
  }

  private func failed(
    _ difference: ItemDifference, _ trial: () -> EditTrial.Outcome
  ) -> EditTable.Row {
    let restart = Ruling.asked([
      EditOffer(.restart, "its next try begins at its start; what was done is done again")
    ])
    if !difference.reads.isEmpty {
      return row("it failed with \(difference.reads.joined(separator: "; "))", restart)
    }
    if let what = difference.what {
      if trial() == .differs {
        return row("\(what) was changed before the place where it failed", restart)
      }
      return row("\(what) was changed; it can go on behind what it has done", .taken)
    }
    return row("its undo was changed; what it has done goes back by the old text", .taken)
  }

  private func underWay(
    _ difference: ItemDifference, _ trial: () -> EditTrial.Outcome
  ) -> EditTable.Row {
    if item.started.kind == .wait, difference.does || !difference.reads.isEmpty {
      return row(
        "it is under way, and how long it waits was changed",
        .asked([EditOffer(.recount, "count the new time from when it began")]))
    }
    if !difference.reads.isEmpty {
      return row(
        "it is under way with \(difference.reads.joined(separator: "; ")); finish it first",
        .refused)
    }
    if let what = difference.what {
      if trial() == .differs {
        return row("it is under way, and \(what) was changed before its place", .refused)
      }
      return row("\(what) was changed; it goes on behind what it has done", .taken)
    }
    return row("its undo was changed; what it has done goes back by the old text", .taken)
  }

  /// What it gave is no value that the edited text can go on with.
  func contradicted(_ key: String) -> EditTable.Row {
    let change =
      "it remembers \(item.started.kind == .probe ? "an answer" : "a value") that the text no"
      + " longer takes"
    return row(change, anew.isEmpty ? .refused : .asked(anew))
  }

  /// It is gone from the text.
  func removed() -> EditTable.Row? {
    let takeBack = EditOffer(.undo, "take it back now")
    switch standing {
    case .skipped: return nil
    case .over:
      let keep = EditOffer(.keep, "leave it done; `stile undo` takes it back like all others")
      return row(
        "gone from the text; it was done", owesUndo ? .asked([keep, takeBack]) : .keep)
    case .failed:
      let drop = EditOffer(.drop, "leave it as it is and go on", asks: "why")
      return row(
        "gone from the text; it had failed", .asked(owesUndo ? [drop, takeBack] : [drop]))
    case .underWay: return row("gone from the text, and under way; finish it first", .refused)
    }
  }

  // MARK: - Parts

  private typealias Ruling = EditTable.Ruling

  private func row(_ change: String, _ ruling: Ruling) -> EditTable.Row {
    EditTable.Row(
      key: item.started.item.key, change: change, ruling: ruling)
  }

  private var owesUndo: Bool {
    view.arms.contains { arm in
      guard arm.armed.item.key == item.started.item.key, !arm.isSettled,
        case .block = arm.armed.arm.kind
      else { return false }
      return true
    }
  }

  /// Something was changed since it was asked.
  private var precedesChange: Bool {
    guard let place = view.items.firstIndex(where: { $0.started.item == item.started.item }) else {
      return false
    }
    return view.items[place...].contains(where: \.hasActed)
  }

  /// The ways in which it can be done again.
  private var anew: [EditOffer] {
    var offers: [EditOffer] = []
    if owesUndo {
      offers.append(EditOffer(.redo, "take it back by the text that did it, then do it anew"))
    }
    switch item.started.kind {
    case .probe:
      let late = precedesChange ? ", though the change that it precedes is done" : ""
      offers.append(EditOffer(.again, "ask anew\(late)"))
    case .sample: offers.append(EditOffer(.again, "take the numbers anew"))
    case .wait: offers.append(EditOffer(.again, "wait anew, from now on"))
    case .confirm: offers.append(EditOffer(.again, "ask anew"))
    case .step where shape?.isSafeToRepeat == true:
      offers.append(EditOffer(.again, "do it anew beside what was done"))
    case .step, .verify, .notify, .manual, .undoStep: break
    }
    return offers
  }

  /// Without another way it stays done, which is no choice.
  private func decided(_ offers: [EditOffer]) -> Ruling {
    offers.isEmpty ? .keep : .asked([EditOffer(.keep, "leave it as it was done")] + offers)
  }
}

extension ItemDifference {
  /// What matters for an item that is not over, in words; nil where only its undo differs.
  fileprivate var what: String? {
    if does { return "what it does" }
    if !calls.isEmpty { return called }
    return checks ? "what it checks" : nil
  }

  /// The callables that were changed, in words.
  fileprivate var called: String {
    calls.map { "`\($0)`" }.joined(separator: ", ") + (calls.count == 1 ? "" : " each")
  }
}

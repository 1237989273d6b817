import StileJournal
import StileMachine

/// The lines that only the log has, one function a kind of record.
enum LogText {
  static func opened(_ body: RunOpened, _ utc: Int64) -> EventLine {
    let person = body.person
    let terminal = person.terminal.map { ", \($0)" } ?? ""
    return EventLine(
      "who", ["\(person.name) (uid \(person.uid)) on \(person.machine)\(terminal)"],
      details: ["\(body.file), stile \(body.tool)"], at: utc)
  }

  static func revision(_ body: RevisionAdded, _ utc: Int64) -> EventLine {
    let files = body.files.map { $0.isStandard ? "use \($0.name)" : $0.name }
    let arguments = body.arguments.map { "\($0.name) = \(DatumText.line($0.value))" }
    return EventLine(
      "text", [String(body.hash.prefix(12)), files.joined(separator: ", ")],
      details: arguments + EditText.lines(body), at: utc)
  }

  static func lease(_ body: LeaseTaken, _ utc: Int64) -> EventLine {
    EventLine(
      "lease",
      [
        "epoch \(body.epoch)", "process \(body.process) of \(body.person.name)",
        "on \(body.person.machine)",
      ], at: utc)
  }

  static func host(_ body: HostBound, _ utc: Int64) -> EventLine {
    let binding = body.binding
    let parts = [
      binding.machineID.map { "machine \($0.prefix(12))" }, "boot \(binding.bootID.prefix(12))",
      "folder \(binding.base)", binding.hostKeyPrint,
    ]
    return EventLine("", [body.host.name] + parts.compactMap { $0 }, at: utc)
  }

  static func armed(_ body: UndoArmed, _ utc: Int64) -> [EventLine] {
    switch body.arm.kind {
    case .wall: []
    case .nothing(let why): [EventLine("no undo", [body.item.key, why], at: utc)]
    case .block(let undo, let captures, let seat):
      [
        EventLine(
          "armed", [body.item.key, name(undo, of: body.arm), place(seat?.host.name, seat?.user)],
          details: captures.map { "\($0.name) = \(DatumText.line($0.value))" }, at: utc)
      ]
    }
  }

  /// Whose undo it is: the item's own, or that of an action which the item called.
  static func name(_ arm: ArmView?) -> String {
    guard let pending = arm?.armed.arm, case .block(let undo, _, let seat) = pending.kind else {
      return ""
    }
    let place = place(seat?.host.name, seat?.user)
    return name(undo, of: pending) + (place.isEmpty ? "" : " \(place)")
  }

  static func name(_ undo: UndoReference, of arm: PendingArm) -> String {
    arm.isOfItem ? "its own undo" : "the undo of \(undo.declaration)"
  }

  /// What is no news while the run is followed, and part of its story.
  static func started(_ body: ItemStarted, _ utc: Int64) -> [EventLine] {
    switch body.kind {
    case .step, .verify, .sample, .undoStep: []
    case .wait, .notify, .confirm, .manual, .probe:
      [EventLine("begin", [body.item.key, body.title == body.item.key ? "" : body.title], at: utc)]
    }
  }

  static func undone(_ body: UndoEnded, _ utc: Int64) -> [EventLine] {
    switch body.outcome {
    case .undone: [EventLine("", ["taken back"], at: utc)]
    case .notNeeded, .nothingOwed:
      [EventLine("", [body.outcome.rawValue, body.why ?? ""], at: utc)]
    case .byHand, .waived, .failed: []
    }
  }

  static func poll(_ body: PollOpened, about subject: String, _ utc: Int64) -> EventLine {
    EventLine(
      "poll",
      [
        subject,
        body.within.map { "for \(SpanText.remaining($0))" } ?? "",
        body.every.map { "every \(SpanText.remaining($0))" } ?? "",
        body.holding.map { "must hold \(SpanText.remaining($0))" } ?? "",
      ], at: utc)
  }

  static func posted(_ body: OutboxAdded, _ utc: Int64) -> EventLine {
    EventLine(
      "post",
      ["to \(ChannelText.name(body.message.channel))", body.message.subject ?? ""],
      details: [body.message.body], at: utc)
  }

  /// What a failure side by side kept from beginning.
  static func stopped(_ body: ForkEnded, _ utc: Int64) -> [EventLine] {
    body.held.map { EventLine("held", [$0, "until it is decided about \(body.counts)"], at: utc) }
  }

  static func choices(_ body: QuestionOpened, _ utc: Int64) -> [EventLine] {
    guard body.question.kind == .choice else { return [] }
    return [EventLine("", [body.question.choices.map(\.word).joined(separator: " · ")], at: utc)]
  }
}

import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileSyntax

/// What an edited text means for a run: the `stile` fence is the text of the run, the one that is
/// named `edited.stile` what became of it, and `ran` says what is remembered, a line an item:
/// `KEY: STATUS`, with `, armed` where it owes an undo and `, = TEXT` for its value.
enum GoldenEdit {
  static let edited = "edited.stile"

  static func text(of golden: GoldenCase) throws -> String {
    let provider = FencedSources(golden.fences)
    let ran = golden.fences.first { $0.kind == "ran" }?.text ?? ""
    guard let before = try Text(provider, FencedSources.entry),
      let after = try Text(provider, edited)
    else { return "one of the texts does not check\n" }
    let history = history(ran, before)
    let texts = ["before": before.compared]
    func table(_ renamings: [Renaming]) -> EditTable {
      EditComparison(history, texts: texts, edited: after.compared, renamings: renamings).table
    }
    let renamings = table([]).renamings
    let questions = renamings.map { "is \($0.from) called \($0.to) now?\n" }
    return questions.joined() + lines(table(renamings))
  }

  private static func lines(_ table: EditTable) -> String {
    let offers = table.asked.flatMap { row -> [String] in
      guard case .asked(let offers) = row.ruling else { return [] }
      return ["\(row.key)?"] + offers.map { "    \($0.word.rawValue): \($0.meaning)" }
    }
    return (table.lines + offers).map { $0 + "\n" }.joined()
  }

  /// A text that checks.
  private struct Text {
    let compared: ComparedText

    init?(_ provider: FencedSources, _ entry: String) throws {
      let result = Checker.check(
        entry: entry, provider: provider, natives: NativeCallables.all)
      guard let program = result.program else { return nil }
      let code = Compiler.compile(program, sources: result.sources)
      compared = ComparedText(
        shape: RunbookShape(of: program, runbook: 0),
        machine: try Machine(code: code, arguments: [:]), runbook: 0)
    }
  }

  // MARK: - What is remembered

  private static func history(_ ran: String, _ text: Text) -> [Record] {
    let person = Person(name: "ada", uid: 1, machine: "here", terminal: nil)
    let revision = RevisionAdded(
      hash: "before", entry: "", files: [], arguments: [], person: person)
    let bodies: [RecordBody] =
      [.revisionAdded(revision)]
      + ran.split(separator: "\n").flatMap { said(String($0), text.compared.shape) }
    var chain = Chain(run: "test", epoch: 1, bootID: "boot")
    return bodies.map { chain.append($0, at: Moment(utc: 0, boot: 0)).record }
  }

  private static func said(_ line: String, _ shape: RunbookShape) -> [RecordBody] {
    guard let colon = line.lastRange(of: ": ") else { return [] }
    let key = String(line[..<colon.lowerBound])
    let words = line[colon.upperBound...].split(separator: ", ").map(String.init)
    let family = key.replacing(/\[[^\]]*\]/, with: "")
    let item = Attempted(key: key, generation: 1, tryNumber: 1)
    let kind = shape.item(family).flatMap { ItemReached.Kind(rawValue: $0.kind) } ?? .step
    var bodies: [RecordBody] = [
      .itemStarted(
        ItemStarted(
          item: item, family: family, kind: kind, title: "", tags: [], stages: [], host: nil,
          continues: false))
    ]
    if words.contains("armed") {
      let arm = PendingArm(
        kind: .block(
          UndoReference(declaration: "main", ordinal: 0), captures: [], seat: nil),
        isOfItem: true)
      bodies.append(
        .undoArmed(UndoArmed(item: item, name: "\(key)#1.1/0:u0", arm: arm, revision: "before")))
    }
    if let word = words.first, let status = ItemStatus(rawValue: word) {
      let value = words.first { $0.hasPrefix("= ") }.map { Datum.string(String($0.dropFirst(2))) }
      bodies.append(
        .itemEnded(ItemEnded(item: item, status: status, value: value, by: "rule")))
    }
    return bodies
  }
}

extension String {
  fileprivate func lastRange(of separator: String) -> Range<String.Index>? {
    ranges(of: separator).last
  }
}

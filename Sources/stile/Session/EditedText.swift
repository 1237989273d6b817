import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileSyntax

/// The text of a run as it stands on the disk now, where that is another one than the run goes by:
/// checked, and ready to be compared with what was done.
struct EditedText {
  let prepared: Prepared
  let entry: String
  private let history: [Record]
  private let texts: [String: ComparedText]
  /// The texts that the run went by, by their hashes.
  private let pinned: [String: Prepared]
  private let compared: ComparedText

  /// The names of the files that differ from what the run goes by, or are gone.
  static func changedFiles(of view: RunView) -> [String] {
    guard let opened = view.opened, let revision = view.revision else { return [] }
    return PinnedSources(revision: revision).changed(in: FileSources(path: opened.file))
  }

  /// A mistake in the text is shown, and ends the command.
  init(_ history: [Record], _ view: RunView) throws {
    guard let opened = view.opened, let revision = view.revision else {
      throw Problem("the run never began")
    }
    self.history = history
    entry = revision.entry
    prepared = try Prepared.edited(
      opened.file, runbook: opened.runbook, arguments: revision.arguments)
    compared = try prepared.compared()
    var texts: [String: ComparedText] = [:]
    var pinned: [String: Prepared] = [:]
    for known in view.revisions where texts[known.hash] == nil {
      let prepared = try Prepared.pinned(
        PinnedSources(revision: known), runbook: opened.runbook)
      pinned[known.hash] = prepared
      texts[known.hash] = try prepared.compared()
    }
    self.texts = texts
    self.pinned = pinned
  }

  func undoEdits(of view: RunView) -> [UndoEdit] {
    UndoEdit.all(view, texts: texts, edited: compared)
  }

  /// The lines of an undo block, as a text of the run has them, or the edited one.
  func words(of undo: UndoShape, in revision: String?) -> String {
    let sources = revision.map { pinned[$0]?.sources } ?? prepared.sources
    guard let source = sources?[undo.span.source] else { return "" }
    return source.text(undo.span).split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  func table(_ renamings: [Renaming]) -> EditTable {
    EditComparison(history, texts: texts, edited: compared, renamings: renamings).table
  }
}

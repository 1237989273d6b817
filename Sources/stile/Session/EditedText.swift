import StileCheck
import StileEngine
import StileJournal
import StileMachine

/// The text of a run as it stands on the disk now, where that is another one than the run goes by:
/// checked, and ready to be compared with what was done.
struct EditedText {
  let prepared: Prepared
  let entry: String
  private let history: [Record]
  private let texts: [String: ComparedText]
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
    compared = try Self.compared(prepared)
    var texts: [String: ComparedText] = [:]
    for known in view.revisions where texts[known.hash] == nil {
      texts[known.hash] = try Self.compared(
        Prepared.pinned(PinnedSources(revision: known), runbook: opened.runbook))
    }
    self.texts = texts
  }

  private static func compared(_ prepared: Prepared) throws(Problem) -> ComparedText {
    ComparedText(
      shape: RunbookShape(of: prepared.program, runbook: prepared.index),
      machine: try prepared.machine(), runbook: prepared.index)
  }

  func table(_ renamings: [Renaming]) -> EditTable {
    EditComparison(history, texts: texts, edited: compared, renamings: renamings).table
  }
}

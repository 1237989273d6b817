import StileJournal

/// What was decided with an edited text, a line an item.
enum EditText {
  static func lines(_ revision: RevisionAdded) -> [String] {
    revision.renamings.map { "\($0.from) is called \($0.to) now" }
      + revision.rearmings.map { "undo \($0.undo) goes by the edited text" }
      + revision.choices.map { "\($0.word.rawValue) \($0.key): \($0.why)" }
  }
}

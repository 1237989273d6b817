/// What was decided about one item when its run took an edited text.
package struct EditChoice: Hashable, Sendable {
  package enum Word: String, Sendable, CaseIterable {
    /// What was done stays done.
    case keep
    /// It is taken back by the text that did it, and done anew.
    case redo
    /// It is done anew beside what was done.
    case again
    /// It is taken back, and not done anew.
    case undo
    /// It is new before items that are done, and is done now.
    case late
    /// It is new before items that are done, and left out.
    case skip
    /// It has failed and is gone from the text; nothing comes of it any more.
    case drop
    /// It has failed, and its next try is given back nothing of what the tries before did.
    case restart
    /// A wait that is under way: its new time counts from its old beginning.
    case recount
  }

  package var key: String
  package var word: Word
  /// The name of a person.
  package var by: String
  /// What the edit changed about it, and the reason where one was asked for.
  package var why: String

  package init(key: String, word: Word, by: String, why: String) {
    self.key = key
    self.word = word
    self.by = by
    self.why = why
  }
}

/// An undo that is owed and goes by another block, with the values that were kept.
package struct Rearming: Hashable, Sendable {
  /// The number of the record that armed it.
  package var undo: Int64
  /// The block in the text that comes with it.
  package var declaration: String
  package var ordinal: Int64

  package init(undo: Int64, declaration: String, ordinal: Int64) {
    self.undo = undo
    self.declaration = declaration
    self.ordinal = ordinal
  }
}

/// An item that an edit gave another key.
package struct Renaming: Hashable, Sendable {
  package var from: String
  package var to: String
  /// The new key without loop values and hosts.
  package var family: String

  package init(from: String, to: String, family: String) {
    self.from = from
    self.to = to
    self.family = family
  }
}

package import StileJournal
import StileMachine

/// What an edited text means for a run, one line an item.
package struct EditTable {
  package struct Row: Hashable, Sendable {
    package let key: String
    /// What was changed, and why that matters.
    package let change: String
    package let ruling: Ruling
  }

  package enum Ruling: Hashable, Sendable {
    /// The new text counts, and nothing has to be decided.
    case taken
    /// It only reads: it is asked again.
    case again
    /// What was done stays done; that is shown and accepted.
    case keep
    case asked([EditOffer])
    /// The edit can't be taken while this is so.
    case refused
  }

  package let rows: [Row]
  /// Items that may only have another name now.
  package let renamings: [Renaming]

  package var asked: [Row] {
    rows.filter { if case .asked = $0.ruling { true } else { false } }
  }

  package var refused: [Row] { rows.filter { $0.ruling == .refused } }

  /// One line an item: what follows, which one, why.
  package var lines: [String] {
    if rows.isEmpty { return ["  nothing that a step does, checks or takes back was changed"] }
    let width = rows.map(\.key.count).max() ?? 0
    return rows.map { row in
      let word = row.ruling.word + String(repeating: " ", count: 6 - row.ruling.word.count)
      let key = row.key + String(repeating: " ", count: width - row.key.count)
      return "  \(word)  \(key)  \(row.change)"
    }
  }

  /// What is accepted with the table as a whole.
  package func choices(by person: String) -> [EditChoice] {
    rows.compactMap { row in
      switch row.ruling {
      case .keep: EditChoice(key: row.key, word: .keep, by: person, why: row.change)
      case .again: EditChoice(key: row.key, word: .again, by: person, why: row.change)
      case .taken, .asked, .refused: nil
      }
    }
  }
}

extension EditTable.Ruling {
  fileprivate var word: String {
    switch self {
    case .taken: "take"
    case .again: "again"
    case .keep: "keep"
    case .asked: "ask"
    case .refused: "refuse"
    }
  }
}

/// What can be decided about an item, in the words of a question.
package struct EditOffer: Hashable, Sendable {
  package let word: EditChoice.Word
  package let meaning: String
  /// The prompt for the reason that must come with it.
  package var asks: String?

  init(_ word: EditChoice.Word, _ meaning: String, asks: String? = nil) {
    self.word = word
    self.meaning = meaning
    self.asks = asks
  }
}

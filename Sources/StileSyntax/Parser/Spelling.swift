/// Guesses which word was meant.
package enum Spelling {
  static let statementWords = [
    "let", "var", "stage", "step", "verify", "ensure", "undo", "irreversible", "wait", "notify",
    "confirm", "manual", "sample", "parallel", "for", "if", "match", "try", "return", "expect",
    "run", "probe", "succeeds", "fail", "ask",
  ]
  static let declarationWords = Keyword.allCases.filter(\.beginsDeclaration).map(\.rawValue)
  static let clauseWords = Keyword.allCases.filter(\.isClause).map(\.rawValue)

  /// The nearest of the words, if it is near enough that it was very likely meant.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let limit = word.count <= 2 ? 0 : word.count <= 5 ? 1 : 2
    var best: (word: String, distance: Int)?
    for candidate in words where candidate != word {
      guard abs(candidate.count - word.count) <= limit else { continue }
      let found = distance(Array(word.utf8), Array(candidate.utf8))
      if found <= limit, found < best?.distance ?? Int.max { best = (candidate, found) }
    }
    return best?.word
  }

  /// How many insertions, removals, replacements and swaps of neighbours lead from one to the
  /// other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(last[column + 1] + 1, current[column] + 1)
        best = min(best, last[column] + (byte == other ? 0 : 1))
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}

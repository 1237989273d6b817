/// Finds the name that a misspelt one very likely stands for.
package enum NearestName {
  /// The candidate with the smallest edit distance, if it is near enough to be offered.
  ///
  /// Near enough is a third of the word's length, at least one edit; a single letter is near to
  /// nothing but itself in the other case. Of equals the first in alphabetical order wins, so that
  /// the answer does not depend on hashing.
  package static func find(_ word: String, in candidates: some Sequence<String>) -> String? {
    let limit = word.utf8.count == 1 ? 0 : max(1, word.utf8.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != word {
      let distance = distance(word, candidate, limit: limit)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two words;
  /// anything over the limit is only known to be over it.
  static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let left = lowercased(left)
    let right = lowercased(right)
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var smallest = min(replaced, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { smallest = min(smallest, beforeLast[column - 1] + 1) }
        current.append(smallest)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  private static func lowercased(_ word: String) -> [UInt8] {
    word.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }
}

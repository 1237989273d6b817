/// What differs between two texts, in the form that `patch` and `git apply` read.
package struct UnifiedDiff: Sendable {
  /// How many equal lines stand around a change.
  private static let context = 3

  private struct Line {
    enum Kind: String {
      case equal = " "
      case removed = "-"
      case added = "+"
    }

    let kind: Kind
    let text: Substring
  }

  private let lines: [Line]
  private let name: String

  /// `name` stands for both texts, as it would in a repository.
  package init(of name: String, from old: String, to new: String) {
    self.name = name
    lines = UnifiedDiff.lines(from: UnifiedDiff.split(old), to: UnifiedDiff.split(new))
  }

  /// Empty when nothing differs.
  package var text: String {
    let hunks = hunks
    guard !hunks.isEmpty else { return "" }
    return "--- a/\(name)\n+++ b/\(name)\n" + hunks.map(render).joined()
  }

  /// The lines, each with its newline, as far as it has one.
  private static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while let newline = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
      let end = rest.utf8.index(after: newline)
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  private static func lines(from old: [Substring], to new: [Substring]) -> [Line] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var place = 0
    for (number, line) in old.enumerated() {
      if removed.contains(number) {
        lines.append(Line(kind: .removed, text: line))
        continue
      }
      while added.contains(place) {
        lines.append(Line(kind: .added, text: new[place]))
        place += 1
      }
      lines.append(Line(kind: .equal, text: line))
      place += 1
    }
    return lines + new[place...].map { Line(kind: .added, text: $0) }
  }

  // MARK: Hunks

  /// The changes with the lines around them; those that would touch are one.
  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (number, line) in lines.enumerated() where line.kind != .equal {
      let lower = max(0, number - UnifiedDiff.context)
      let upper = min(lines.count, number + UnifiedDiff.context + 1)
      if let last = hunks.last, lower <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<upper
      } else {
        hunks.append(lower..<upper)
      }
    }
    return hunks
  }

  private func render(_ hunk: Range<Int>) -> String {
    let before = lines[..<hunk.lowerBound]
    let body = lines[hunk]
    let old = place(before.count { $0.kind != .added }, body.count { $0.kind != .added })
    let new = place(before.count { $0.kind != .removed }, body.count { $0.kind != .removed })
    return "@@ -\(old) +\(new) @@\n" + body.map(render).joined()
  }

  /// `first,count` of the lines of a hunk; of none, the line before them.
  private func place(_ before: Int, _ count: Int) -> String {
    let first = count == 0 ? before : before + 1
    return count == 1 ? "\(first)" : "\(first),\(count)"
  }

  private func render(_ line: Line) -> String {
    let end = line.text.utf8.last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n"
    return line.kind.rawValue + line.text + end
  }
}

/// A set of names of commands. Nearly every word that is asked about is none of them, which its
/// length and its first byte say at once.
package struct CommandNames: ExpressibleByArrayLiteral, Sendable {
  private let names: Set<String>
  /// For each length the first bytes of the names that are so long, as bits.
  private let firstBytes: [UInt128]

  package init(_ names: Set<String>) {
    self.names = names
    var firstBytes: [UInt128] = []
    for name in names {
      let length = name.utf8.count
      while firstBytes.count <= length { firstBytes.append(0) }
      firstBytes[length] |= CommandNames.bit(of: name)
    }
    self.firstBytes = firstBytes
  }

  package init(arrayLiteral names: String...) { self.init(Set(names)) }

  package func contains(_ name: String) -> Bool {
    let length = name.utf8.count
    guard length < firstBytes.count, firstBytes[length] & CommandNames.bit(of: name) != 0 else {
      return false
    }
    return names.contains(name)
  }

  package func union(_ others: CommandNames) -> CommandNames {
    CommandNames(names.union(others.names))
  }

  private static func bit(of name: String) -> UInt128 {
    guard let first = name.utf8.first, first < 128 else { return 0 }
    return 1 << UInt128(first)
  }
}

import StileSyntax

/// Which names are declared in bodies, and which of all names are read somewhere; kept while bodies
/// are checked. A name is known by the place where it is declared or brought into its file.
struct NameUses {
  struct Local {
    enum Kind: String {
      case `let`
      case `var`
      case parameter
    }

    let name: Name
    let kind: Kind
  }

  private(set) var locals: [Local] = []
  /// For each source a bit a byte, of those where a name that was read is declared.
  private var read: [[UInt64]] = []

  mutating func declare(_ name: Name, _ kind: Local.Kind) {
    locals.append(Local(name: name, kind: kind))
  }

  mutating func read(_ declaration: SourceSpan) {
    let (source, word) = (Int(declaration.source.rawValue), Int(declaration.lower / 64))
    if source < 0 { return }
    while read.count <= source { read.append([]) }
    while read[source].count <= word { read[source].append(0) }
    read[source][word] |= 1 << UInt64(declaration.lower % 64)
  }

  func isRead(_ declaration: SourceSpan) -> Bool {
    let (source, word) = (Int(declaration.source.rawValue), Int(declaration.lower / 64))
    guard read.indices.contains(source), read[source].indices.contains(word) else { return false }
    return read[source][word] & 1 << UInt64(declaration.lower % 64) != 0
  }
}

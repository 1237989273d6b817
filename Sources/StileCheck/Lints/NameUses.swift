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
  private var read: Set<Int> = []

  mutating func declare(_ name: Name, _ kind: Local.Kind) {
    locals.append(Local(name: name, kind: kind))
  }

  mutating func read(_ declaration: SourceSpan) { read.insert(declaration.start) }

  func isRead(_ declaration: SourceSpan) -> Bool { read.contains(declaration.start) }
}

extension SourceSpan {
  /// The place of its first byte among those of all sources, as one number.
  fileprivate var start: Int { Int(source.rawValue) << 32 | Int(lower) }
}

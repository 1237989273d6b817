import StileSyntax

/// Which names are declared in bodies, and which of all names are read somewhere; kept while bodies
/// are checked. A name is known by the place where it is declared or brought into its file.
struct NameUses {
  struct Local {
    let name: Name
    /// `let`, `var` or `parameter`.
    let what: String
  }

  private(set) var locals: [Local] = []
  private(set) var read: Set<SourceSpan> = []

  mutating func declare(_ name: Name, _ what: String) {
    locals.append(Local(name: name, what: what))
  }
  mutating func read(_ declaration: SourceSpan) { read.insert(declaration) }
}

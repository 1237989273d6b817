import StileSyntax

/// Names that nothing reads: what was meant to read them may be missing.
///
/// A name that begins with `_` says that it is not read, in a body. At the top level of a file that
/// has a runbook everything is for that runbook; other files are for those that use them.
enum UnusedNames {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    let locals = linted.names.locals.filter { local in
      isOwn(local.name.span, linted) && !local.name.text.hasPrefix("_")
        && !linted.names.isRead(local.name.span)
    }
    return locals.map { .unusedLocal($0.name.text, $0.kind.rawValue, at: $0.name.span) }
      + linted.ownModules.flatMap { topLevel(of: $0, linted) + imports(of: $0, linted) }
  }

  private static func isOwn(_ span: SourceSpan, _ linted: LintedProgram) -> Bool {
    linted.isOwn(Int(span.source.rawValue))
  }

  private static func topLevel(of module: Int, _ linted: LintedProgram) -> [Diagnostic] {
    let declarations = linted.modules[module].tree.root.declarations
    let isProgram = declarations.contains { $0.isStart }
    return declarations.compactMap { declaration in
      guard let (name, what) = declaration.namedValue else { return nil }
      guard isProgram || name.text.hasPrefix("_") else { return nil }
      return linted.names.isRead(name.span)
        ? nil : .unusedName(name.text, what, at: name.span)
    }
  }

  private static func imports(of module: Int, _ linted: LintedProgram) -> [Diagnostic] {
    let tree = linted.modules[module].tree
    return tree.root.declarations.flatMap { declaration -> [Diagnostic] in
      guard case .use(let use) = declaration.kind else { return [] }
      let names =
        switch use {
        case .standard(let names): names
        case .relative(_, let names): names
        }
      let unused = names.filter { !linted.names.isRead($0.span) }
      if unused.count == names.count, names.count > 1 {
        let edit = TextEdit(tree.source.lines(of: declaration.span), "")
        return [.unusedImports(names.map(\.text), at: declaration.span, edit)]
      }
      return unused.map { name in
        .unusedImport(
          name.text, at: name.span,
          names.count == 1
            ? TextEdit(tree.source.lines(of: declaration.span), "")
            : TextEdit(tree.source.listElement(name.span), ""))
      }
    }
  }
}

extension Declaration {
  /// Something begins here: the file is a program, not only a library.
  var isStart: Bool {
    switch kind {
    case .runbook, .policy, .test: true
    case .use, .param, .secret, .let, .record, .enum, .callable: false
    }
  }

  /// What it declares, if that is a value or a callable, with the word for it.
  var namedValue: (Name, String)? {
    switch kind {
    case .param(let field): (field.name, "param")
    case .secret(let secret): (secret.name, "secret")
    case .let(let binding): (binding.name, "let")
    case .callable(let callable): (callable.name, callable.effect.keyword)
    case .use, .record, .enum, .runbook, .policy, .test: nil
    }
  }
}

extension SourceText {
  /// The whole lines of a span, their newline included.
  func lines(of span: SourceSpan) -> SourceSpan {
    var lower = min(Int(span.lower), bytes.count)
    var upper = min(max(lower, Int(span.upper)), bytes.count)
    while lower > 0, bytes[lower - 1] != UInt8(ascii: "\n") { lower -= 1 }
    while upper < bytes.count, bytes[upper] != UInt8(ascii: "\n") { upper += 1 }
    return SourceSpan(span.source, lower, min(upper + 1, bytes.count))
  }

  /// An element of a list of several names with the comma that goes with it.
  func listElement(_ span: SourceSpan) -> SourceSpan {
    let isGap = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
    var upper = min(Int(span.upper), bytes.count)
    while upper < bytes.count, isGap(bytes[upper]) { upper += 1 }
    if upper < bytes.count, bytes[upper] == UInt8(ascii: ",") {
      upper += 1
      while upper < bytes.count, isGap(bytes[upper]) { upper += 1 }
      return SourceSpan(span.source, Int(span.lower), upper)
    }
    var lower = min(Int(span.lower), bytes.count)
    while lower > 0, isGap(bytes[lower - 1]) { lower -= 1 }
    if lower > 0, bytes[lower - 1] == UInt8(ascii: ",") { lower -= 1 }
    return SourceSpan(span.source, lower, Int(span.upper))
  }
}

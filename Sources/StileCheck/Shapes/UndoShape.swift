package import StileSyntax

/// An undo block of a text: where it stands, what it does, and what the machine calls it.
package struct UndoShape: Sendable {
  /// `module.declaration`, and the number of the block in it: its name in a machine.
  package let declaration: String
  package let ordinal: Int
  /// The item or the callable that it stands in, and its number there: its name in every text.
  package let place: String
  package let undoes: ItemShape.Part
  package let span: SourceSpan
}

extension UndoShape {
  /// The blocks that stand in statements, in the order of the text.
  static func blocks(
    in statements: [TypedStatement]
  ) -> [(block: UndoBlock, span: SourceSpan)] {
    statements.flatMap { statement -> [(block: UndoBlock, span: SourceSpan)] in
      switch statement.kind {
      case .undo(let block): [(block, statement.span)]
      case .item(let item, _): blocks(in: item.kind.statements)
      case .stage(let stage): blocks(in: stage.body)
      case .forEach(let loop): blocks(in: loop.body)
      case .parallel(let branches): branches.flatMap { blocks(in: $0) }
      case .if(_, let then, let otherwise), .ifLet(_, _, let then, let otherwise):
        blocks(in: then) + blocks(in: otherwise)
      case .match(let match): match.arms.flatMap { blocks(in: $0.body) }
      case .try(let body, _, let handler): blocks(in: body) + blocks(in: handler)
      case .set, .evaluate, .procedure, .return, .returnFromStep, .break, .expect, .region,
        .condition, .number, .noUndo, .irreversible:
        []
      }
    }
  }
}

extension TypedItem.Kind {
  /// The statements of its own body.
  var statements: [TypedStatement] {
    switch self {
    case .step(let body), .manual(let body): body
    case .verify, .wait, .notify, .confirm, .probe, .sample, .undoStep: []
    }
  }
}

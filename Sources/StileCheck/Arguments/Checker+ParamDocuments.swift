import StileSyntax

/// The values of params as a document gives them.
extension Checker {
  private typealias Read = Result<TypedExpression, ArgumentProblem>

  /// Reads a node as a value of a param's type: a text as `--set` would, a list as a list, a
  /// mapping as a map or a record.
  package static func argument(
    _ node: ArgumentNode, for type: Type, in program: Program
  ) -> Result<TypedExpression, ArgumentProblem> {
    value(node, type, program).mapError { $0.at(node.place) }
  }

  private static func value(_ node: ArgumentNode, _ type: Type, _ program: Program) -> Read {
    switch (node.content, type) {
    case (.text(let text), _): argument(text: text, for: type, in: program)
    case (_, .optional(let wrapped)): argument(node, for: wrapped, in: program)
    case (.list(let nodes), .list(let element)):
      all(nodes.map { argument($0, for: element, in: program) }).map { made(.list($0), type) }
    case (.map(let entries), .map(let element)): map(entries, element, program)
    case (.map(let entries), .record(let id)): record(id, entries, program)
    case (.list, _), (.map, _):
      .failure(ArgumentProblem("\(node.what) is no \(name(of: type, program))"))
    }
  }

  private static func map(
    _ entries: [ArgumentNode.Entry], _ element: Type, _ program: Program
  ) -> Read {
    all(entries.map { argument($0.value, for: element, in: program) }).map { values in
      let keys = entries.map { made(.constant(.string($0.key)), .string) }
      return made(.map(zip(keys, values).map { (key: $0, value: $1) }), .map(element))
    }
  }

  private static func record(
    _ id: RecordID, _ entries: [ArgumentNode.Entry], _ program: Program
  ) -> Read {
    let record = program.records[id.index]
    let names = record.fields.map(\.name)
    if let stranger = entries.first(where: { !names.contains($0.key) }) {
      let known = Diagnostic.list(names)
      return .failure(
        ArgumentProblem(
          "\(record.name) has no field `\(stranger.key)`; it has \(known)", at: stranger.keyPlace))
    }
    let values = record.fields.map { field -> Read in
      if let entry = entries.last(where: { $0.key == field.name }) {
        return argument(entry.value, for: field.type, in: program)
          .mapError { ArgumentProblem("`\(field.name)`: \($0.message)", at: $0.place) }
      }
      if let value = field.defaultValue { return .success(value) }
      return .failure(ArgumentProblem("a \(record.name) needs its field `\(field.name)`"))
    }
    return all(values).map { made(.record(id, $0), .record(id)) }
  }

  /// All values, or the first problem.
  private static func all(_ values: [Read]) -> Result<[TypedExpression], ArgumentProblem> {
    Result { () throws(ArgumentProblem) in
      var all: [TypedExpression] = []
      for value in values { all.append(try value.get()) }
      return all
    }
  }

  private static func made(_ kind: TypedExpression.Kind, _ type: Type) -> TypedExpression {
    TypedExpression(kind, type, SourceSpan(SourceID(-1), 0, 0))
  }

  private static func name(of type: Type, _ program: Program) -> String {
    TypeTables(records: program.records, enums: program.enums).describe(type)
  }
}

import StileSyntax

/// What a type is expected for; it makes the label of a mismatch.
enum Role {
  /// A parameter, whose it is, and where it is declared.
  case argument(String, of: String, declared: SourceSpan?)
  case binding(Name)
  case assignment(String)
  case result
  case condition(String)
  case operand(String)
  case element
  case mapKey
  case clause(String)
  case branch
  case text(String)

  /// "… TYPE": why the type is expected here.
  func reason(_ type: String) -> String {
    switch self {
    case .argument(let name, let callee, _):
      "`\(name)` of `\(callee)` takes \(Diagnostic.withArticle(type))"
    case .binding(let name): "`\(name.text)` is \(Diagnostic.withArticle(type))"
    case .assignment(let name): "`\(name)` holds \(Diagnostic.withArticle(type))"
    case .result: "the result is \(Diagnostic.withArticle(type))"
    case .condition(let word): "`\(word)` decides on a `Bool`"
    case .operand(let word): "`\(word)` takes \(Diagnostic.withArticle(type))"
    case .element: "each element is \(Diagnostic.withArticle(type))"
    case .mapKey: "the keys of a map are `String`s"
    case .clause(let word): "`\(word)` takes \(Diagnostic.withArticle(type))"
    case .branch: "the branch before gives \(Diagnostic.withArticle(type))"
    case .text(let place): "\(place) is text"
    }
  }
}

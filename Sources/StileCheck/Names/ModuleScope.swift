import StileSyntax

/// What a name at the top level of a file stands for.
enum Symbol {
  case global(GlobalID)
  case function(FunctionID)
  /// A standard module, by its index.
  case module(Int)
  case builtIn(BuiltInName)
}

enum TypeSymbol {
  case record(RecordID)
  case enumeration(EnumID)

  var type: Type {
    switch self {
    case .record(let id): .record(id)
    case .enumeration(let id): .enumeration(id)
    }
  }
}

/// The names that one file sees at its top level: its own and those that it uses.
struct ModuleScope {
  struct Entry<Value: Sendable>: Sendable {
    let value: Value
    /// Where it came into this file: its declaration, or its name in a `use`.
    let span: SourceSpan
    let isImported: Bool
  }

  var symbols = builtIns
  var types: [String: Entry<TypeSymbol>] = [:]
  var runbooks: [String: SourceSpan] = [:]

  private static let builtIns: [String: Entry<Symbol>] = {
    let nowhere = SourceSpan(SourceID(-1), 0, 0)
    var entries: [String: Entry<Symbol>] = [:]
    for name in BuiltInName.allCases {
      entries[name.rawValue] = Entry(value: .builtIn(name), span: nowhere, isImported: true)
    }
    return entries
  }()
}

/// The names that every file sees without a `use`, and that nothing may shadow.
enum BuiltInName: String, CaseIterable {
  /// The host of the seat.
  case host
  /// This machine.
  case local
  /// The terminal as a channel.
  case console
  /// The requests to the world, in standard modules only.
  case world
  /// The simulated world, in tests and models only.
  case sim
  case range
  case raw
}

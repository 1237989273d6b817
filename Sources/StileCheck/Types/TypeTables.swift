/// The nominal types of a program, by number.
struct TypeTables {
  var records: [RecordType] = BuiltInRecords.all
  var enums: [EnumType] = []

  /// A type as people write it.
  func describe(_ type: Type, generics: [String] = []) -> String {
    func inner(_ type: Type) -> String { describe(type, generics: generics) }
    switch type {
    case .bool: return "Bool"
    case .int: return "Int"
    case .float: return "Float"
    case .string: return "String"
    case .bytes: return "Bytes"
    case .duration: return "Duration"
    case .time: return "Time"
    case .size: return "Size"
    case .user: return "User"
    case .path: return "Path"
    case .domainName: return "DomainName"
    case .url: return "Url"
    case .command: return "Command"
    case .secret: return "Secret"
    case .json: return "Json"
    case .list(let element): return "List[\(inner(element))]"
    case .map(let element): return "Map[String, \(inner(element))]"
    case .optional(let wrapped): return "\(inner(wrapped))?"
    case .function(let parameters, let result):
      return "(\(parameters.map(inner).joined(separator: ", "))) -> \(inner(result))"
    case .record(let id): return records[id.index].name
    case .enumeration(let id): return enums[id.index].name
    case .parameter(let id):
      return generics.indices.contains(id.index) ? generics[id.index] : "T"
    case .void: return "nothing"
    case .never: return "never"
    case .variable: return "_"
    case .erroneous: return "?"
    }
  }

  /// Whether the type, or anything that it holds, fits a condition; each nominal type is asked
  /// once.
  func holds(_ type: Type, where condition: (Type) -> Bool) -> Bool {
    guard type.hasParts else { return condition(type) }
    var seenRecords = Set<RecordID>()
    var seenEnums = Set<EnumID>()
    var open = [type]
    while let next = open.popLast() {
      if condition(next) { return true }
      switch next {
      case .list(let inner), .map(let inner), .optional(let inner): open.append(inner)
      case .function(let parameters, let result): open += parameters + [result]
      case .record(let id):
        guard seenRecords.insert(id).inserted else { continue }
        open += records[id.index].fields.map(\.type)
      case .enumeration(let id):
        guard seenEnums.insert(id).inserted else { continue }
        open += enums[id.index].cases.flatMap { $0.fields.map(\.type) }
      default: continue
      }
    }
    return false
  }

  /// `==` is known for data only, and not for what is secret or came out of a command as a whole.
  func isComparable(_ type: Type) -> Bool {
    !holds(type) {
      switch $0 {
      case .secret, .command, .output, .function, .void: true
      default: false
      }
    }
  }

  /// Data: no function, no command, and no secret but in a Zone or a Channel, which cross by name.
  func isData(_ type: Type) -> Bool {
    !holds(type) {
      switch $0 {
      case .function, .void, .command: true
      default: false
      }
    }
  }
}

extension Type {
  /// It is made of other types.
  var hasParts: Bool {
    switch self {
    case .list, .map, .optional, .function, .record, .enumeration: true
    default: false
    }
  }

  /// `<` is known for these.
  var isOrdered: Bool {
    switch self {
    case .int, .float, .duration, .time, .size, .string, .erroneous, .never, .variable: true
    default: false
    }
  }

  /// `+` is known for these, and a sum of none.
  var hasSum: Bool {
    switch self {
    case .int, .float, .duration, .size, .erroneous, .never, .variable: true
    default: false
    }
  }

  /// A mistake was made where this comes from, so nothing more is said about it.
  var isErroneous: Bool { self == .erroneous }

  /// `T?` of `T`; `T??` is `T?`.
  var madeOptional: Type {
    switch self {
    case .optional, .erroneous: self
    default: .optional(self)
    }
  }

  /// `T` of `T?`, and of `T`.
  var withoutOptional: Type {
    if case .optional(let wrapped) = self { return wrapped }
    return self
  }
}

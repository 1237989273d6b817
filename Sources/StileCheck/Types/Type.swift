/// A type of the language; nominal types refer to the program's tables by number.
package enum Type: Hashable, Sendable {
  case bool
  case int
  case float
  case string
  case bytes
  case duration
  case time
  case size
  case user
  case path
  case domainName
  case url
  case command
  case secret
  case json
  indirect case list(Type)
  /// Keys are strings; insertion order is kept.
  indirect case map(Type)
  /// Never an optional of an optional: `T??` is `T?`.
  indirect case optional(Type)
  indirect case function([Type], Type)
  case record(RecordID)
  case enumeration(EnumID)
  /// A type parameter of the generic callable that is being checked, by position.
  case parameter(TypeParameterID)
  /// The result of what returns nothing.
  case void
  /// The type of `fail`: fits everywhere.
  case never
  /// An unknown that inference solves; none is left in a program without errors.
  case variable(TypeVariableID)
  /// What a mistake left behind: fits everywhere, so that one mistake gives one message.
  case erroneous

  package static let host = Type.record(.host)
  package static let zone = Type.record(.zone)
  package static let channel = Type.record(.channel)
  package static let output = Type.record(.output)
  package static let failure = Type.record(.failure)
  package static let observation = Type.record(.observation)
  package static let window = Type.record(.window)
  package static let series = Type.record(.series)
  package static let given = Type.record(.given)
  package static let rehearsal = Type.record(.rehearsal)
}

/// A nominal record: its fields in order.
package struct RecordType: Sendable {
  package struct Field: Sendable {
    package let name: String
    package let type: Type
    /// Absent: the field must be given.
    package let defaultValue: TypedExpression?

    package init(_ name: String, _ type: Type, defaultValue: TypedExpression? = nil) {
      self.name = name
      self.type = type
      self.defaultValue = defaultValue
    }
  }

  /// Unique in a program: the plain name, or `module.Name` where two modules declare it.
  package let name: String
  package let fields: [Field]
  /// False for what only the library makes: an `Output`, an `Observation`, a `Window`.
  package let isConstructible: Bool

  package init(name: String, fields: [Field], isConstructible: Bool = true) {
    self.name = name
    self.fields = fields
    self.isConstructible = isConstructible
  }
}

package struct EnumType: Sendable {
  package struct Case: Sendable {
    package let name: String
    package let fields: [RecordType.Field]

    package init(name: String, fields: [RecordType.Field]) {
      self.name = name
      self.fields = fields
    }
  }

  package let name: String
  package let cases: [Case]

  package init(name: String, cases: [Case]) {
    self.name = name
    self.cases = cases
  }
}

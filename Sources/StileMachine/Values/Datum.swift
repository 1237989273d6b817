/// A value as it crosses an edge: of an item, of a capture, of a request, of the journal.
///
/// It is plain data, apart from the machine's own values: no function, no secret's text.
package indirect enum Datum: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  case bytes([UInt8])
  /// Nanoseconds.
  case duration(Int64)
  /// Nanoseconds since 1970, UTC.
  case time(Int64)
  /// Bytes.
  case size(Int64)
  case path([UInt8])
  case user(String)
  case domainName(String)
  case url(String)
  case list([Datum])
  /// In insertion order; `==` of the language ignores it, this one doesn't.
  case map([DatumField])
  /// A record's type name and its fields in order; Host, Zone and the other built-in records too.
  case record(String, [DatumField])
  case enumCase(type: String, name: String, [DatumField])
  case output(CommandOutput)
  case json(JSON)
  /// A secret by its name; its text is fetched where it is used.
  case secret(SecretText)
  /// A command that is not run yet.
  case command(CommandText)
}

package struct DatumField: Hashable, Sendable {
  package let name: String
  package let value: Datum

  package init(_ name: String, _ value: Datum) {
    self.name = name
    self.value = value
  }
}

extension Datum {
  /// The field of a record, a case or a map; nil where there is none.
  package subscript(field name: String) -> Datum? {
    switch self {
    case .record(_, let fields), .map(let fields), .enumCase(_, _, let fields):
      return fields.first { $0.name == name }?.value
    default: return nil
    }
  }
}

/// What a command left.
package struct CommandOutput: Hashable, Sendable {
  package let status: Int64
  package let stdout: [UInt8]
  package let stderr: [UInt8]
  /// The host kept only a head and a tail; code that reads it stops its item.
  package let isCut: Bool

  package init(status: Int64, stdout: [UInt8], stderr: [UInt8], isCut: Bool) {
    self.status = status
    self.stdout = stdout
    self.stderr = stderr
    self.isCut = isCut
  }
}

/// A text with secrets in it, by their names: the machine never holds a secret itself.
package struct SecretText: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case text(String)
    /// The name of a `secret`, as `Global.name` gives it.
    case secret(String)
  }

  package let pieces: [Piece]

  package init(pieces: [Piece]) { self.pieces = pieces }
}

/// A JSON document; numbers without a fraction are 64-bit integers, objects keep their order.
package indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  case array([JSON])
  case object([JSONMember])
}

package struct JSONMember: Hashable, Sendable {
  package let name: String
  package let value: JSON

  package init(_ name: String, _ value: JSON) {
    self.name = name
    self.value = value
  }
}

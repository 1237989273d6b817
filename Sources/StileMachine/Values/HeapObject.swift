/// A value that is larger than a register. Objects never change once the code can see them.
enum HeapObject {
  /// A String, a User, a DomainName or a Url.
  case string(String)
  /// Bytes or a Path.
  case bytes([UInt8])
  /// The first `count` elements of a buffer.
  case list(ListBuffer, count: Int)
  /// The integers from `lower` up to and without `upper`.
  case range(lower: Int64, upper: Int64)
  /// The first `count` entries of a buffer.
  case map(MapBuffer, count: Int)
  case record(RecordNumber, [Value])
  case enumCase(type: Int32, number: Int32, [Value])
  case json(JSON)
  case secret(SecretText)
  /// A raw one may be any sh text, wherever it is spliced.
  indirect case command(CommandText, isRaw: Bool)
  indirect case closure(Closure)
}

typealias RecordNumber = Int32

/// A function value: code, what it captured, and the seat of the place where it was written.
struct Closure {
  let function: Int
  let captures: [Value]
  let host: Value
  let user: Value
}

/// A text that equals another when their bytes do: Swift's own `==` takes composed and decomposed
/// letters for the same, which file names on a host are not.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.isSameText(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether both have the same bytes.
  func isSameText(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for position in left.indices where left[position] != right[position] { return false }
        return true
      }
    }
  }
}

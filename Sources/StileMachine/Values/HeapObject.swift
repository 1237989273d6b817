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
  case command(CommandText, isRaw: Bool)
  case closure(Closure)
}

typealias RecordNumber = Int32

/// A function value: code, what it captured, and the host of the place where it was written.
struct Closure {
  let function: Int
  let captures: [Value]
  let seat: Value
}

/// Elements that lists share: a list that grows at the end of its buffer takes the buffer along,
/// and the shorter list never looks at what came behind its own count.
///
///     buffer  a b c d
///     xs      └─2─┘        xs = [a, b]
///     ys      └───4───┘    ys = xs.with(c).with(d)
final class ListBuffer {
  var elements: [Value]

  init(_ elements: [Value] = []) { self.elements = elements }
}

/// Entries in insertion order, with an index by key; shared by maps as a `ListBuffer` is by lists.
final class MapBuffer {
  private(set) var keys: [String] = []
  private(set) var values: [Value] = []
  private var positions: [ExactText: Int] = [:]

  /// The position of a key among the first `count` entries.
  func position(of key: String, count: Int) -> Int? {
    guard let position = positions[ExactText(key)], position < count else { return nil }
    return position
  }

  /// Adds an entry whose key is not there yet.
  func append(_ key: String, _ value: Value) {
    positions[ExactText(key)] = keys.count
    keys.append(key)
    values.append(value)
  }

  /// A buffer of its own with the first `count` entries.
  func copy(count: Int) -> MapBuffer {
    let copy = MapBuffer()
    for position in 0..<count { copy.append(keys[position], values[position]) }
    return copy
  }

  func replace(at position: Int, with value: Value) { values[position] = value }
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
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

/// Takes JSON from bytes piece by piece, in order, without building a tree.
///
/// The bytes may come from anywhere: nothing in here traps, and what nests deeper than `depthLimit`
/// is refused before it can use up the stack.
package struct JSONReader {
  /// What the next value begins like.
  package enum Kind: Sendable {
    case null
    case bool
    case number
    case string
    case array
    case object
  }

  /// For documents from outside.
  package static let depthLimit = 200
  /// For the journal: no value that a machine makes nests as deep as this when it is written.
  package static let journalDepthLimit = 4 * Limits.nesting

  private let depthLimit: Int
  package let bytes: [UInt8]
  package internal(set) var position = 0
  /// One reader takes the first of two members with one name, the next reader the last.
  package var refusesRepeatedNames = false
  /// How many arrays and objects are open.
  private var depth = 0
  /// Nothing stands between the last `[` or `{` and here, so no comma is due.
  private var isAtStart = false

  package init(_ bytes: [UInt8], depthLimit: Int = JSONReader.depthLimit) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  package func problem(_ message: String) -> JSONProblem { JSONProblem(message, at: position) }

  /// The kind of the value that comes next.
  package mutating func kind() throws(JSONProblem) -> Kind {
    skipSpace()
    guard let next else { throw problem("the text ends where a value is due") }
    switch next {
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw problem("a value is due here")
    }
  }

  package mutating func null() throws(JSONProblem) { try word("null") }

  package mutating func bool() throws(JSONProblem) -> Bool {
    skipSpace()
    if next == UInt8(ascii: "t") {
      try word("true")
      return true
    }
    try word("false")
    return false
  }

  // MARK: Arrays and objects

  package mutating func beginArray() throws(JSONProblem) { try open(UInt8(ascii: "[")) }

  /// Whether another element comes; false has taken the closing bracket.
  package mutating func nextElement() throws(JSONProblem) -> Bool {
    try continues(until: UInt8(ascii: "]"))
  }

  package mutating func beginObject() throws(JSONProblem) { try open(UInt8(ascii: "{")) }

  /// The name of the next member, or nil after having taken the closing brace.
  package mutating func nextName() throws(JSONProblem) -> String? {
    guard try nextMember() else { return nil }
    let name = try string()
    try colon()
    return name
  }

  /// Whether another member comes, whose name is the next string; false has taken the closing
  /// brace.
  package mutating func nextMember() throws(JSONProblem) -> Bool {
    guard try continues(until: UInt8(ascii: "}")) else { return false }
    skipSpace()
    guard next == UInt8(ascii: "\"") else { throw problem("a member's name is due here") }
    return true
  }

  package mutating func colon() throws(JSONProblem) { try take(UInt8(ascii: ":"), "a `:` is due") }

  /// Passes over a value, whatever it is.
  package mutating func skip() throws(JSONProblem) {
    switch try kind() {
    case .null: try null()
    case .bool: _ = try bool()
    case .number: _ = try number()
    case .string: try skipString()
    case .array:
      try beginArray()
      while try nextElement() { try skip() }
    case .object:
      try beginObject()
      while try nextMember() {
        try skipString()
        try colon()
        try skip()
      }
    }
  }

  /// Nothing but white space may follow.
  package mutating func end() throws(JSONProblem) {
    skipSpace()
    if position < bytes.count { throw problem("something follows the end of the value") }
  }

  private mutating func open(_ bracket: UInt8) throws(JSONProblem) {
    let name = bracket == UInt8(ascii: "[") ? "an array" : "an object"
    try take(bracket, "\(name) is due here")
    depth += 1
    if depth > depthLimit { throw problem("it nests deeper than \(depthLimit)") }
    isAtStart = true
  }

  private mutating func continues(until bracket: UInt8) throws(JSONProblem) -> Bool {
    skipSpace()
    if next == bracket {
      position += 1
      depth -= 1
      isAtStart = false
      return false
    }
    if !isAtStart { try take(UInt8(ascii: ","), "a `,` or the closing bracket is due") }
    isAtStart = false
    return true
  }

  /// Whether these very bytes come next.
  package func comes(_ expected: StaticString) -> Bool {
    expected.withUTF8Buffer { comes($0, at: position) }
  }

  func comes(_ expected: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard expected.count <= bytes.count - start else { return false }
    for index in 0..<expected.count where bytes[start + index] != expected[index] { return false }
    return true
  }

  // MARK: Bytes

  /// The byte to come; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func advance(by count: Int = 1) { position += count }

  mutating func skipSpace() {
    guard let next, next <= 0x20 else { return }
    while let byte = self.next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8, _ message: @autoclosure () -> String)
    throws(JSONProblem)
  {
    skipSpace()
    guard next == byte else { throw problem(message()) }
    position += 1
  }

  private mutating func word(_ word: StaticString) throws(JSONProblem) {
    skipSpace()
    guard comes(word) else { throw problem("`\(word)` is due here") }
    position += word.utf8CodeUnitCount
  }
}

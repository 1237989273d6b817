extension JSON {
  /// The one way to write this document: UTF-8, no white space, the fewest escapes, members sorted
  /// by the bytes of their names. `sortingNames: false` keeps their order instead.
  package func canonicalBytes(sortingNames: Bool = true) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(self, sortingNames: sortingNames)
    return writer.bytes
  }
}

/// Puts JSON together piece by piece; whoever calls it sees to the order of names.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  /// A value was written that the next one in the same brackets follows after a comma.
  private var needsComma = false

  package init(reservingCapacity capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  package mutating func null() { word("null") }
  package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  package mutating func int(_ value: Int64) {
    separate()
    append(digitsOf: value)
    needsComma = true
  }

  /// The shortest text that reads as the same number; what JSON has no number for becomes null.
  package mutating func float(_ value: Double) {
    guard value.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  package mutating func string(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }
  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }

  /// The name of a member; its value follows.
  package mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A name that needs no escapes.
  package mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func value(_ value: JSON, sortingNames: Bool) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .int(let value): int(value)
    case .float(let value): float(value)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element, sortingNames: sortingNames) }
      endArray()
    case .object(var members):
      if sortingNames {
        members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      }
      beginObject()
      for member in members {
        name(member.name)
        self.value(member.value, sortingNames: sortingNames)
      }
      endObject()
    }
  }

  /// A place between two values, to come back to.
  package struct Mark {
    fileprivate let count: Int
    fileprivate let needsComma: Bool
  }

  package var mark: Mark { Mark(count: bytes.count, needsComma: needsComma) }

  /// How many bytes were written since, a comma included.
  package func count(since mark: Mark) -> Int { bytes.count - mark.count }

  /// Cuts off the one value that was written since, and gives it back.
  package mutating func takeBack(to mark: Mark) -> [UInt8] {
    let value = Array(bytes[(mark.count + (mark.needsComma ? 1 : 0))...])
    bytes.removeSubrange(mark.count...)
    needsComma = mark.needsComma
    return value
  }

  // MARK: Bytes

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func word(_ word: StaticString) {
    separate()
    word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    needsComma = true
  }

  private mutating func append(digitsOf value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var unit: UInt64 = 1
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Almost always there is nothing to escape: one pass to see, one copy.
      if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { append(escaping: byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping byte: UInt8) {
    let letter: UInt8
    switch byte {
    case 0x22, 0x5C: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0A: letter = UInt8(ascii: "n")
    case 0x0C: letter = UInt8(ascii: "f")
    case 0x0D: letter = UInt8(ascii: "r")
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(UInt8(ascii: "0") + (byte >> 4))
      let low = byte & 0x0F
      bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + (low - 10))
      return
    default:
      bytes.append(byte)
      return
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(letter)
  }
}

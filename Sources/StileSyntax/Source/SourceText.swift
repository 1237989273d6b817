/// The number of a source in its `SourceMap`; spans carry it instead of the text.
package struct SourceID: Hashable, Comparable, Sendable {
  package let rawValue: Int32

  package init(_ rawValue: Int32) { self.rawValue = rawValue }

  package static func < (left: SourceID, right: SourceID) -> Bool { left.rawValue < right.rawValue }
}

/// A byte range of one source; `lower` is included, `upper` is not.
///
/// Every node has one, so it is kept small: no source that is read has more than 2^24 bytes, and no
/// program has more than 2^13 sources.
package struct SourceSpan: Hashable, Sendable {
  private static let offsetBits = 25
  private static let largestOffset = (1 << offsetBits) - 1
  private static let largestSource = (1 << 13) - 1

  /// From the highest bit down: the number of the source, `lower`, `upper`.
  private let bits: Int64

  private init(bits: Int64) { self.bits = bits }

  package init(_ source: SourceID, _ lower: Int, _ upper: Int) {
    let number = min(max(~Self.largestSource, Int(source.rawValue)), Self.largestSource)
    let first = min(max(0, lower), Self.largestOffset)
    let last = min(max(first, upper), Self.largestOffset)
    bits = Int64((number << Self.offsetBits | first) << Self.offsetBits | last)
  }

  /// Another place in the same source, in which both offsets lie.
  @inline(__always)
  func at(_ lower: Int, _ upper: Int) -> SourceSpan {
    let places = Int64(lower &<< Self.offsetBits | max(lower, upper))
    return SourceSpan(bits: bits & ~((1 << (2 * Self.offsetBits)) - 1) | places)
  }

  package var source: SourceID {
    SourceID(Int32(truncatingIfNeeded: bits >> (2 * Self.offsetBits)))
  }

  package var lower: Int32 {
    Int32(truncatingIfNeeded: (bits >> Self.offsetBits) & Int64(Self.largestOffset))
  }

  package var upper: Int32 { Int32(truncatingIfNeeded: bits & Int64(Self.largestOffset)) }

  /// The smallest span that holds both; they are of one source.
  package func joined(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(source, Int(min(lower, other.lower)), Int(max(upper, other.upper)))
  }
}

/// A line and a column, both counted from 1; the column counts bytes.
package struct SourcePosition: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// One text that was read: its name as people see it, its bytes, and where its lines start.
package struct SourceText: Sendable {
  package let id: SourceID
  /// The path as the person wrote it, or `std:dns` for a standard module.
  package let name: String
  package let bytes: [UInt8]
  package let lineStarts: [Int32]

  package init(id: SourceID, name: String, bytes: [UInt8]) {
    self.id = id
    self.name = name
    self.bytes = bytes
    lineStarts = bytes.withView(Self.lineStarts)
  }

  private static func lineStarts(_ bytes: ByteView) -> [Int32] {
    var starts: [Int32] = [0]
    var lineFeed = bytes.next(Byte.lineFeed, from: 0)
    while lineFeed < bytes.count {
      starts.append(Int32(clamping: lineFeed + 1))
      lineFeed = bytes.next(Byte.lineFeed, from: lineFeed + 1)
    }
    return starts
  }

  /// The text of a span, with anything that is not UTF-8 replaced.
  package func text(_ span: SourceSpan) -> String {
    let lower = min(max(0, Int(span.lower)), bytes.count)
    let upper = min(max(lower, Int(span.upper)), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// A `#` stands somewhere with blanks and then this word behind it, as in a comment.
  package func mayHoldComment(_ word: StaticString) -> Bool {
    bytes.withView { bytes in
      var hash = bytes.next(Byte.hash, from: 0)
      while hash < bytes.count {
        var lower = hash + 1
        while bytes[lower] == Byte.space { lower += 1 }
        if bytes.has(word, at: lower) { return true }
        hash = bytes.next(Byte.hash, from: hash + 1)
      }
      return false
    }
  }

  /// The position of a byte offset; an offset behind the end is the end's.
  package func position(_ offset: Int32) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: Int(offset - lineStarts[low]) + 1)
  }
}

/// All sources of one program, by number.
package struct SourceMap: Sendable {
  package private(set) var texts: [SourceText] = []

  package init() {}

  /// Adds a text and gives it the next number.
  package mutating func add(name: String, bytes: [UInt8]) -> SourceText {
    let text = SourceText(id: SourceID(Int32(clamping: texts.count)), name: name, bytes: bytes)
    texts.append(text)
    return text
  }

  package subscript(id: SourceID) -> SourceText? {
    let index = Int(id.rawValue)
    return texts.indices.contains(index) ? texts[index] : nil
  }
}

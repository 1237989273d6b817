/// The bytes of a source while it is being read; zeros stand before them and behind them.
///
/// An array would be asked at each byte whether it is long enough and, wherever it is handed on,
/// be counted. Here one comparison keeps every access in bounds, and nothing is counted: a view is
/// handed out by `withView` alone, which keeps the array alive for as long as it lasts.
struct ByteView {
  private let buffer: UnsafeBufferPointer<UInt8>
  let count: Int

  init(_ buffer: UnsafeBufferPointer<UInt8>) { self.init(buffer, count: buffer.count) }

  private init(_ buffer: UnsafeBufferPointer<UInt8>, count: Int) {
    self.buffer = buffer
    self.count = min(max(0, count), buffer.count)
  }

  /// The byte at an offset, 0 outside.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    UInt(bitPattern: offset) < UInt(bitPattern: count) ? buffer[offset] : 0
  }

  /// The same offsets, but nothing stands at `end` or behind it.
  func upTo(_ end: Int) -> ByteView { ByteView(buffer, count: min(end, count)) }

  /// What of a range lies inside.
  private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    let inside = range.clamped(to: 0..<count)
    return UnsafeBufferPointer(rebasing: buffer[inside])
  }

  /// The text of a range, with anything that is not UTF-8 replaced.
  func text(_ range: Range<Int>) -> String {
    let bytes = bytes(range)
    guard bytes.count <= 15 else { return String(decoding: bytes, as: UTF8.self) }
    // It is kept without memory of its own, which is quicker to make in place.
    return String(unsafeUninitializedCapacity: bytes.count) { text in
      text.initialize(fromContentsOf: bytes)
    }
  }

  func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: self.bytes(range))
  }

  /// The eight bytes at an offset, if so many are left.
  @inline(__always)
  func eight(at offset: Int) -> EightBytes? {
    guard offset >= 0, offset <= count &- 8 else { return nil }
    return EightBytes(load(offset))
  }

  /// The offset of the first such byte from another offset on; the end if there is none.
  func next(_ byte: UInt8, from lower: Int) -> Int {
    var offset = lower
    while let eight = eight(at: offset) {
      let skipped = EightBytes.count(before: eight.are(byte))
      offset += skipped
      if skipped < 8 { return offset }
    }
    while offset < count, self[offset] != byte { offset += 1 }
    return offset
  }

  /// The end of the word that stands at an offset.
  @inline(__always)
  func wordEnd(_ lower: Int) -> Int {
    var offset = lower
    while let eight = eight(at: offset) {
      let length = EightBytes.count(of: eight.words)
      offset += length
      if length < 8 { return offset }
    }
    while Byte.isWord(self[offset]) { offset += 1 }
    return offset
  }

  /// A word of up to 16 bytes as one number, its first byte lowest.
  @inline(__always)
  func packed(_ word: Range<Int>) -> UInt128 {
    let (lower, length) = (word.lowerBound, min(16, word.count))
    if length > 0, lower >= 0, lower <= buffer.count &- 8 {
      let low = load(lower)
      if length <= 8 { return UInt128(low & (UInt64.max &>> UInt64(64 - 8 * length))) }
      let high = load(lower + length - 8) &>> UInt64(8 * (16 - length))
      return UInt128(high) << 64 | UInt128(low)
    }
    return (lower..<lower + length).reversed().reduce(0) { $0 << 8 | UInt128(self[$1]) }
  }

  private func load(_ offset: Int) -> UInt64 {
    UnsafeRawBufferPointer(buffer).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// These bytes stand at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    guard count - offset >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where self[offset + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}

extension [UInt8] {
  /// Lets `read` see the bytes; the view lasts no longer.
  func withView<Result>(_ read: (ByteView) -> Result) -> Result {
    withUnsafeBufferPointer { read(ByteView($0)) }
  }
}

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

  /// Up to 16 bytes as one number, the first of them lowest; they lie inside.
  @inline(__always)
  func packed(_ range: Range<Int>) -> UInt128 {
    let lower = range.lowerBound
    if lower >= 0, buffer.count - lower >= 16 {
      let raw = UnsafeRawBufferPointer(buffer)
      let word = raw.loadUnaligned(fromByteOffset: lower, as: UInt128.self)
      return word & (UInt128.max &>> UInt128(truncatingIfNeeded: 128 - 8 * min(16, range.count)))
    }
    var word: UInt128 = 0
    for offset in range.prefix(16).reversed() { word = word &<< 8 | UInt128(self[offset]) }
    return word
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

/// Writes texts behind each other into memory that somebody else holds, as far as they fit.
struct ByteWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  /// Gives false, and writes nothing, if the text does not fit.
  mutating func append(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= buffer.count - count else { return false }
      _ = buffer[count...].update(fromContentsOf: bytes)
      count += bytes.count
      return true
    }
  }

  mutating func append(_ number: Int64) -> Bool {
    var rest = number.magnitude
    var digits = 1
    while rest > 9 {
      rest /= 10
      digits += 1
    }
    let end = count + digits + (number < 0 ? 1 : 0)
    guard end <= buffer.count else { return false }
    if number < 0 { buffer[count] = UInt8(ascii: "-") }
    rest = number.magnitude
    for position in (end - digits..<end).reversed() {
      buffer[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count = end
    return true
  }
}

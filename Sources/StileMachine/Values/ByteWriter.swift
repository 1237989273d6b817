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
      if let from = bytes.baseAddress, let to = buffer.baseAddress {
        (to + count).update(from: from, count: bytes.count)
      }
      count += bytes.count
      return true
    }
  }

  mutating func append(_ number: Int64) -> Bool {
    let digits = Self.digits(of: number.magnitude)
    let end = count + digits + (number < 0 ? 1 : 0)
    guard end <= buffer.count else { return false }
    if number < 0 { buffer[count] = UInt8(ascii: "-") }
    var rest = number.magnitude
    for position in (end - digits..<end).reversed() {
      buffer[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count = end
    return true
  }

  /// How many decimal digits the magnitude of an Int has. Multiplies, as dividing takes several
  /// times as long; 10^19 is beyond it and still fits.
  private static func digits(of magnitude: UInt64) -> Int {
    var digits = 1
    var power: UInt64 = 10
    while magnitude >= power {
      digits += 1
      power *= 10
    }
    return digits
  }
}

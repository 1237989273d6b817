/// The values of numbers, durations and sizes.
extension Parser {
  func parseInteger() -> Expression {
    let span = tokenSpan
    let digits = text
    advance()
    if digits.utf8.count > 1, digits.hasPrefix("0") {
      remark(.leadingZero(digits, at: span))
      return Expression(.missing, span)
    }
    guard let value = Int64(digits) else {
      remark(.numberTooLarge("a number", at: span))
      return Expression(.missing, span)
    }
    return Expression(.integer(value), span)
  }

  func parseFloat() -> Expression {
    let span = tokenSpan
    let digits = text
    advance()
    if digits.hasPrefix("0"), !digits.hasPrefix("0.") {
      remark(.leadingZero(digits, at: span))
      return Expression(.missing, span)
    }
    guard let value = Double(digits), value.isFinite else {
      remark(.numberTooLarge("a number", at: span))
      return Expression(.missing, span)
    }
    return Expression(.float(value), span)
  }

  /// A duration or a size: numbers that touch their units.
  func parseQuantity() -> Expression {
    let span = tokenSpan
    let bytes = source.bytes[lower..<Int(token.upper)]
    advance()
    switch Quantity.value(of: bytes) {
    case .duration(let nanoseconds): return Expression(.duration(nanoseconds), span)
    case .size(let bytes): return Expression(.size(bytes), span)
    case .malformed: remark(.malformedQuantity(source.text(span), at: span))
    case .tooLarge: remark(.numberTooLarge("a duration or a size", at: span))
    }
    return Expression(.missing, span)
  }
}

/// The units of durations and sizes, and what numbers with them come to.
enum Quantity {
  enum Value {
    case duration(Int64)
    case size(Int64)
    case malformed
    case tooLarge
  }

  /// Nanoseconds; the larger unit stands first in a literal.
  private static let durations: [(unit: String, nanoseconds: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
    ("s", 1_000_000_000), ("ms", 1_000_000),
  ]

  private static let sizes: [(unit: String, bytes: Int64)] = [
    ("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]

  static func isUnit(_ text: String) -> Bool {
    durations.contains { $0.unit == text } || sizes.contains { $0.unit == text }
  }

  /// What `1h30m` or `10MB` comes to.
  static func value(of bytes: ArraySlice<UInt8>) -> Value {
    var rest = bytes
    var total: Int64? = 0
    var previous = Int64.max
    while !rest.isEmpty {
      let isFirst = rest.startIndex == bytes.startIndex
      guard let (number, unit) = takePart(&rest) else { return .malformed }
      if isFirst, rest.isEmpty, let size = sizes.first(where: { $0.unit == unit }) {
        return value(of: number, times: size.bytes, added: 0).map(Value.size) ?? .tooLarge
      }
      // Once it is too large, only its spelling matters.
      guard let sum = total else { continue }
      guard let unit = durations.first(where: { $0.unit == unit }), unit.nanoseconds < previous
      else { return .malformed }
      previous = unit.nanoseconds
      total = value(of: number, times: unit.nanoseconds, added: sum)
    }
    return total.map(Value.duration) ?? .tooLarge
  }

  /// Takes a whole number and the letters behind it; nil if something else stands there.
  private static func takePart(
    _ rest: inout ArraySlice<UInt8>
  ) -> (number: ArraySlice<UInt8>, unit: String)? {
    let number = rest.prefix(while: Byte.isDigit)
    let unit = rest[number.endIndex...].prefix(while: Byte.isLetter)
    guard let first = number.first, !unit.isEmpty else { return nil }
    if number.count > 1, first == Byte.zero { return nil }
    rest = rest[unit.endIndex...]
    return (number, String(decoding: unit, as: UTF8.self))
  }

  /// Nil if it is too large.
  private static func value(
    of number: ArraySlice<UInt8>, times unit: Int64, added sum: Int64
  ) -> Int64? {
    var value: Int64 = 0
    for digit in number {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) = product.addingReportingOverflow(Int64(digit - Byte.zero))
      if overflow || carry { return nil }
      value = next
    }
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    let (total, carry) = product.addingReportingOverflow(sum)
    return overflow || carry ? nil : total
  }
}

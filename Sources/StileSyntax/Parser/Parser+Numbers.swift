/// The values of numbers, durations and sizes.
extension Parser {
  mutating func parseInteger() -> Expression {
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

  mutating func parseFloat() -> Expression {
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
  mutating func parseQuantity() -> Expression {
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
  /// A number and the unit behind it.
  struct Part {
    let number: ArraySlice<UInt8>
    let unit: ArraySlice<UInt8>
  }

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
    guard let parts = parts(of: bytes) else { return .malformed }
    if let part = parts.first, parts.count == 1,
      let size = sizes.first(where: { part.unit.elementsEqual($0.unit.utf8) })
    {
      return product(part.number, size.bytes).map(Value.size) ?? .tooLarge
    }
    var total: Int64 = 0
    var previous = Int64.max
    for part in parts {
      guard let unit = durations.first(where: { part.unit.elementsEqual($0.unit.utf8) }),
        unit.nanoseconds < previous
      else { return .malformed }
      previous = unit.nanoseconds
      guard let value = product(part.number, unit.nanoseconds) else { return .tooLarge }
      let (sum, overflow) = total.addingReportingOverflow(value)
      if overflow { return .tooLarge }
      total = sum
    }
    return .duration(total)
  }

  /// Cuts `1h30m` into its parts; nil if it is not made of whole numbers and letters.
  private static func parts(of bytes: ArraySlice<UInt8>) -> [Part]? {
    var parts: [Part] = []
    var rest = bytes
    while !rest.isEmpty {
      let number = rest.prefix(while: Byte.isDigit)
      let unit = rest[number.endIndex...].prefix(while: Byte.isLetter)
      guard !number.isEmpty, !unit.isEmpty else { return nil }
      if number.count > 1, number.first == Byte.zero { return nil }
      parts.append(Part(number: number, unit: unit))
      rest = rest[unit.endIndex...]
    }
    return parts
  }

  private static func product(_ number: ArraySlice<UInt8>, _ unit: Int64) -> Int64? {
    guard let value = Int64(String(decoding: number, as: UTF8.self)) else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    return overflow ? nil : product
  }
}

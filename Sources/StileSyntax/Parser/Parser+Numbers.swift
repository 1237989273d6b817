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
    let range = lower..<Int(token.upper)
    advance()
    switch Quantity.value(of: range, in: bytes) {
    case .duration(let nanoseconds): return Expression(.duration(nanoseconds), span)
    case .size(let bytes): return Expression(.size(bytes), span)
    case .malformed: remark(.malformedQuantity(source.text(span), at: span))
    case .tooLarge: remark(.numberTooLarge("a duration or a size", at: span))
    }
    return Expression(.missing, span)
  }
}

/// The units of durations and sizes, and what numbers with them come to.
package enum Quantity {
  enum Value {
    case duration(Int64)
    case size(Int64)
    case malformed
    case tooLarge
  }

  private struct Unit {
    let name: StaticString
    /// Nanoseconds or bytes.
    let size: Int64

    init(_ name: StaticString, _ size: Int64) {
      self.name = name
      self.size = size
    }
  }

  /// The larger unit stands first in a literal.
  private static let durations = [
    Unit("d", 86_400_000_000_000), Unit("h", 3_600_000_000_000), Unit("m", 60_000_000_000),
    Unit("s", 1_000_000_000), Unit("ms", 1_000_000),
  ]

  private static let sizes = [
    Unit("B", 1), Unit("KB", 1_000), Unit("MB", 1_000_000), Unit("GB", 1_000_000_000),
    Unit("TB", 1_000_000_000_000), Unit("KiB", 1 << 10), Unit("MiB", 1 << 20),
    Unit("GiB", 1 << 30), Unit("TiB", 1 << 40),
  ]

  /// A duration that somebody typed, in nanoseconds; nil if it is none.
  package static func duration(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    return bytes.withView { view in
      if case .duration(let time) = value(of: 0..<bytes.count, in: view) { time } else { nil }
    }
  }

  static func isUnit(_ text: String) -> Bool {
    (durations + sizes).contains { "\($0.name)" == text }
  }

  private static func find(_ name: Range<Int>, in bytes: ByteView, among units: [Unit]) -> Unit? {
    units.first { unit in
      unit.name.utf8CodeUnitCount == name.count && bytes.has(unit.name, at: name.lowerBound)
    }
  }

  /// What `1h30m` or `10MB` comes to.
  static func value(of range: Range<Int>, in bytes: ByteView) -> Value {
    var rest = range
    var total: Int64? = 0
    var previous = Int64.max
    while !rest.isEmpty {
      let isFirst = rest.lowerBound == range.lowerBound
      guard let (number, unit) = takePart(&rest, bytes) else { return .malformed }
      if isFirst, rest.isEmpty, let size = find(unit, in: bytes, among: sizes) {
        return value(of: number, bytes, times: size.size, added: 0).map(Value.size) ?? .tooLarge
      }
      // Once it is too large, only its spelling matters.
      guard let sum = total else { continue }
      guard let unit = find(unit, in: bytes, among: durations), unit.size < previous else {
        return .malformed
      }
      previous = unit.size
      total = value(of: number, bytes, times: unit.size, added: sum)
    }
    return total.map(Value.duration) ?? .tooLarge
  }

  /// Takes a whole number and the letters behind it; nil if something else stands there.
  private static func takePart(
    _ rest: inout Range<Int>, _ bytes: ByteView
  ) -> (number: Range<Int>, unit: Range<Int>)? {
    let digits = rest.prefix { Byte.isDigit(bytes[$0]) }
    let letters = rest[digits.endIndex...].prefix { Byte.isLetter(bytes[$0]) }
    guard !digits.isEmpty, !letters.isEmpty else { return nil }
    if digits.count > 1, bytes[digits.startIndex] == Byte.zero { return nil }
    rest = letters.endIndex..<rest.upperBound
    return (digits.startIndex..<digits.endIndex, letters.startIndex..<letters.endIndex)
  }

  /// Nil if it is too large.
  private static func value(
    of number: Range<Int>, _ bytes: ByteView, times unit: Int64, added sum: Int64
  ) -> Int64? {
    var value: Int64 = 0
    for offset in number {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(bytes[offset] &- Byte.zero)
      let (next, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = next
    }
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    let (total, carry) = product.addingReportingOverflow(sum)
    return overflow || carry ? nil : total
  }
}

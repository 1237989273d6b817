/// The values of times and times of day.
extension Parser {
  func parseTimeOfDay() -> Expression {
    let span = tokenSpan
    let fields = text.split(separator: ":").compactMap { Int($0) }
    advance()
    guard fields.count == 2, fields[0] <= 23, fields[1] <= 59 else {
      remark(.malformedTimeOfDay(at: span))
      return Expression(.missing, span)
    }
    return Expression(.timeOfDay(fields[0] * 60 + fields[1]), span)
  }

  func parseTime() -> Expression {
    let span = tokenSpan
    var reader = TimeReader(bytes: Array(source.bytes[lower..<Int(token.upper)]))
    advance()
    switch reader.read() {
    case .value(let nanoseconds): return Expression(.time(nanoseconds), span)
    case .incomplete: remark(.incompleteTime(at: span))
    case .malformed: remark(.malformedTime(at: span))
    }
    return Expression(.missing, span)
  }
}

/// Reads `2026-12-01T20:00Z`, with seconds, a fraction and an offset where they stand.
private struct TimeReader {
  enum Result {
    /// Nanoseconds since 1970, UTC.
    case value(Int64)
    /// Hours or the zone are missing.
    case incomplete
    case malformed
  }

  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> Result {
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2)
    else { return .malformed }
    guard skip("T") else { return position == bytes.count ? .incomplete : .malformed }
    guard let hour = digits(2), skip(":"), let minute = digits(2) else { return .incomplete }
    var second: Int64 = 0
    var nanosecond: Int64 = 0
    if skip(":") {
      guard let read = digits(2) else { return .malformed }
      second = read
      if skip(".") {
        guard let fraction = fraction() else { return .malformed }
        nanosecond = fraction
      }
    }
    guard position < bytes.count else { return .incomplete }
    guard let offset = zone(), position == bytes.count else { return .malformed }
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      hour <= 23, minute <= 59, second <= 59
    else { return .malformed }
    let days = Self.daysSince1970(year, month, day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, sumOverflow) = product.addingReportingOverflow(nanosecond)
    return overflow || sumOverflow ? .malformed : .value(sum)
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for byte in bytes[position..<position + count] {
      guard Byte.isDigit(byte) else { return nil }
      value = value * 10 + Int64(byte - Byte.zero)
    }
    position += count
    return value
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Up to nine digits, in nanoseconds.
  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var unit: Int64 = 100_000_000
    while position < bytes.count, Byte.isDigit(bytes[position]) {
      guard unit > 0 else { return nil }
      value += Int64(bytes[position] - Byte.zero) * unit
      unit /= 10
      position += 1
    }
    return value
  }

  /// The offset in minutes.
  private mutating func zone() -> Int64? {
    if skip("Z") { return 0 }
    let sign: Int64
    if skip("+") {
      sign = 1
    } else if skip("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits(2), skip(":"), let minutes = digits(2), hours <= 18, minutes <= 59
    else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days of the proleptic Gregorian calendar, counted in years that begin in March.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

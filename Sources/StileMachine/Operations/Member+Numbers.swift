import StileCheck

/// Members of numbers and of what is counted: spans, sizes, times.
extension Heap {
  func numberMember(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    switch (member, values[0]) {
    case (.intText, let number): return try string(try text(of: number))
    case (.intToFloat, .int(let number)): return .float(Double(number))
    case (.intAbs, .int(let number)):
      return number < 0 ? try Arithmetic.negated(.int(number)) : .int(number)
    case (.intMin, _), (.floatMin, _):
      return precedes(values[1], values[0]) ? values[1] : values[0]
    case (.intMax, _), (.floatMax, _):
      return precedes(values[0], values[1]) ? values[1] : values[0]
    case (.floatAbs, .float(let number)): return .float(number.magnitude)
    case (.floatRound, .float(let number)):
      return try integer(number.rounded(.toNearestOrAwayFromZero))
    case (.floatFloor, .float(let number)): return try integer(number.rounded(.down))
    case (.floatCeil, .float(let number)): return try integer(number.rounded(.up))
    case (.durationMilliseconds, let span): return Self.count(of: span, 1_000_000)
    case (.durationSeconds, let span): return Self.count(of: span, 1_000_000_000)
    case (.durationMinutes, let span): return Self.count(of: span, 60_000_000_000)
    case (.durationHours, let span): return Self.count(of: span, 3_600_000_000_000)
    case (.durationDays, let span): return Self.count(of: span, 86_400_000_000_000)
    case (.sizeBytes, .size(let bytes)): return .int(bytes)
    case (.timeUnix, .time(let nanoseconds)):
      let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
      return .int(rest < 0 ? seconds - 1 : seconds)
    case (.timeDate, let time): return try string(String(try text(of: time).prefix { $0 != "T" }))
    default: preconditionFailure("`\(member.rawValue)` is no member of a number")
    }
  }

  /// Whole units; what is left over is dropped.
  private static func count(of span: Value, _ unit: Int64) -> Value {
    guard case .duration(let nanoseconds) = span else {
      preconditionFailure("the checker promised a Duration")
    }
    return .int(nanoseconds / unit)
  }

  private func integer(_ number: Double) throws(Failure) -> Value {
    guard let integer = Int64(exactly: number) else {
      throw Failure(.limit, "\(number) is beyond the range of 64-bit integers")
    }
    return .int(integer)
  }
}

/// Spans of time as people read them; two units at most.
package enum SpanText {
  /// `12 ms`, `0.4 s`, `17 s`, `2 min 5 s`, `1 h 30 min`, `3 d 4 h`. Rounded down, so that a wait
  /// never looks over before it is.
  package static func elapsed(_ nanoseconds: Int64) -> String {
    let milliseconds = max(0, nanoseconds) / 1_000_000
    if milliseconds < 100 { return "\(milliseconds) ms" }
    if milliseconds < 10_000 { return "\(milliseconds / 1000).\(milliseconds / 100 % 10) s" }
    return seconds(milliseconds / 1000)
  }

  /// What is left of a wait: whole seconds, rounded up.
  package static func remaining(_ nanoseconds: Int64) -> String {
    let whole = max(0, nanoseconds) / 1_000_000_000
    return seconds(nanoseconds > whole &* 1_000_000_000 ? whole + 1 : whole)
  }

  private static func seconds(_ seconds: Int64) -> String {
    let parts: [(Int64, String)] = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
      (seconds % 60, "s"),
    ]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
    return parts[first...].prefix(2).filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
}

import Glibc
import StileMachine

/// Turns instants into times of day at one place.
///
/// The place is passed in, so that what is rendered doesn't depend on the machine that renders.
package struct Calendar: Sendable {
  package struct Offset: Sendable {
    /// East of UTC.
    package let seconds: Int64
    /// `CET`, `UTC`.
    package let name: String

    package init(seconds: Int64, name: String) {
      self.seconds = seconds
      self.name = name
    }
  }

  /// The offset that is in force at a second since 1970.
  private let offset: @Sendable (Int64) -> Offset

  package init(offset: @escaping @Sendable (Int64) -> Offset) { self.offset = offset }

  package static let utc = Calendar { _ in Offset(seconds: 0, name: "UTC") }

  /// Where this machine says that it is.
  package static let local = Calendar { second in
    var time = time_t(second)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return Offset(seconds: 0, name: "UTC") }
    let name = parts.tm_zone.map { String(cString: $0) } ?? ""
    return Offset(seconds: Int64(parts.tm_gmtoff), name: name)
  }

  /// `12:03:41`.
  package func time(_ utc: Int64) -> String {
    let second = local(utc).second
    return [second / 3600 % 24, second / 60 % 60, second % 60].map(twoDigits)
      .joined(separator: ":")
  }

  /// `2026-11-22`.
  package func date(_ utc: Int64) -> String {
    let date = CivilDate(daysSince1970: local(utc).day)
    return "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))"
  }

  /// `2026-11-22 12:03:41 CET`.
  package func full(_ utc: Int64) -> String {
    "\(date(utc)) \(time(utc)) \(offset(seconds(utc)).name)"
  }

  /// The time alone where the day is the same as `other`'s, else with its date.
  package func time(_ utc: Int64, seenFrom other: Int64) -> String {
    local(utc).day == local(other).day ? time(utc) : "\(date(utc)) \(time(utc))"
  }

  private func seconds(_ utc: Int64) -> Int64 {
    utc / 1_000_000_000 - (utc % 1_000_000_000 < 0 ? 1 : 0)
  }

  /// The day since 1970 and the second in it.
  private func local(_ utc: Int64) -> (day: Int64, second: Int64) {
    let here = seconds(utc) + offset(seconds(utc)).seconds
    let second = ((here % 86_400) + 86_400) % 86_400
    return ((here - second) / 86_400, second)
  }

  private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

import CLinux
package import StileMachine

extension Moment {
  /// This instant by both clocks of this machine.
  package static var now: Moment { Moment(utc: stile_clock_utc(), boot: stile_clock_boot()) }
}

extension Int64 {
  static let nanosecondsInASecond: Int64 = 1_000_000_000
}

/// Where something runs and as whom, as values.
package struct SeatValue: Hashable, Sendable {
  package let host: HostValue
  /// By sudo; nil for the one who logs in.
  package let user: String?

  package init(host: HostValue, user: String? = nil) {
    self.host = host
    self.user = user
  }
}

extension Heap {
  /// The seat in two registers: a host, and a user or none.
  func seat(at registers: Registers) throws(Failure) -> SeatValue {
    let user: String? = if case .none = registers[1] { nil } else { string(of: registers[1]) }
    return SeatValue(host: try host(of: registers[0]), user: user)
  }

  func put(_ seat: SeatValue, at registers: Registers) throws(Failure) {
    registers[0] = try value(seat.host)
    registers[1] = if let name = seat.user { try user(name) } else { .none }
  }
}

import StileMachine

/// Something that is asked of a server whose addresses are known.
protocol ServerProbe: Sendable {
  init(_ arguments: NativeArguments) throws(Failure)
  /// Whose addresses are asked: a name, or an address.
  var host: String { get }
  /// Asks; called on a helper thread, and may block for as long as the caller's limit.
  func perform(at addresses: [String]) -> WorldResult
}

extension NativeArguments {
  /// Where a `Host` is reached: its address, else its name.
  func place(_ name: String) throws(Failure) -> String {
    if let address = try optionalText(name, field: "address") { return address }
    return try text(name, field: "name")
  }

  /// A limit in whole milliseconds, as system calls want it.
  func milliseconds(_ name: String) throws(Failure) -> Int32 {
    Int32(clamping: max(try duration(name) / 1_000_000, 1))
  }
}

/// A position in a `Heap`.
struct Handle: Hashable {
  let index: UInt32
}

/// What a register holds: 16 trivial bytes. Whatever is larger lies in the fiber's heap.
///
/// `T?` has no case of its own: it is `none` or the value, because an optional of an optional does
/// not exist.
enum Value {
  /// A register that the code at hand did not fill.
  case unset
  case none
  case bool(Bool)
  case int(Int64)
  case float(Double)
  /// Nanoseconds.
  case duration(Int64)
  /// Nanoseconds since 1970, UTC.
  case time(Int64)
  /// Bytes.
  case size(Int64)
  case string(Handle)
  case user(Handle)
  case domainName(Handle)
  case url(Handle)
  case bytes(Handle)
  case path(Handle)
  /// Also a range.
  case list(Handle)
  case map(Handle)
  case record(Handle)
  /// A case without a payload: the numbers of its enum and of the case.
  case plainCase(Int32, Int32)
  case enumCase(Handle)
  case json(Handle)
  case secret(Handle)
  case command(Handle)
  case function(Handle)
}

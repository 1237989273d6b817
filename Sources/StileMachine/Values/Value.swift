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

extension Value {
  /// The object that it stands for, if it is larger than a register.
  var handle: Handle? {
    switch self {
    case .unset, .none, .bool, .int, .float, .duration, .time, .size, .plainCase: nil
    case .string(let handle), .user(let handle), .domainName(let handle), .url(let handle),
      .bytes(let handle), .path(let handle), .list(let handle), .map(let handle),
      .record(let handle), .enumCase(let handle), .json(let handle), .secret(let handle),
      .command(let handle), .function(let handle):
      handle
    }
  }

  /// Whether its object can hold other values.
  var hasParts: Bool {
    switch self {
    case .list, .map, .record, .enumCase, .function: true
    case .unset, .none, .bool, .int, .float, .duration, .time, .size, .plainCase, .string, .user,
      .domainName, .url, .bytes, .path, .json, .secret, .command:
      false
    }
  }

  /// The same kind of value, of an object that moved.
  func moved(to handle: Handle) -> Value {
    switch self {
    case .unset, .none, .bool, .int, .float, .duration, .time, .size, .plainCase: self
    case .string: .string(handle)
    case .user: .user(handle)
    case .domainName: .domainName(handle)
    case .url: .url(handle)
    case .bytes: .bytes(handle)
    case .path: .path(handle)
    case .list: .list(handle)
    case .map: .map(handle)
    case .record: .record(handle)
    case .enumCase: .enumCase(handle)
    case .json: .json(handle)
    case .secret: .secret(handle)
    case .command: .command(handle)
    case .function: .function(handle)
    }
  }
}

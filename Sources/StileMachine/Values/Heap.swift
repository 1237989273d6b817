import StileCheck

/// The objects of one fiber, in the order in which they were made.
///
/// A fiber starts with a copy of the machine's objects (constants and top-level values), so a
/// handle of those means the same in every fiber. What a region or an item left behind goes with
/// `release`: nothing in it is reachable from outside, because neither assigns a variable of the
/// code around it.
final class Heap {
  let types: TypeTables
  private var storage: UnsafeMutablePointer<HeapObject>
  private var capacity: Int
  private(set) var count = 0
  /// What the objects take, roughly; bounded.
  private var weight = 0

  init(types: TypeTables) {
    self.types = types
    capacity = 256
    storage = .allocate(capacity: capacity)
  }

  /// A heap that begins with the same objects.
  init(copying other: Heap) {
    types = other.types
    capacity = max(256, other.count)
    storage = .allocate(capacity: capacity)
    storage.initialize(from: other.storage, count: other.count)
    count = other.count
    weight = other.weight
  }

  deinit {
    storage.deinitialize(count: count)
    storage.deallocate()
  }

  subscript(handle: Handle) -> HeapObject {
    precondition(handle.index < count, "a handle never outlives its object")
    return storage[Int(handle.index)]
  }

  func add(_ object: HeapObject) throws(Failure) -> Handle {
    weight += object.weight
    if weight > Limits.heapBytes {
      throw Failure(.limit, "the values of this run need more than \(Limits.heapText) of memory")
    }
    if count == capacity { grow() }
    (storage + count).initialize(to: object)
    count += 1
    return Handle(index: UInt32(truncatingIfNeeded: count - 1))
  }

  /// What is there now; what comes later can be released.
  var mark: HeapMark { HeapMark(count: count, weight: weight) }

  /// Forgets every object that was made since the mark.
  func release(to mark: HeapMark) {
    guard mark.count < count else { return }
    (storage + mark.count).deinitialize(count: count - mark.count)
    count = mark.count
    weight = mark.weight
  }

  /// Changes an object that one variable alone holds.
  func replace(_ handle: Handle, with object: HeapObject, growingBy bytes: Int) {
    precondition(handle.index < count, "a handle never outlives its object")
    storage[Int(handle.index)] = object
    weight += bytes
  }

  private func grow() {
    let larger = UnsafeMutablePointer<HeapObject>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }

  /// Adds an element to a list that only its builder has seen.
  func append(_ element: Value, to handle: Handle) throws(Failure) {
    guard case .list(let buffer, let count) = self[handle], buffer.elements.count == count else {
      preconditionFailure("a list under construction is not shared")
    }
    try Limits.check(elements: count + 1)
    buffer.elements.append(element)
    storage[Int(handle.index)] = .list(buffer, count: count + 1)
    weight += 16
  }

  /// Sets an entry of a map that only its builder has seen.
  func insert(_ key: String, _ value: Value, into handle: Handle) throws(Failure) {
    guard case .map(let buffer, let count) = self[handle], buffer.count == count else {
      preconditionFailure("a map under construction is not shared")
    }
    if let position = buffer.position(of: key, count: count) {
      buffer.replace(at: position, with: value)
      return
    }
    try Limits.check(elements: count + 1)
    buffer.append(key, value)
    storage[Int(handle.index)] = .map(buffer, count: count + 1)
    weight += 64
  }
}

/// A state of a heap to which it can go back.
struct HeapMark {
  static let start = HeapMark(count: 0, weight: 0)

  let count: Int
  let weight: Int
}

/// The program's nominal types, by number.
struct TypeTables: Sendable {
  let records: [RecordType]
  let enums: [EnumType]
}

extension HeapObject {
  /// A rough number of bytes.
  fileprivate var weight: Int {
    switch self {
    case .string(let text): 48 + text.utf8.count
    case .bytes(let bytes): 48 + bytes.count
    case .list, .range, .map: 96
    case .record(_, let fields), .enumCase(_, _, let fields): 64 + fields.count * 16
    case .json: 128
    case .secret, .command: 256
    case .closure(let closure): 96 + closure.captures.count * 16
    }
  }
}

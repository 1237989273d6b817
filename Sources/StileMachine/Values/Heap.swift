import StileCheck

/// The objects of one fiber, in the order in which they were made.
///
/// A fiber starts with a copy of the machine's objects (constants and top-level values), so a
/// handle of those means the same in every fiber: they lie below its floor. What a region or an
/// item left behind goes with `release`: nothing in it is reachable from outside, because neither
/// assigns a variable of the code around it. What a loop leaves behind goes with `collect`.
final class Heap {
  let types: TypeTables
  private var storage: UnsafeMutablePointer<HeapObject>
  private var capacity: Int
  private(set) var count = 0
  /// What the objects take, roughly; bounded.
  private var weight = 0
  /// The weight from which it is worth while to look for what nothing reaches any more.
  private var dueWeight: Int
  private let allowance: Allowance
  /// The objects of other code: they never change, move or go.
  var floor = 0

  init(types: TypeTables, _ allowance: Allowance) {
    self.types = types
    self.allowance = allowance
    dueWeight = allowance.freshBytes
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
    floor = other.count
    weight = other.weight
    allowance = other.allowance
    dueWeight = weight + allowance.freshBytes
  }

  deinit {
    storage.deinitialize(count: count)
    storage.deallocate()
  }

  subscript(handle: Handle) -> HeapObject {
    precondition(handle.index < count, "a handle never outlives its object")
    return storage[Int(handle.index)]
  }

  /// Adds an object, and the `bytes` that it alone brings along.
  func add(_ object: HeapObject, with bytes: Int = 0) throws(Failure) -> Handle {
    weight += object.weight + bytes
    if weight > allowance.heapBytes {
      let most = QuantityText.size(Int64(allowance.heapBytes))
      throw Limit.valuesTooLarge.failure("the values of this run need more than \(most) of memory")
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
    setDueWeight()
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
    weight += ListBuffer.elementBytes
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
    weight += MapBuffer.entryBytes
  }

  // What nothing reaches

  var isDue: Bool { weight > dueWeight }

  /// As much again as is there, so that looking costs no more than making did.
  private func setDueWeight() {
    let room = max(allowance.freshBytes, min(weight, (allowance.heapBytes - weight) / 2))
    dueWeight = allowance.freshBytes == 0 ? weight : weight + room
  }

  /// Forgets what neither the registers nor the floor reach. The rest moves down in its order, so
  /// that the marks, which are in theirs, still part the same objects.
  ///
  ///     │ floor │ a · b · · c │   →   │ floor │ a b c │
  func collect(_ registers: UnsafeMutableBufferPointer<Value>, _ marks: inout [HeapMark]) {
    let survivors = Survivors(of: self, in: registers)
    var passed = 0
    var place = floor
    weight = (0..<floor).reduce(0) { $0 + storage[$1].weight }
    for position in floor..<count {
      while passed < marks.count, marks[passed].count <= position {
        if marks[passed].count >= floor { marks[passed] = HeapMark(count: place, weight: weight) }
        passed += 1
      }
      guard survivors.contains(position) else {
        (storage + position).deinitialize(count: 1)
        continue
      }
      if place < position { (storage + place).moveInitialize(from: storage + position, count: 1) }
      weight += storage[place].weight + survivors.update(&storage[place])
      place += 1
    }
    for mark in passed..<marks.count { marks[mark] = HeapMark(count: place, weight: weight) }
    count = place
    setDueWeight()
    for register in registers.indices {
      registers[register] = survivors.updated(registers[register])
    }
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
  /// A rough number of bytes. A short text lies in its object.
  fileprivate var weight: Int {
    let own = MemoryLayout<HeapObject>.stride
    return switch self {
    case .string(let text): text.utf8.count < 16 ? own : own + 32 + text.utf8.count
    case .bytes(let bytes): own + 32 + bytes.count
    case .range: own
    case .list: own + 96
    case .map: own + 160
    case .record(_, let fields), .enumCase(_, _, let fields): own + 32 + fields.count * 16
    case .json: own + 128
    case .secret: own + 256
    case .command(let text, _): own + 256 + text.rendering.utf8.count * 2
    case .closure(let closure): own + 96 + closure.captures.count * 16
    }
  }
}

/// The objects that stay when a heap is collected, and where they go.
///
/// Of a buffer that lists share, what the longest of them sees stays. An owner that goes owns
/// nothing.
struct Survivors {
  private let floor: Int
  /// For each object above the floor: 0 when it goes, else one more than where it goes.
  private var places: [UInt32]
  /// Those whose parts were not looked at yet.
  private var open: [Handle] = []

  init(of heap: Heap, in registers: UnsafeMutableBufferPointer<Value>) {
    floor = heap.floor
    places = Array(repeating: 0, count: heap.count - floor)
    for value in registers {
      reach(value)
      while let handle = open.popLast() { reachParts(of: heap[handle]) }
    }
    var next = UInt32(truncatingIfNeeded: floor)
    for position in places.indices where places[position] != 0 {
      next += 1
      places[position] = next
    }
  }

  func contains(_ position: Int) -> Bool { places[position - floor] != 0 }

  private mutating func reach(_ value: Value) {
    guard let handle = value.handle, handle.index >= floor else { return }
    let position = Int(handle.index) - floor
    guard places[position] == 0 else { return }
    places[position] = 1
    if value.hasParts { open.append(handle) }
  }

  private mutating func reachParts(of object: HeapObject) {
    switch object {
    case .string, .bytes, .range, .json, .secret, .command: break
    case .list(let buffer, let count):
      for position in (buffer.reached ?? 0)..<max(count, buffer.reached ?? 0) {
        reach(buffer.elements[position])
      }
      buffer.reached = max(count, buffer.reached ?? 0)
    case .map(let buffer, let count):
      for position in (buffer.reached ?? 0)..<max(count, buffer.reached ?? 0) {
        reach(buffer.value(at: position))
      }
      buffer.reached = max(count, buffer.reached ?? 0)
    case .record(_, let fields), .enumCase(_, _, let fields):
      for field in fields { reach(field) }
    case .closure(let closure):
      for capture in closure.captures { reach(capture) }
      reach(closure.host)
      reach(closure.user)
    }
  }

  // Where they go

  private func place(of handle: Handle) -> Handle? {
    guard handle.index >= floor else { return handle }
    let place = places[Int(handle.index) - floor]
    return place == 0 ? nil : Handle(index: place - 1)
  }

  /// The value with the new place of its object.
  func updated(_ value: Value) -> Value {
    guard let handle = value.handle, let place = place(of: handle), place != handle else {
      return value
    }
    return value.moved(to: place)
  }

  /// Gives an object the new places of its parts; the bytes are those of a buffer, met first here.
  func update(_ object: inout HeapObject) -> Int {
    switch object {
    case .string, .bytes, .range, .json, .secret, .command: break
    case .list(let buffer, _): return update(buffer)
    case .map(let buffer, _): return update(buffer)
    case .record(let number, let fields):
      if let fields = moved(fields) { object = .record(number, fields) }
    case .enumCase(let type, let number, let fields):
      if let fields = moved(fields) { object = .enumCase(type: type, number: number, fields) }
    case .closure(let closure):
      object = .closure(
        Closure(
          function: closure.function, captures: moved(closure.captures) ?? closure.captures,
          host: updated(closure.host), user: updated(closure.user)))
    }
    return 0
  }

  /// Nil where nothing moved.
  private func moved(_ values: [Value]) -> [Value]? {
    let isMoved = values.contains { value in value.handle.map { place(of: $0) != $0 } ?? false }
    return isMoved ? values.map { updated($0) } : nil
  }

  private func update(_ buffer: ListBuffer) -> Int {
    guard let count = buffer.reached else { return 0 }
    buffer.reached = nil
    buffer.owner = buffer.owner.flatMap { place(of: $0) }
    buffer.elements.removeSubrange(count...)
    for position in 0..<count { buffer.elements[position] = updated(buffer.elements[position]) }
    return count * ListBuffer.elementBytes
  }

  private func update(_ buffer: MapBuffer) -> Int {
    guard let count = buffer.reached else { return 0 }
    buffer.reached = nil
    buffer.owner = buffer.owner.flatMap { place(of: $0) }
    buffer.trim(to: count)
    for position in 0..<count {
      buffer.replace(at: position, with: updated(buffer.value(at: position)))
    }
    return count * MapBuffer.entryBytes
  }
}

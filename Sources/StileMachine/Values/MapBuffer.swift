/// Entries in insertion order, with an index by key; shared by maps as a `ListBuffer` is by lists.
///
/// The index is a table of positions, twice as large as the number of entries: a key is looked for
/// from the slot that its hash names, slot by slot, up to an empty one. Nothing is ever taken out.
final class MapBuffer {
  private struct Entry {
    let key: String
    let hash: UInt64
    var value: Value
  }

  /// The map of this buffer that one variable alone holds, and which may change in place.
  var owner: Handle?
  /// How many entries the maps see that stay; known while their heap is collected.
  var reached: Int?
  /// The entries before this position are seen by other maps too.
  var sharedCount = 0
  private var entries: [Entry] = []
  /// A position plus one; 0 is empty.
  private var slots: [UInt32] = Array(repeating: 0, count: 8)

  static let entryBytes = 64

  var count: Int { entries.count }

  func key(at position: Int) -> String { entries[position].key }

  func value(at position: Int) -> Value { entries[position].value }

  func keys(_ count: Int) -> [String] { entries.prefix(count).map(\.key) }

  func values(_ count: Int) -> [Value] { entries.prefix(count).map(\.value) }

  /// The position of a key among the first `count` entries.
  func position(of key: String, count: Int) -> Int? {
    guard let position = position(of: key, Self.hash(key)), position < count else { return nil }
    return position
  }

  private func position(of key: String, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      if entries[position].hash == hash, entries[position].key.isSameText(as: key) {
        return position
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Adds an entry whose key is not there yet.
  func append(_ key: String, _ value: Value) {
    let hash = Self.hash(key)
    entries.append(Entry(key: key, hash: hash, value: value))
    if entries.count * 2 > slots.count {
      grow()
    } else {
      enter(hash, entries.count)
    }
  }

  private func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (position, entry) in entries.enumerated() { enter(entry.hash, position + 1) }
  }

  private func enter(_ hash: UInt64, _ number: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: number)
  }

  /// A buffer of its own with the first `count` entries.
  func copy(count: Int) -> MapBuffer {
    let copy = MapBuffer()
    for entry in entries.prefix(count) { copy.append(entry.key, entry.value) }
    return copy
  }

  /// All entries are seen by other maps from now on, and none of those changes it in place.
  func share() {
    owner = nil
    sharedCount = entries.count
  }

  func replace(at position: Int, with value: Value) { entries[position].value = value }

  /// Forgets the entries behind the first `count`, which no map sees any more.
  func trim(to count: Int) {
    guard count < entries.count else { return }
    entries.removeSubrange(count...)
    sharedCount = min(sharedCount, count)
    slots = Array(repeating: 0, count: slots.count)
    for (position, entry) in entries.enumerated() { enter(entry.hash, position + 1) }
  }

  /// Different in each process, so that nobody outside can choose keys that meet in one slot.
  private static let seed = UInt64(truncatingIfNeeded: "seed".hashValue)

  /// Eight bytes at a time, each mixed into all bits.
  private static func hash(_ key: String) -> UInt64 {
    var key = key
    return key.withUTF8 { bytes in
      var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
      var position = 0
      while position < bytes.count {
        var word: UInt64 = 0
        let upper = min(position + 8, bytes.count)
        for byte in bytes[position..<upper] { word = word << 8 | UInt64(byte) }
        let (high, low) = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = high ^ low
        position = upper
      }
      return hash ^ hash >> 32
    }
  }
}

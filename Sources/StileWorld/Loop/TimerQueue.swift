/// The name of a timer that was scheduled.
package struct TimerID: Hashable, Sendable {
  let serial: UInt64
}

/// Handlers by the instant at which they are due; equal instants in the order in which they were
/// added.
struct TimerQueue {
  private struct Entry {
    let instant: Int64
    let id: TimerID
    let handler: () -> Void
  }

  /// The one due first is the last.
  private var entries: [Entry] = []
  private var nextSerial: UInt64 = 0

  var next: Int64? { entries.last?.instant }

  mutating func add(at instant: Int64, _ handler: @escaping () -> Void) -> TimerID {
    nextSerial &+= 1
    let entry = Entry(instant: instant, id: TimerID(serial: nextSerial), handler: handler)
    let place = entries.firstIndex { $0.instant <= instant } ?? entries.endIndex
    entries.insert(entry, at: place)
    return entry.id
  }

  mutating func remove(_ id: TimerID) { entries.removeAll { $0.id == id } }

  /// Takes out what is due, in order.
  mutating func takeDue(at now: Int64) -> [() -> Void] {
    var due: [() -> Void] = []
    while let last = entries.last, last.instant <= now {
      due.append(last.handler)
      entries.removeLast()
    }
    return due
  }
}

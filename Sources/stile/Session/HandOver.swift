import StileJournal
import StileMachine
import StileWorld

/// A run changes hands in a file: it is let go here, and taken in hand elsewhere.
enum HandOver {
  /// Lets a run go into a file; the name of the run. A second time it only makes the file again.
  static func give(_ name: String, in file: String, by person: Person) throws -> String {
    let directory = try Session.directory()
    let run = try directory.find(name)
    let store = try JournalStore.open(run: run, in: directory, for: .writing)
    defer { store.close() }
    let history = try store.records()
    guard let head = history.last else { throw Problem("\(run) never began") }
    if RunView(history).handedOver == nil {
      let released = RecordBody.leaseReleased(reason: "handed over by \(person.name)", to: file)
      try append([released], behind: head, epoch: head.epoch, to: store)
    }
    try store.export(to: file)
    return run
  }

  /// Takes the run in hand that a file holds, for a moment: `stile resume` goes on with it.
  static func take(_ file: String, by person: Person) throws -> RunView {
    let store = try JournalStore.take(from: file, in: try Session.directory())
    defer { store.close() }
    let history = try store.records()
    guard let head = history.last else { throw Problem("\(file) holds no run that began") }
    let lease = Lease.next(after: RunView(history), .take, by: person)
    try append([.leaseTaken(lease)], behind: head, epoch: lease.epoch, to: store)
    return RunView(try store.records())
  }

  private static func append(
    _ bodies: [RecordBody], behind head: Record, epoch: Int64, to store: JournalStore
  ) throws(JournalProblem) {
    var chain = Chain(continuing: head, epoch: epoch, bootID: RealWorld.readBootID())
    try store.commit(bodies.map { chain.append($0, at: .now) })
  }
}

extension RunView {
  /// Throws where the run was given away: two who go on with it would not know of each other.
  func refuseHandedOver() throws(Problem) {
    guard let handedOver else { return }
    throw Problem(
      "\(run) was handed over in \(handedOver)\n"
        + "`stile take FILE` takes it in hand, here or at another machine")
  }
}

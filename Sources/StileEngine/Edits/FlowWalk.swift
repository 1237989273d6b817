import StileCheck
import StileJournal
import StileMachine

/// An item that the flow of a text meets, with what it would read there.
struct Sighting {
  let reached: ItemReached
  let shape: ItemShape
  /// By name: variables from outside, and top-level names.
  let reads: [String: ReadValue]
  /// The branches that it stands in, outermost first.
  var branches: [Branch] = []
  /// What is remembered as its value is none that the text could go on with.
  var isContradicted = false

  struct Branch: Hashable {
    /// Counts the forks that the walk met.
    let fork: Int
    let number: Int
  }

  /// They stand in different branches of one fork: neither comes before the other.
  func isBeside(_ other: Sighting) -> Bool {
    for (one, two) in zip(branches, other.branches) where one != two {
      return one.fork == two.fork
    }
    return false
  }
}

/// Where the flow of a text leads, by what is remembered alone: nothing is asked or done.
///
/// It ends where nobody can see further: at an item whose value is not known.
struct FlowWalk {
  enum End: Hashable {
    case whole
    /// The key of the item that has to run first.
    case unknown(String)
    case failed(String)
  }

  private(set) var sightings: [Sighting] = []
  private(set) var end = End.whole
  private var branches: [Sighting.Branch] = []
  private var forkCount = 0

  /// `value` gives what is remembered of an item by its key.
  init(_ text: ComparedText, remembering value: (String) -> Datum?) {
    _ = follow(text.machine.begin(runbook: text.runbook), text, value)
  }

  /// As far as a run knows.
  init(_ text: ComparedText, of view: RunView) {
    self.init(text) { view.value(ofDone: $0) }
  }

  /// Follows a fiber; false if nobody can see its end.
  private mutating func follow(
    _ fiber: FiberID, _ text: ComparedText, _ value: (String) -> Datum?
  ) -> Bool {
    var stop = text.machine.start(fiber)
    while let answer = see(stop, fiber, text, value) {
      stop = text.machine.advance(fiber, answer)
    }
    if case .finished(.success) = stop { return true }
    return false
  }

  /// One branch after the other, in their order.
  private mutating func followBranches(
    _ count: Int, of fiber: FiberID, _ text: ComparedText, _ value: (String) -> Datum?
  ) -> Answer? {
    var areWhole = true
    let fork = forkCount
    forkCount += 1
    for number in 0..<count {
      branches.append(Sighting.Branch(fork: fork, number: number))
      defer { branches.removeLast() }
      let isWhole = follow(text.machine.begin(branch: number, of: fiber), text, value)
      areWhole = areWhole && isWhole
    }
    return areWhole ? .go : nil
  }

  /// Of several branches the first says where it ends.
  private mutating func halt(_ end: End) {
    if self.end == .whole { self.end = end }
  }

  /// The answer to go on with; nil at the end.
  private mutating func see(
    _ stop: Stop, _ fiber: FiberID, _ text: ComparedText, _ value: (String) -> Datum?
  ) -> Answer? {
    switch stop {
    case .reached(let reached):
      guard let shape = text.shape.item(at: reached.span, reached.family) else { return nil }
      sightings.append(
        Sighting(
          reached: reached, shape: shape, reads: Self.reads(of: shape, fiber, text),
          branches: branches))
      if let value = value(reached.key) { return .value(value) }
      if reached.valueType == nil { return .value(.none) }
      halt(.unknown(reached.key))
      return nil
    case .fork(let fork): return followBranches(fork.branches, of: fiber, text, value)
    case .failed:
      guard let last = sightings.indices.last else { return nil }
      sightings[last].isContradicted = true
      halt(.unknown(sightings[last].reached.key))
      return nil
    case .finished(.success): return nil
    case .finished(.failure(let failure)):
      halt(.failed(failure.message))
      return nil
    case .header, .request, .region, .asked, .ended:
      preconditionFailure("an item that is passed over asks nothing")
    }
  }

  private static func reads(
    of shape: ItemShape, _ fiber: FiberID, _ text: ComparedText
  ) -> [String: ReadValue] {
    var reads: [String: ReadValue] = [:]
    for global in shape.globals { reads[global] = text.machine.value(reading: global) }
    for read in shape.reads {
      reads[read.name] = text.machine.value(
        of: read.local, behind: read.parameterCount, in: fiber)
    }
    return reads
  }
}

extension RunView {
  /// What the flow goes on with behind an item that is over; nil where it is not.
  func value(ofDone key: String) -> Datum? {
    guard let item = item(key), !item.isForgotten, let ended = item.ended else { return nil }
    switch ended.status {
    case .done, .alreadySo, .skipped, .byHand: return ended.value ?? Datum.none
    case .failed, .undone, .unreachable, .inDoubt: return nil
    }
  }
}

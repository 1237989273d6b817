import StileCheck

/// Forks: a branch is a fiber that begins with a copy of what the fiber of the fork sees, and
/// leaves what it declares as data, so that no order of arrival shows in it.
extension Machine {
  func stopFork(_ number: Int32, _ fiber: Fiber) throws(Failure) -> Stop {
    let fork = code.forks[Int(number)]
    let branches: Int
    switch fork.branches {
    case .statements(let results): branches = results.count
    case .rounds(let list, _, _):
      branches = try fiber.heap.elements(of: fiber.registers[list]).count
    }
    var width = Int64(branches)
    if let register = fork.width {
      width = Self.int(fiber.registers[register])
      guard width > 0 else { throw Failure(.value, "\(width) side by side are none at all") }
    }
    fiber.branchResults = [:]
    fiber.waiting = .fork(number)
    return .fork(
      ForkReached(branches: branches, width: Int(clamping: width), isBatched: fork.isBatched))
  }

  /// A fiber that will run a branch of the fork that `parent` stopped at.
  package func begin(branch number: Int, of parent: FiberID) -> FiberID {
    let outer = fiber(parent)
    guard case .fork(let entry) = outer.waiting else {
      preconditionFailure("a branch belongs to a fork")
    }
    // Behind the fork stand the jump to its end, and those to the branches.
    let first = outer.address + 1
    let inner: Fiber
    switch code.forks[Int(entry)].branches {
    case .statements(let results):
      inner = Fiber(branchOf: outer, at: first + number, registerCount: registerCount(at: first))
      inner.branch = OpenBranch(parent: parent, number: number, results: results[number])
    case .rounds(let list, let variable, let gathering):
      inner = Fiber(branchOf: outer, at: first, registerCount: registerCount(at: first))
      let results = gathering.map { [$0.from] } ?? []
      inner.branch = OpenBranch(parent: parent, number: number, results: results)
      guard let element = inner.heap.element(Int64(number), of: inner.registers[list]) else {
        preconditionFailure("a round has its element")
      }
      inner.registers[variable] = element
    }
    return add(inner)
  }

  /// The branch is at its end: what it declares goes to the fiber of its fork.
  func join(_ fiber: Fiber) -> Stop {
    guard let branch = fiber.branch else { preconditionFailure("what joins is a branch") }
    fiber.waiting = .finished
    do throws(Failure) {
      var values: [Datum] = []
      for result in branch.results {
        values.append(try fiber.heap.datum(fiber.registers[result.register]))
      }
      self.fiber(branch.parent).branchResults[branch.number] = values
      return .finished(.success(.none))
    } catch {
      return .finished(.failure(error))
    }
  }

  func takeFork(_ answer: Answer, _ fiber: Fiber, _ number: Int32) throws(Failure) {
    guard case .go = answer else { preconditionFailure("a fork whose branches are over goes on") }
    switch code.forks[Int(number)].branches {
    case .statements(let results):
      for (branch, registers) in results.enumerated() {
        for (result, value) in zip(registers, fiber.branchResults[branch] ?? []) {
          fiber.registers[result.register] = try fiber.heap.value(value, as: result.type)
        }
      }
    case .rounds(let list, _, let gathering?): try gather(gathering, list, fiber)
    case .rounds: break
    }
    fiber.branchResults = [:]
  }

  /// The values of all hosts by their names, in the order of the list.
  private func gather(
    _ gathering: Gathering, _ list: Register, _ fiber: Fiber
  ) throws(Failure) {
    var entries: [DatumField] = []
    for (branch, host) in try fiber.heap.elements(of: fiber.registers[list]).enumerated() {
      guard let value = fiber.branchResults[branch]?.first else { continue }
      entries.append(DatumField(try fiber.heap.host(of: host).name, value))
    }
    let into = gathering.into
    fiber.registers[into.register] = try fiber.heap.value(.map(entries), as: into.type)
  }
}

extension Fiber {
  /// A fiber that goes on at `address` with a copy of all that the frame at hand of another one
  /// sees.
  fileprivate convenience init(branchOf outer: Fiber, at address: Int, registerCount: Int) {
    self.init(
      heap: Heap(copying: outer.heap), isUndo: outer.isUndo,
      function: FunctionEntry(address: address, registerCount: registerCount))
    for register in 0..<registerCount { stack[register] = outer.registers[register] }
    parts = outer.parts.map { OpenPart(text: $0.text, depth: $0.depth - outer.depth) }
    stages = outer.stages
  }
}

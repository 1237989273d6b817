import StileSyntax

/// Writes the finished program: types solved, seats known, globals in order.
extension Checker {
  mutating func finishedProgram(seats: [Bool]) -> Program? {
    let order = globalOrder()
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var positions = [Int](repeating: 0, count: globals.count)
    for (position, index) in order.enumerated() { positions[index] = position }
    var finisher = Finisher(inference: inference, seats: seats, globalPositions: positions)
    let program = Program(
      modules: modules.enumerated().map { index, module in
        Module(name: module.name, source: module.tree.source.id, isStandard: module.isStandard)
      },
      records: tables.records.map { finisher.finish($0) },
      enums: tables.enums.map { finisher.finish($0) },
      globals: order.compactMap { finished($0, &finisher) },
      functions: finishedFunctions(&finisher),
      runbooks: runbooks.map { finished($0, positions, &finisher) },
      policies: policies.map { finisher.finish($0, captures: 0) })
    for body in rehearsed { _ = finisher.finish(body, captures: 0) }
    for index in Set(finisher.unsolved).sorted() {
      report(.typeUnknown(at: inference.origins[index]))
    }
    return program
  }

  private func finished(_ index: Int, _ finisher: inout Finisher) -> Global? {
    let entry = globals[index]
    guard let kind = entry.kind else { return nil }
    let module = modules[entry.module]
    let name = module.isStandard ? "\(module.name).\(entry.name.text)" : entry.name.text
    return Global(
      name: name, type: finisher.type(entry.type), kind: finisher.finish(kind),
      documentation: entry.documentation, span: entry.name.span)
  }

  private func finishedFunctions(_ finisher: inout Finisher) -> [Function] {
    var finished: [Function] = []
    finished.reserveCapacity(functions.count)
    for index in functions.indices {
      if let function = self.finished(FunctionID(index), &finisher) { finished.append(function) }
    }
    return finished
  }

  private func finished(_ id: FunctionID, _ finisher: inout Finisher) -> Function? {
    let entry = functions[id.index]
    guard let body = entry.body else { return nil }
    return Function(
      name: entry.name.text, module: entry.module, effect: entry.effect,
      body: finisher.finish(body, of: entry, at: id.index),
      resultType: finisher.type(entry.result ?? .void),
      span: entry.name.span)
  }

  private func finished(
    _ entry: RunbookEntry, _ positions: [Int], _ finisher: inout Finisher
  ) -> Runbook {
    let reach = reach(of: entry.facts)
    let secrets = reach.reads.filter {
      if case .secret? = globals[$0.index].kind { true } else { false }
    }
    func ids(_ old: some Sequence<GlobalID>) -> [GlobalID] {
      old.map { GlobalID(positions[$0.index]) }.sorted { $0.index < $1.index }
    }
    return Runbook(
      id: entry.id, title: entry.title, module: entry.module, tags: entry.tags,
      seat: finisher.finishWords(of: entry.seat),
      body: finisher.finish(entry.body, captures: 0),
      documentation: entry.documentation, span: entry.span, questions: questions(of: entry.facts),
      hosts: ids(reach.hosts), secrets: ids(secrets), refusals: reach.unbuilt.refusals)
  }

  /// All that a body may read, through what it calls and the globals that it reads.
  func reach(of facts: BodyFacts) -> BodyFacts {
    var reach = BodyFacts()
    var open = [facts]
    while let next = open.popLast() {
      reach.unbuilt += next.unbuilt
      reach.asks += next.asks
      for id in next.reads where reach.reads.insert(id).inserted {
        open.append(globals[id.index].facts)
      }
      for id in next.calls where reach.calls.insert(id).inserted {
        open.append(functions[id.index].facts)
      }
      reach.hosts.formUnion(next.hosts)
    }
    return reach
  }

  /// The questions that are asked whatever happens, through procedures and actions.
  private func questions(of facts: BodyFacts) -> [SourceSpan] {
    var result: [SourceSpan] = []
    var seen: Set<FunctionID> = []
    func collect(_ questions: [BodyFacts.Question]) {
      for question in questions {
        switch question {
        case .here(let span): result.append(span)
        case .procedure(let id):
          if seen.insert(id).inserted { collect(functions[id.index].facts.questions) }
        }
      }
    }
    collect(facts.questions)
    return result
  }

  /// The globals so that each reads only earlier ones, through the functions that it calls.
  private mutating func globalOrder() -> [Int] {
    var order: [Int] = []
    var states = [CheckingState](repeating: .waiting, count: globals.count)
    var cycles: [(Int, Int)] = []
    var open: [(index: Int, reads: [Int])] = []
    func enter(_ index: Int) {
      states[index] = .underWay
      // Popped from the end, so the first declared comes first.
      let reads = reach(directly: globals[index].facts).map(\.index).sorted(by: >)
      open.append((index, reads))
    }
    for start in globals.indices where states[start] == .waiting {
      enter(start)
      while let current = open.last {
        guard let next = open[open.count - 1].reads.popLast() else {
          states[current.index] = .finished
          order.append(current.index)
          open.removeLast()
          continue
        }
        switch states[next] {
        case .waiting: enter(next)
        case .underWay: cycles.append((current.index, next))
        case .finished: break
        }
      }
    }
    let isTold = diagnostics.contains { $0.code == "cyclic-definition" }
    for (from, to) in isTold ? [] : cycles {
      let entry = globals[from]
      report(
        .cyclicDefinition(
          [globals[to].name.text], at: entry.name.span, declared: globals[to].name.span))
    }
    return order
  }

  /// The globals that are read on the way to a value, other globals' own reads left out.
  private func reach(directly facts: BodyFacts) -> Set<GlobalID> {
    var reads = facts.reads
    var seen: Set<FunctionID> = []
    var open = Array(facts.calls)
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      reads.formUnion(functions[id.index].facts.reads)
      open += functions[id.index].facts.calls
    }
    return reads
  }
}

extension [Unbuilt] {
  /// What a run says, each thing once, by its place.
  fileprivate var refusals: [Diagnostic] {
    Set(self).sorted {
      ($0.span.source, $0.span.lower, $0.construct)
        < ($1.span.source, $1.span.lower, $1.construct)
    }.map { .runNotYet($0.construct, at: $0.span) }
  }
}

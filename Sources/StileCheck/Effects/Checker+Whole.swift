import StileSyntax

/// What only the whole program can show.
extension Checker {
  /// Gives what `seatNeeds` found.
  mutating func checkWhole() -> [Bool] {
    let seats = seatNeeds()
    checkSeats(seats)
    refuseRecursion()
    refusePolicyQuestions()
    refuseClashes()
    checkComparisons()
    checkGenericUses()
    return seats
  }

  /// For each function whether it, or something that it calls, runs a command without `on`.
  private func seatNeeds() -> [Bool] {
    var needs = [Bool](repeating: false, count: functions.count)
    var callers = [[Int]](repeating: [], count: functions.count)
    var open: [Int] = []
    for (index, function) in functions.enumerated() {
      for need in function.facts.seats {
        switch need.cause {
        case .call(let id): callers[id.index].append(index)
        case .command, .host: open.append(index)
        case .mistake: break
        }
      }
    }
    while let index = open.popLast() {
      if needs[index] { continue }
      needs[index] = true
      open += callers[index]
    }
    return needs
  }

  private func isNeeded(_ need: SeatNeed, _ needs: [Bool]) -> Bool {
    switch need.cause {
    case .command, .host, .mistake: true
    case .call(let id): needs[id.index]
    }
  }

  private func callee(of seated: PendingChecks.Seated) -> String {
    guard case .call(let id)? = seated.needs.first?.cause else { return "this" }
    return "`\(functions[id.index].name.text)`"
  }

  private mutating func checkSeats(_ needs: [Bool]) {
    for seated in pending.seated where !seated.needs.contains(where: { isNeeded($0, needs) }) {
      report(.hostNotNeeded(seated.what ?? callee(of: seated), seated.word, at: seated.clause))
    }
    for unseated in pending.unseated {
      var told: Set<SourceSpan> = []
      for need in unseated.needs where isNeeded(need, needs) && !need.isMistake {
        if let item = need.item, !told.insert(item).inserted { continue }
        report(noHost(need, needs))
      }
    }
  }

  private func noHost(_ need: SeatNeed, _ needs: [Bool]) -> Diagnostic {
    var callee: String?
    var command: SourceSpan?
    if case .call(let id) = need.cause {
      callee = functions[id.index].name.text
      command = firstCommand(of: id, needs)
    }
    let isHostName = if case .host = need.cause { true } else { false }
    return .noHost(callee: callee, isHostName: isHostName, at: need.span, command: command)
  }

  /// The command that makes a callable need a host, through whatever it calls.
  private func firstCommand(of id: FunctionID, _ needs: [Bool]) -> SourceSpan? {
    var current = id
    var seen: Set<FunctionID> = []
    while seen.insert(current).inserted {
      guard let need = functions[current.index].facts.seats.first(where: { isNeeded($0, needs) })
      else { return nil }
      guard case .call(let next) = need.cause else { return need.span }
      current = next
    }
    return nil
  }

  /// Actions and procedures do not call themselves, so that what they do can be counted.
  private mutating func refuseRecursion() {
    var told: Set<FunctionID> = []
    for index in functions.indices where functions[index].effect > .probe {
      let start = FunctionID(index)
      if told.contains(start) || callsOnlyLeaves(start) { continue }
      var seen: Set<FunctionID> = []
      var open = functions[index].facts.calls.sorted { $0.index < $1.index }
      while let next = open.popLast() {
        if next == start {
          let entry = functions[index]
          report(.recursion(entry.name, entry.effect))
          told.formUnion(seen)
          break
        }
        if seen.insert(next).inserted {
          open += functions[next.index].facts.calls.sorted { $0.index < $1.index }
        }
      }
    }
  }

  /// What it calls calls nothing, and is not itself.
  private func callsOnlyLeaves(_ id: FunctionID) -> Bool {
    functions[id.index].facts.calls.allSatisfy {
      $0 != id && functions[$0.index].facts.calls.isEmpty
    }
  }

  /// Params and secrets of all files belong to the run, so two of one name can't be told apart.
  private mutating func refuseClashes() {
    var first: [String: Int] = [:]
    for (index, entry) in globals.enumerated() where !modules[entry.module].isStandard {
      if case .binding = entry.declaration { continue }
      if let earlier = first[entry.name.text], globals[earlier].module != entry.module {
        let other = globals[earlier]
        report(
          .paramClash(
            entry.name, of: modules[entry.module].name, earlier: other.name.span,
            in: modules[other.module].name))
      } else {
        first[entry.name.text] = index
      }
    }
  }

  private mutating func checkComparisons() {
    for comparison in pending.comparisons {
      let type = inference.resolve(comparison.type)
      if type.isErroneous { continue }
      if comparison.word == "<" {
        if case .parameter = type {} else if type.isOrdered { continue }
        report(.notOrdered(tables.describe(type), at: comparison.span))
      } else if comparison.word == "+" {
        if !type.hasSum { report(.notSummable(tables.describe(type), at: comparison.span)) }
      } else if !tables.isComparable(type) {
        report(.notComparable(tables.describe(type), at: comparison.span))
      }
    }
  }

  /// A type parameter stands for data.
  private mutating func checkGenericUses() {
    for use in pending.genericUses {
      let type = inference.resolve(use.type)
      if case .variable = type { continue }
      if !type.isErroneous && !tables.isComparable(type) {
        report(.genericNotData(use.name, tables.describe(type), of: use.callee, at: use.span))
      }
    }
  }
}

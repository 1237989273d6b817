import StileSyntax

/// The `on` behind a call or a command.
struct SeatTail {
  let host: TypedExpression
  let span: SourceSpan
}

extension Checker {
  /// A call with `on` behind it.
  mutating func inferSeated(
    _ call: Expression, _ tails: [Tail], _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    var seat: SeatTail?
    for tail in tails {
      switch tail.kind {
      case .on(let host):
        seat = SeatTail(host: checkHost(host), span: tail.span)
      case .as: report(.notYet("`as`", at: tail.span))
      case .in, .stdin, .within, .allow, .reboots, .environment:
        report(.clauseNotHere(keyword(of: tail), "a call", allowed: ["on"], at: tail.span))
      }
    }
    guard case .call(let callee, let arguments) = call.withoutParentheses.kind else {
      if seat != nil { refuseSeat(seat) }
      return infer(call, hint: hint)
    }
    let result = inferCall(callee, arguments, hint, span, on: seat)
    return TypedExpression(result.kind, result.type, span)
  }

  /// The operand of an `on`: one host. The globals that it reads are greeted before the run.
  mutating func checkHost(_ expression: Expression) -> TypedExpression {
    let before = body.facts.reads
    let value = infer(expression, hint: .host)
    let read = body.facts.reads.subtracting(before).union(directGlobals(value))
    for id in read where globals[id.index].type == .host { body.facts.hosts.insert(id) }
    if case .list = inference.shallow(value.type) {
      report(.notYet("a list of hosts in `on`", at: expression.span))
      return erroneous(expression.span)
    }
    return coerce(value, to: .host, as: .clause("on"), written: expression)
  }

  private func directGlobals(_ value: TypedExpression) -> Set<GlobalID> {
    if case .global(let id) = value.kind { return [id] }
    return []
  }

  /// Where a call's commands run. Whether the callee has any is known only at the end.
  mutating func seatUse(of id: FunctionID, _ seat: SeatTail?, at span: SourceSpan) -> SeatUse {
    let need = SeatNeed(cause: .call(id), span: span, item: body.item)
    guard let seat else {
      body.facts.seats.append(need)
      return .inherited
    }
    let name = functions[id.index].name.text
    pending.seated.append(.init(clause: seat.span, needs: [need], what: "`\(name)`"))
    return .host(seat.host)
  }

  /// `on` behind something that runs no command.
  mutating func refuseSeat(_ seat: SeatTail?) {
    guard let seat else { return }
    report(.hostNotNeeded("this", at: seat.span))
  }

  func keyword(of tail: Tail) -> String {
    switch tail.kind {
    case .on: "on"
    case .as: "as"
    case .in: "in"
    case .stdin: "stdin"
    case .within: "within"
    case .allow: "allow"
    case .reboots: "reboots"
    case .environment: "env"
    }
  }
}

extension Expression {
  var withoutParentheses: Expression {
    if case .parenthesized(let inner) = kind { return inner.withoutParentheses }
    return self
  }
}

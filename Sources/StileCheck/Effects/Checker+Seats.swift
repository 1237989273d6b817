import StileSyntax

/// The two words that say where something runs.
enum SeatWord: String {
  case on
  case `as`
}

/// The `on` behind a call or a command, or in a header.
struct SeatTail {
  /// A Host, or a list of them.
  let host: TypedExpression
  let span: SourceSpan
  /// It is a list: once a host.
  var isFanOut = false
}

/// The place from which on an item's needs and messages count.
struct SeatMarker {
  let needs: Int
  let messages: Int
}

extension Checker {
  var seatMarker: SeatMarker {
    SeatMarker(needs: body.facts.seats.count, messages: diagnostics.count)
  }

  /// A call with `on` or `as` behind it.
  mutating func inferSeated(
    _ call: Expression, _ tails: [Tail], _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    var seat: SeatTail?
    var user: (value: TypedExpression, clause: SourceSpan)?
    for tail in tails {
      switch tail.kind {
      case .on(let host):
        let isItem = body.admittedProcedure == span
        seat =
          isItem ? checkHosts(host, tail.span) : SeatTail(host: checkHost(host), span: tail.span)
      case .as(let name): user = (checkUser(name), tail.span)
      case .in, .stdin, .within, .allow, .reboots, .environment:
        report(.clauseNotHere(keyword(of: tail), "a call", allowed: ["on", "as"], at: tail.span))
      }
    }
    guard case .call(let callee, let arguments) = call.withoutParentheses.kind else {
      refuseSeat(seat)
      if let user { report(.hostNotNeeded("this", .as, at: user.clause)) }
      return infer(call, hint: hint)
    }
    var result = inferCall(callee, arguments, hint, span, on: seat)
    if let user { result = give(user.value, user.clause, to: result) }
    let type = seat?.isFanOut == true ? result.type.fannedOut : result.type
    return TypedExpression(result.kind, type, span)
  }

  /// The operand of an `on`: one host. The globals that it reads are greeted before the run.
  mutating func checkHost(_ expression: Expression) -> TypedExpression {
    let value = inferHost(expression, hint: .host)
    if case .list = inference.shallow(value.type) {
      report(.hostListNotHere(at: expression.span))
      needSeat(.mistake, at: expression.span)
      return erroneous(expression.span)
    }
    return coerce(value, to: .host, as: .clause("on"), written: expression)
  }

  /// The operand of an item's `on`: one host, or a list of them.
  mutating func checkHosts(_ expression: Expression, _ clause: SourceSpan) -> SeatTail {
    let isLiteral = if case .list = expression.withoutParentheses.kind { true } else { false }
    let value = inferHost(expression, hint: isLiteral ? .list(.host) : .host)
    guard case .list = inference.shallow(value.type) else {
      let host = coerce(value, to: .host, as: .clause("on"), written: expression)
      return SeatTail(host: host, span: clause)
    }
    let hosts = coerce(value, to: .list(.host), as: .clause("on"), written: expression)
    return SeatTail(host: hosts, span: clause, isFanOut: true)
  }

  private mutating func inferHost(_ expression: Expression, hint: Type) -> TypedExpression {
    let before = body.facts.reads
    let value = infer(expression, hint: hint)
    if case .global(let id) = value.kind { noteHost(id) }
    if body.facts.reads.count > before.count {
      for id in body.facts.reads.subtracting(before) { noteHost(id) }
    }
    return value
  }

  /// The operand of an `as`.
  mutating func checkUser(_ expression: Expression) -> TypedExpression {
    check(expression, .user, as: .clause("as"))
  }

  /// `as` behind a call is for the commands of the callee that take their seat from the call.
  private mutating func give(
    _ user: TypedExpression, _ clause: SourceSpan, to result: TypedExpression
  ) -> TypedExpression {
    guard case .call(let id, let arguments, let seat) = result.kind else {
      if !result.type.isErroneous { report(.hostNotNeeded("this", .as, at: clause)) }
      return result
    }
    let need = SeatNeed(cause: .call(id), span: clause, item: body.item)
    pending.seated.append(.init(clause: clause, word: .as, needs: [need], what: nil))
    return TypedExpression(
      .call(id, arguments, Seat(host: seat?.host, user: user)), result.type, result.span)
  }

  private mutating func noteHost(_ id: GlobalID) {
    let type = globals[id.index].type
    if type == .host || type == .list(.host) { body.facts.hosts.insert(id) }
  }

  /// Where a call's commands run. Whether the callee has any is known only at the end.
  mutating func seat(of id: FunctionID, _ seat: SeatTail?, at span: SourceSpan) -> Seat {
    let need = SeatNeed(cause: .call(id), span: span, item: body.item)
    guard let seat else {
      body.facts.seats.append(need)
      body.inheriting.append(id)
      return .ofPlace
    }
    pending.seated.append(.init(clause: seat.span, word: .on, needs: [need], what: nil))
    return Seat(host: seat.host, user: nil)
  }

  /// `on` behind something that runs no command.
  mutating func refuseSeat(_ seat: SeatTail?) {
    guard let seat else { return }
    report(.hostNotNeeded("this", .on, at: seat.span))
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

extension Type {
  /// What something gives that runs once a host: a value by each host's name.
  var fannedOut: Type {
    switch self {
    case .void, .erroneous, .never: self
    default: .map(self)
    }
  }
}

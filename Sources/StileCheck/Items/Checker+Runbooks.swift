import StileSyntax

extension Checker {
  /// The id of a runbook, else the slug of its title.
  func runbookName(_ runbook: RunbookDeclaration) -> String {
    runbook.title.id?.text ?? Slug.of(runbook.title.text?.literalText ?? "")
  }

  mutating func checkRunbook(
    _ runbook: RunbookDeclaration, _ declaration: Declaration, in module: Int
  ) {
    let name = runbookName(runbook)
    let title = runbook.title.text.flatMap { literalText($0) } ?? name
    if name.isEmpty {
      let keyword = keyword(declaration.span, "runbook")
      report(.keyMissing("a runbook", at: runbook.title.span, idPlace: Int(keyword.upper)))
    }
    let saved = body
    body = BodyState(module: module)
    body.place = .flow
    body.flow = Flow()
    body.frames = [Frame(.function, at: runbook.title.span)]
    body.results = [ResultContext(kind: .flow, type: .void, isDeclared: true)]
    body.place = .topLevel("the `on` of a runbook")
    let seat = checkSeatClause(runbook.clauses, of: .runbook)
    let header = checkClauses(runbook.clauses, of: .runbook, seat: seat)
    body.place = .flow
    let marker = body.facts.seats.count
    let statements = checkBlock(runbook.body)
    settleSeat(seat, since: marker, "this runbook")
    if seat == nil { pending.unseated.append(.init(needs: body.facts.seats)) }
    let frame = body.frames[0]
    let code = FunctionBody(
      locals: frame.finishedLocals, parameterCount: 0, statements: statements, needsSeat: false)
    if module == 0 {
      runbooks.append(
        RunbookEntry(
          id: name, title: title, module: module, tags: header.tags, host: seat?.host, body: code,
          documentation: declaration.documentation, span: runbook.title.span, facts: body.facts))
    }
    body = saved
  }
}

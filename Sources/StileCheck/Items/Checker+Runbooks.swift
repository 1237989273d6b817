import StileSyntax

extension Checker {
  /// The id of a runbook, else the slug of its title.
  func runbookName(_ title: Title) -> String {
    title.id?.text ?? Slug.of(title.text?.literalText ?? "")
  }

  mutating func checkRunbook(
    _ runbook: RunbookDeclaration, _ declaration: Declaration, in module: Int
  ) {
    let name = checkTitle(of: "runbook", runbook.title, declaration)
    let title = runbook.title.text.flatMap { literalText($0) } ?? name
    let saved = body
    let flow = checkFlow(.runbook, runbook.title, runbook.clauses, runbook.body, in: module)
    if module == 0 {
      runbooks.append(
        RunbookEntry(
          id: name, title: title, module: module, tags: flow.header.tags,
          seat: flow.header.seat, body: flow.code, documentation: declaration.documentation,
          span: runbook.title.span, facts: body.facts))
    }
    body = saved
  }

  /// The name of a runbook or a policy, which it must have.
  mutating func checkTitle(
    of word: String, _ title: Title, _ declaration: Declaration
  ) -> String {
    let name = runbookName(title)
    if name.isEmpty {
      let keyword = keyword(declaration.span, word)
      report(.keyMissing("a \(word)", at: title.span, idPlace: Int(keyword.upper)))
    }
    return name
  }

  /// The header and the items of a runbook or a policy; what they do is in `body.facts` then.
  mutating func checkFlow(
    _ owner: ClauseOwner, _ title: Title, _ clauses: [Clause], _ block: Block, in module: Int
  ) -> (header: HeaderClauses, code: FunctionBody) {
    body = BodyState(module: module)
    body.flow = Flow()
    body.frames = [Frame(.function, at: title.span)]
    body.results = [ResultContext(kind: .flow, type: .void, isDeclared: true)]
    body.place = .topLevel("the header of \(owner.what)")
    let seat = checkSeatClause(clauses, of: owner)
    let header = checkClauses(clauses, of: owner, seat: seat)
    body.place = .flow
    let marker = seatMarker
    let statements = checkBlock(block)
    settleSeat(header, since: marker, owner == .policy ? "this policy" : "this runbook")
    if seat == nil { pending.unseated.append(.init(needs: body.facts.seats)) }
    let frame = body.frames[0]
    let code = FunctionBody(
      locals: frame.finishedLocals, parameterCount: 0, statements: statements, needsSeat: false)
    return (header, code)
  }
}

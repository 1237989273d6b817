extension Parser {
  /// An item, from the word that begins it to its last clause or block.
  func parseItem(_ keyword: Keyword) -> Item {
    let lower = lower
    let keywordSpan = tokenSpan
    advance()
    var clauses: [Clause] = []
    let kind: Item.Kind =
      switch keyword {
      case .step: parseStep(&clauses)
      case .ensure: parseEnsure(&clauses)
      case .wait: parseWait(&clauses)
      case .notify: parseNotify(&clauses)
      case .confirm: parseConfirm(&clauses)
      case .manual: parseManual(&clauses)
      case .sample: parseSample(&clauses)
      default: parseVerify(&clauses)
      }
    return Item(kind, clauses: clauses, span: span(from: lower), keyword: keywordSpan)
  }

  private func parseStep(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "step")
    clauses = parseClauses()
    let body = parseBlock()
    return .step(title, body, simulation: consume(.simulate) ? parseBlock() : nil)
  }

  private func parseVerify(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "verify", isOptional: true)
    clauses = parseClauses()
    return .verify(title, parseBlock())
  }

  private func parseEnsure(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "ensure", isOptional: true)
    clauses = parseClauses()
    return .ensure(title, parseBlock())
  }

  private func parseWait(_ clauses: inout [Clause]) -> Item.Kind {
    let operand = parseWaitOperand()
    clauses = parseClauses()
    return .wait(operand)
  }

  /// `until` and `ttl` are names too, so an operand must follow for them to be the words.
  private func parseWaitOperand() -> Item.WaitOperand {
    if at(word: "until"), operandFollows {
      advance()
      return .until(parseOperand())
    }
    if at(word: "ttl"), operandFollows {
      advance()
      return .ttl(parseOperand())
    }
    return .value(parseOperand())
  }

  private var operandFollows: Bool {
    switch kind(ahead: 1) {
    case .name, .typeName, .integer, .float, .quantity, .time, .timeOfDay, .string, .command:
      return true
    case .keyword(let keyword): return keyword == .if || keyword == .match || keyword == .none
    case .punctuation(.leftParenthesis), .punctuation(.leftBracket), .punctuation(.leftBrace):
      return index + 1 < segmentEnd && tokens[index + 1].lower > token.upper
    default: return false
    }
  }

  private func parseNotify(_ clauses: inout [Clause]) -> Item.Kind {
    let channels = parseOperand()
    let subject = consume(.subject) ? parseOperand() : nil
    let text = parseOperand()
    clauses = parseClauses()
    return .notify(channels: channels, subject: subject, text: text)
  }

  private func parseConfirm(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "confirm")
    clauses = parseClauses()
    return .confirm(title)
  }

  private func parseManual(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "manual")
    clauses = parseClauses()
    return .manual(title, at(.leftBrace) ? parseBlock() : nil)
  }

  private func parseSample(_ clauses: inout [Clause]) -> Item.Kind {
    let title = parseTitle(of: "sample", isOptional: true)
    expect(.every)
    let every = parseOperand()
    expect(.for)
    let duration = parseOperand()
    clauses = parseClauses()
    return .sample(title, every: every, duration: duration, parseBlock())
  }

  // MARK: Clauses

  /// The clauses of a header, as far as they go.
  func parseClauses() -> [Clause] {
    var clauses: [Clause] = []
    while let keyword = kind.keyword, keyword.isClause {
      let keywordSpan = tokenSpan
      let lower = lower
      advance()
      guard let clause = parseClauseKind(keyword, keywordSpan) else { continue }
      if let first = clauses.first(where: { $0.keyword == keyword }) {
        remark(.repeatedClause(keyword, at: keywordSpan, first: first.keywordSpan))
      } else {
        if clauses.isEmpty { clauses.reserveCapacity(2) }
        clauses.append(Clause(clause, keyword, span(from: lower)))
      }
    }
    return clauses
  }

  private func parseClauseKind(
    _ keyword: Keyword, _ keywordSpan: SourceSpan
  ) -> Clause.Kind? {
    switch keyword {
    case .on: return .on(parseOperand())
    case .as: return .as(parseOperand())
    case .batch: return .batch(parseOperand())
    case .within: return .within(parseOperand())
    case .every: return .every(parseOperand())
    case .holding: return .holding(parseOperand())
    case .tags: return .tags(parseOperand())
    case .alert: return .alert(parseOperand())
    case .when: return .when(parseHead())
    case .required: return .required
    case .retry:
      let count = parseOperand()
      expect(.every)
      return .retry(count, every: parseOperand())
    case .safe:
      expect(word: "to")
      expect(word: "repeat")
      return .safeToRepeat
    case .reverts:
      expect(.in)
      let duration = parseOperand()
      expect(word: "unless")
      expect(word: "confirmed")
      return .reverts(duration)
    default:
      remark(.misplacedClause(keyword, at: keywordSpan))
      if keyword == .env { _ = parseEnvironment() }
      if keyword != .env, keyword != .reboots { _ = parseOperand() }
      return nil
    }
  }
}

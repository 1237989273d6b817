import StileSyntax

/// The comments `# allow CODE: reason`, which silence a lint on their line or on the next line of
/// code.
struct Allowances {
  private struct Allowance {
    let code: String
    let codeSpan: SourceSpan
    let hasReason: Bool
    /// From its `#` to the end of its line.
    let span: SourceSpan
    /// The lines that it speaks of.
    let lines: Set<Int>
  }

  private let linted: LintedProgram
  private var allowances: [Allowance] = []
  /// The texts that have allowances, by their numbers.
  private var texts: [SourceID: LexedText] = [:]

  init(in linted: LintedProgram) {
    self.linted = linted
    for module in linted.ownModules { collect(linted.modules[module].tree.source) }
  }

  /// The lints that stay, and what is to be said about the allowances themselves.
  func applied(to lints: [Diagnostic]) -> [Diagnostic] {
    if allowances.isEmpty { return lints }
    var isUsed = Array(repeating: false, count: allowances.count)
    var kept: [Diagnostic] = []
    for lint in lints {
      let lines = lines(of: lint.primary.span)
      let answers = allowances.indices.filter { index in
        let allowance = allowances[index]
        return allowance.code == lint.code && allowance.span.source == lint.primary.span.source
          && !allowance.lines.isDisjoint(with: lines)
      }
      answers.forEach { isUsed[$0] = true }
      if !answers.contains(where: { allowances[$0].hasReason }) { kept.append(lint) }
    }
    return kept + zip(allowances, isUsed).compactMap { remark($0, isUsed: $1) }
  }

  private func remark(_ allowance: Allowance, isUsed: Bool) -> Diagnostic? {
    guard Lints.codes.contains(allowance.code) else {
      return .allowCode(
        allowance.code, nearest: NearestName.find(allowance.code, in: Lints.codes),
        isError: isError(allowance.code), at: allowance.codeSpan)
    }
    guard isUsed else {
      return .allowNothing(allowance.code, at: allowance.span, removal(allowance))
    }
    return allowance.hasReason ? nil : .allowReason(allowance.code, at: allowance.span)
  }

  private func isError(_ code: String) -> Bool {
    SyntaxDiagnostics.codes.contains(code) || CheckDiagnostics.codes.contains(code)
  }

  /// The comment with the white space before it; its whole line where it stands alone.
  private func removal(_ allowance: Allowance) -> TextEdit {
    guard let source = linted.sources[allowance.span.source] else {
      return TextEdit(allowance.span, "")
    }
    let lower = lowerBound(withSpaceBefore: allowance.span, source)
    let span =
      isAlone(allowance.span, source)
      ? source.lines(of: allowance.span)
      : SourceSpan(allowance.span.source, lower, Int(allowance.span.upper))
    return TextEdit(span, "")
  }

  // MARK: Lines

  /// The line on which a span begins; in a text of several lines also that on which the text does,
  /// since no comment can stand inside of it.
  private func lines(of span: SourceSpan) -> Set<Int> {
    guard let source = linted.sources[span.source],
      linted.modules.indices.contains(Int(span.source.rawValue))
    else { return [] }
    var lines: Set<Int> = [source.position(span.lower).line]
    let tokens = texts[span.source]?.tokens ?? []
    if let token = tokens.last(where: { $0.lower <= span.lower }), token.upper > span.lower {
      lines.insert(source.position(token.lower).line)
    }
    return lines
  }

  // MARK: Comments

  private mutating func collect(_ source: SourceText) {
    let bytes = source.bytes
    // Few texts have to be cut into tokens for their comments.
    guard source.mayHoldComment("allow ") else { return }
    let text = LexedText(source)
    texts[source.id] = text
    for (index, token) in text.tokens.enumerated() {
      let trivia = text.trivia(before: index)
      var position = trivia.lowerBound
      let upper = min(trivia.upperBound, bytes.count)
      while position < upper {
        guard bytes[position] == UInt8(ascii: "#") else {
          position += 1
          continue
        }
        let start = position
        while position < upper, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        note(SourceSpan(source.id, start, position), before: token, source)
      }
    }
  }

  /// A comment is an allowance if it reads `# allow CODE`, with a colon behind it or nothing, or if
  /// the word is the code of a lint.
  private mutating func note(_ span: SourceSpan, before token: Token, _ source: SourceText) {
    let text = source.text(span)
    let words = text.utf8.dropFirst().drop { $0 == UInt8(ascii: " ") }
    guard words.starts(with: "allow ".utf8) else { return }
    let rest = Substring(words).dropFirst("allow ".count).drop { $0 == " " }
    let code = rest.prefix { $0.isLetter || $0 == "-" }
    let behind = rest.dropFirst(code.count).drop { $0 == " " }
    guard !code.isEmpty, behind.isEmpty || behind.first == ":" || Lints.codes.contains(String(code))
    else { return }
    let lower = Int(span.lower) + text.utf8.count - rest.utf8.count
    let reason = behind.dropFirst().drop { $0 == " " }
    let line = source.position(span.lower).line
    let next = source.position(token.lower).line
    allowances.append(
      Allowance(
        code: String(code), codeSpan: SourceSpan(span.source, lower, lower + code.utf8.count),
        hasReason: behind.first == ":" && !reason.isEmpty, span: span,
        lines: isAlone(span, source) ? [next] : [line]))
  }

  private func isAlone(_ span: SourceSpan, _ source: SourceText) -> Bool {
    let lower = lowerBound(withSpaceBefore: span, source)
    return lower == 0 || source.bytes[lower - 1] == UInt8(ascii: "\n")
  }

  /// Where the blanks before a comment begin.
  private func lowerBound(withSpaceBefore span: SourceSpan, _ source: SourceText) -> Int {
    var lower = Int(span.lower)
    while lower > 0, source.bytes[lower - 1] == UInt8(ascii: " ") { lower -= 1 }
    return lower
  }
}

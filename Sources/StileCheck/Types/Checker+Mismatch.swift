import StileSyntax

extension Checker {
  /// The message for a value whose type does not fit, with the way out where it is known.
  func mismatch(
    _ value: TypedExpression, _ expected: Type, _ role: Role, _ written: Expression?
  ) -> Diagnostic {
    let found = inference.resolve(value.type)
    let wanted = inference.resolve(expected)
    if found == .void { return .noValue(at: value.span) }
    let span = written?.span ?? value.span
    let words = text(span)
    let advice = wayOut(from: found, to: wanted, value, words, span)
    var secondary: [Label] = []
    if case .argument(let name, _, let declared?) = role {
      secondary = [Label(declared, "`\(name)` is declared here")]
    }
    return .typeMismatch(
      expected: describe(wanted), found: describe(found), at: span,
      reason: role.reason(describe(wanted)), secondary: secondary, help: advice.help,
      fixIts: advice.fixIts)
  }

  private struct Advice {
    var help: String?
    var fixIts: [FixIt] = []
  }

  private func wayOut(
    from found: Type, to wanted: Type, _ value: TypedExpression, _ words: String, _ span: SourceSpan
  ) -> Advice {
    if case .optional(let inner) = found, inner == wanted.withoutOptional {
      return Advice(
        help: "it may be absent: open it with `if let`, or say what else with `??`, "
          + "such as `\(brief(words)) ?? fail \"why\"`")
    }
    if case .list(let element) = wanted, element == found {
      let edit = TextEdit(span, "[\(words)]")
      return Advice(
        help: "one value is a list in brackets: `[\(brief(words))]`",
        fixIts: [FixIt("put it in brackets", [edit])])
    }
    let target = wanted.withoutOptional
    switch (target, found) {
    case (_, .string) where BuiltInType.takesText(target):
      let name = describe(target)
      let edit = TextEdit(span, "\(name)(\(words))")
      return Advice(
        help: "only a literal becomes one by itself: write `\(name)(\(brief(words)))`",
        fixIts: [FixIt("make a `\(name)` of it", [edit])])
    case (.float, .int):
      guard case .constant(.int(let number)) = value.kind else { return Advice() }
      let edit = TextEdit(span, "\(number).0")
      return Advice(help: "write `\(number).0`", fixIts: [FixIt("write `\(number).0`", [edit])])
    case (.duration, .int): return Advice(help: "a duration has a unit: `30s`, `5m`, `1h30m`, `2d`")
    case (.size, .int): return Advice(help: "a size has a unit: `10KB`, `4GiB`")
    case (.string, .output), (.int, .output):
      return Advice(help: "read what it printed: `.text`, `.lines`, or its exit `.status`")
    case (.command, .string): return Advice(help: "a command stands between backticks: `` `ls` ``")
    case (.domainName, .host):
      return Advice(help: "take its name: `\(brief(words)).name`")
    case (.host, .domainName): return Advice(help: "make one: `Host(\(brief(words)))`")
    case (.bool, .optional):
      return Advice(help: "ask `\(brief(words)) != none`, or open it with `if let`")
    case (.bool, .output):
      return Advice(help: "ask whether it succeeds: `succeeds` in place of `probe`")
    case (.string, .secret):
      return Advice(
        help: "a secret has no form that is shown; it goes to `env { … }`, to `stdin`, "
          + "or to what takes a `Secret`")
    case (.string, _) where isTextual(found):
      let edit = TextEdit(span, "\"#{\(words)}\"")
      return Advice(
        help: "put it into a string: `\"#{\(brief(words))}\"`",
        fixIts: [FixIt("put it into a string", [edit])])
    default: return Advice()
    }
  }

  /// What a hole of a string takes.
  func isTextual(_ type: Type) -> Bool {
    switch type {
    case .bool, .int, .float, .string, .duration, .time, .size, .user, .path, .domainName, .url,
      .host, .erroneous, .never, .secret:
      true
    case .enumeration(let id): tables.enums[id.index].cases.allSatisfy { $0.fields.isEmpty }
    default: false
    }
  }

  /// Words that fit into a line of help.
  func brief(_ words: String) -> String {
    words.contains("\n") || words.utf8.count > 40 ? "…" : words
  }
}

import StileSyntax

extension Checker {
  /// `dns.resolver`: a value of a standard module.
  mutating func readMember(
    of module: Int, _ word: String, _ name: Name, _ span: SourceSpan
  ) -> TypedExpression {
    switch symbol(name, of: module, word) {
    case .global(let id): return readGlobal(id, span)
    case .function:
      report(.functionAsValue("\(word).\(name.text)", at: span))
      return erroneous(span)
    case .module, .builtIn, nil: return erroneous(span)
    }
  }

  /// `dns.observe(…)`.
  mutating func callMember(
    of module: Int, _ word: String, _ name: Name, _ arguments: [Argument], _ hint: Type?,
    _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    let words = "\(word).\(name.text)"
    let nameSpan = SourceSpan(span.source, Int(span.lower), Int(name.span.upper))
    switch symbol(name, of: module, word) {
    case .function(let id):
      return call(id, words, nameSpan, arguments, hint, span, seat)
    case .global:
      refuseSeat(seat)
      report(.notCallable(words, at: nameSpan))
    case .module, .builtIn, nil:
      checkAside(arguments)
    }
    return erroneous(span)
  }

  /// A symbol that a module declares itself and lets others see; else a message.
  mutating func symbol(_ name: Name, of module: Int, _ word: String) -> Symbol? {
    if let entry = scopes[module].symbols[name.text], !entry.isImported {
      guard name.text.hasPrefix("_") else { return entry.value }
      report(.privateName(name, of: word, declared: entry.span))
      return nil
    }
    let own = scopes[module].symbols.filter { !$0.value.isImported }
    let names = own.keys.filter { !$0.hasPrefix("_") }.sorted()
    report(
      .unknownModuleMember(
        name, of: word, nearest: NearestName.find(name.text, in: names), all: names))
    return nil
  }

  /// `world.NAME(…)`, in standard modules only.
  mutating func callNative(
    _ name: Name, _ arguments: [Argument], _ receiver: SourceSpan, _ span: SourceSpan
  ) -> TypedExpression {
    guard isStandardModule else {
      report(.worldOutsideLibrary(at: receiver))
      return erroneous(span)
    }
    guard let native = natives[name.text] else {
      let names = natives.keys.sorted()
      report(
        .unknownModuleMember(
          name, of: "world", nearest: NearestName.find(name.text, in: names), all: names))
      return erroneous(span)
    }
    let words = "world.\(name.text)"
    let isAllowed = demand(native.effect, "`\(words)`", at: name.span)
    if native.effect == .action { noteChange(at: name.span, words: words, isOwn: true) }
    let signature = signature(native.signature, of: words)
    guard let values = match(arguments, to: signature.parameters, of: words, at: span) else {
      return erroneous(span)
    }
    let result = isAllowed ? signature.result : .erroneous
    return TypedExpression(.native(name.text, values), result, span)
  }

  /// The signature of what is not written in Stile, in the words of the module that calls it.
  mutating func signature(_ text: String, of name: String) -> Signature {
    let key = NativeKey(module: body.module, name: name)
    if let known = nativeSignatures[key] { return known }
    let source = SourceText(id: SourceID(-1), name: name, bytes: Array(text.utf8))
    let parsed = Parser.parseSignature(source)
    var parameters: [Parameter] = []
    for field in parsed.parameters {
      let type = resolve(field.type, in: body.module)
      let value = field.defaultValue.map {
        checkDefault($0, of: field.name, type: type, in: body.module).value
      }
      parameters.append(
        Parameter(name: field.name.text, type: type, defaultValue: value, span: nil))
    }
    let result = parsed.returnType.map { resolve($0, in: body.module) } ?? .void
    let signature = Signature(parameters: parameters, result: result)
    nativeSignatures[key] = signature
    return signature
  }
}

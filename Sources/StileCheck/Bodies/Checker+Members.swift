import StileSyntax

extension Checker {
  /// `receiver.name` without a call.
  mutating func inferMember(
    _ receiver: Expression, _ name: Name, _ span: SourceSpan
  ) -> TypedExpression {
    let value: TypedExpression
    switch receiver.kind {
    case .name(let word):
      let found = lookUp(word)
      switch found {
      case .symbol(.module(let module))?: return readMember(of: module, word, name, span)
      case .symbol(.builtIn(.world))?:
        report(.onlyCalled("world.\(name.text)", at: span))
        return erroneous(span)
      default: value = inferName(word, found, nil, receiver.span)
      }
    case .typeName(let typeName):
      return inferQualifiedCase(typeName, receiver.span, name, nil, span)
    default: value = infer(receiver)
    }
    let type = inference.shallow(value.type)
    if type.isErroneous { return erroneous(span) }
    if let field = field(name.text, of: type) {
      return TypedExpression(.field(value, field.index), field.type, span)
    }
    guard let known = builtInMember(name.text, of: type) else {
      report(unknownMember(name, of: type, receiver))
      return erroneous(span)
    }
    guard known.signature.parameters == nil else {
      report(.methodWithoutCall(name, at: span))
      return erroneous(span)
    }
    let unknowns = unknowns(for: known, at: span)
    _ = inference.unify(known.signature.receiver.replacingParameters(unknowns), type)
    let result = known.signature.result.replacingParameters(unknowns)
    return TypedExpression(.member(known.member, value, []), inference.shallow(result), span)
  }

  /// `receiver.name(arguments)`.
  mutating func callMember(
    _ receiver: Expression, _ name: Name, _ arguments: [Argument], _ hint: Type?,
    _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    switch receiver.kind {
    case .name(let word):
      switch lookUp(word) {
      case .symbol(.module(let module))?:
        return callMember(of: module, word, name, arguments, hint, span, seat)
      case .symbol(.builtIn(.sim))?:
        refuseSeat(seat)
        return callSimulated(name, arguments, receiver.span, span)
      case .symbol(.builtIn(.world))?:
        refuseSeat(seat)
        return callNative(name, arguments, receiver.span, span)
      default: break
      }
    case .typeName(let typeName):
      refuseSeat(seat)
      if name.text == "decode" { return inferDecode(typeName, receiver.span, arguments, span) }
      return inferQualifiedCase(typeName, receiver.span, name, arguments, span)
    default: break
    }
    return callMethod(receiver, name, arguments, hint, span, seat)
  }

  private mutating func callMethod(
    _ receiver: Expression, _ name: Name, _ arguments: [Argument], _ hint: Type?,
    _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    let value = infer(receiver)
    let type = inference.shallow(value.type)
    if type == .rehearsal, let call = callRehearsed(value, name, arguments, span) {
      refuseSeat(seat)
      return call
    }
    guard !type.isErroneous, let known = builtInMember(name.text, of: type) else {
      if !type.isErroneous {
        let isField = field(name.text, of: type) != nil
        report(
          isField
            ? .notCallable(name.text, at: name.span) : unknownMember(name, of: type, receiver))
      }
      checkAside(arguments)
      return erroneous(span)
    }
    refuseSeat(seat)
    let (member, signature) = (known.member, known.signature)
    guard let declared = signature.parameters else {
      report(
        .propertyCalled(name, at: SourceSpan(span.source, Int(name.span.upper), Int(span.upper))))
      return erroneous(span)
    }
    let unknowns = unknowns(for: known, at: span)
    _ = inference.unify(signature.receiver.replacingParameters(unknowns), type)
    let result = signature.result.replacingParameters(unknowns)
    suggest(hint, for: result)
    let parameters = declared.map { parameter in
      Parameter(
        name: parameter.name, type: parameter.type.replacingParameters(unknowns),
        defaultValue: nil, span: nil)
    }
    noteComparison(member, type, name)
    if member == .listSortedBy, let key = unknowns.last {
      pending.comparisons.append(.init(type: key, word: "<", span: name.span))
    }
    guard let values = match(arguments, to: parameters, of: name.text, at: span) else {
      return erroneous(span)
    }
    return TypedExpression(.member(member, value, values), inference.shallow(result), span)
  }

  /// Some methods are for elements that can be compared.
  private mutating func noteComparison(_ member: BuiltInMember, _ type: Type, _ name: Name) {
    guard case .list(let element) = type else { return }
    switch member {
    case .listContains, .listUnique, .listIndexOf:
      pending.comparisons.append(.init(type: element, word: "==", span: name.span))
    case .listSorted, .listMin, .listMax:
      pending.comparisons.append(.init(type: element, word: "<", span: name.span))
    case .listSum: pending.comparisons.append(.init(type: element, word: "+", span: name.span))
    default: break
    }
  }

  private mutating func unknowns(for known: KnownMember, at span: SourceSpan) -> [Type] {
    (0..<known.unknownCount).map { _ in inference.fresh(at: span) }
  }

  func field(_ name: String, of type: Type) -> (index: Int, type: Type)? {
    guard case .record(let id) = type else { return nil }
    let fields = tables.records[id.index].fields
    return fields.firstIndex { $0.name == name }.map { ($0, fields[$0].type) }
  }

  func builtInMember(_ name: String, of type: Type) -> KnownMember? {
    KnownMember.named[name]?.first { known in
      switch (known.signature.receiver, type) {
      case (.list(.string), .list(let element)):
        switch inference.shallow(element) {
        case .string, .variable, .erroneous: true
        default: false
        }
      case (.list, .list), (.map, .map): true
      case (let receiver, let type): receiver == type
      }
    }
  }

  private func unknownMember(_ name: Name, of type: Type, _ receiver: Expression) -> Diagnostic {
    if case .variable = type { return .typeUnknown(at: receiver.span) }
    if case .optional(let wrapped) = type,
      field(name.text, of: wrapped) != nil || builtInMember(name.text, of: wrapped) != nil
    {
      return .optionalMember(name, describe(type), at: receiver.span, text(receiver.span))
    }
    var names = BuiltInMember.allCases.filter {
      builtInMember($0.shortName, of: type)?.member == $0
    }
    .map(\.shortName)
    if case .record(let id) = type { names += tables.records[id.index].fields.map(\.name) }
    let isJoin = name.text == "join"
    if isJoin, case .list = type { return .joinOfOthers(describe(type), at: name.span) }
    return .unknownMember(
      name, of: describe(type), nearest: NearestName.find(name.text, in: names.sorted()),
      all: names.sorted())
  }
}

/// A built-in member with its signature, which is made once.
final class KnownMember: Sendable {
  let member: BuiltInMember
  let signature: BuiltInMember.Signature
  /// How many types its uses leave open.
  let unknownCount: Int

  init(_ member: BuiltInMember) {
    self.member = member
    signature = member.signature
    let types = [signature.receiver, signature.result] + (signature.parameters ?? []).map(\.type)
    unknownCount = types.map(\.parameterCount).max() ?? 0
  }

  /// By their short names.
  static let named = Dictionary(
    grouping: BuiltInMember.allCases.map(KnownMember.init), by: \.signature.name)
}

extension BuiltInMember {
  package var shortName: String {
    rawValue.split(separator: ".").last.map(String.init) ?? rawValue
  }
}

import StileSyntax

extension Checker {
  /// Puts the arguments of a call to the parameters: first by position, then by label, the rest by
  /// default. Lambdas are checked last, since the others may say what they take.
  ///
  /// Gives nil after a message; the arguments are checked all the same.
  mutating func match(
    _ arguments: [Argument], to parameters: [Parameter], of callee: String, at span: SourceSpan
  ) -> [TypedExpression]? {
    if arguments.count == parameters.count, arguments.allSatisfy(\.isPlain) {
      return arguments.indices.map { index in
        let parameter = parameters[index]
        return check(arguments[index].value, parameter.type, as: parameter.role(of: callee))
      }
    }
    guard let written = place(arguments, parameters, callee, span) else {
      checkAside(arguments)
      return nil
    }
    var values: [TypedExpression?] = Array(repeating: nil, count: parameters.count)
    for isSecondPass in [false, true] {
      for (index, parameter) in parameters.enumerated() {
        guard let expression = written[index], expression.isLambda == isSecondPass else {
          continue
        }
        values[index] = check(expression, parameter.type, as: parameter.role(of: callee))
      }
    }
    for (index, parameter) in parameters.enumerated() where values[index] == nil {
      values[index] = parameter.defaultValue
      body.isOpen = true
    }
    return values.compactMap { $0 }
  }

  /// The arguments of something that nobody knows: what would depend on it is taken as it is.
  mutating func checkAside(_ arguments: [Argument]) {
    for argument in arguments where !argument.value.isLambda {
      _ = infer(argument.value, hint: .erroneous)
    }
  }

  private mutating func place(
    _ arguments: [Argument], _ parameters: [Parameter], _ callee: String, _ span: SourceSpan
  ) -> [Expression?]? {
    var written: [Expression?] = Array(repeating: nil, count: parameters.count)
    var isSound = true
    var labelled: Name?
    for (position, argument) in arguments.enumerated() {
      var index = position
      if let label = argument.label {
        labelled = label
        guard let found = parameters.firstIndex(where: { $0.name == label.text }) else {
          report(unknownLabel(label, parameters, written, callee))
          isSound = false
          continue
        }
        index = found
      } else if let labelled {
        report(.argumentOrder(at: argument.value.span, after: labelled))
        isSound = false
        continue
      } else if index >= parameters.count {
        report(.argumentExtra(callee, parameters.count, at: argument.value.span))
        return nil
      }
      if let earlier = written[index] {
        let name = parameters[index].name
        report(.argumentRepeated(name, at: argument.value.span, earlier: earlier.span))
        isSound = false
        continue
      }
      written[index] = argument.value
    }
    guard isSound else { return nil }
    let missing = parameters.indices.filter {
      written[$0] == nil && parameters[$0].defaultValue == nil
    }
    if !missing.isEmpty {
      let needs = missing.map { (parameters[$0].name, describe(parameters[$0].type)) }
      report(.argumentMissing(needs, of: callee, at: span, declared: parameters[missing[0]].span))
      return nil
    }
    return written
  }

  private func unknownLabel(
    _ label: Name, _ parameters: [Parameter], _ written: [Expression?], _ callee: String
  ) -> Diagnostic {
    let free = parameters.indices.filter { written[$0] == nil }.map { parameters[$0].name }
    let nearest = NearestName.find(label.text, in: free)
    return .argumentUnknown(label, of: callee, nearest: nearest, all: parameters.map(\.name))
  }
}

extension Argument {
  /// It stands at its place, and is checked in its turn.
  fileprivate var isPlain: Bool { label == nil && !value.isLambda }
}

extension Parameter {
  fileprivate func role(of callee: String) -> Role {
    .argument(name, of: callee, declared: span)
  }
}

/// Members, calls and indices.
extension Formatter {
  /// A primary with what stands behind it. Of several calls by a dot each begins a line but the
  /// first, when they don't fit on one; they are indented, the first is not.
  mutating func postfixes(_ expression: Expression) {
    guard expression.memberCalls > 1 else { return postfix(expression, isChain: false) }
    group { formatter in
      formatter.postfix(expression, isChain: true)
      formatter.layout.append(.indent(-1))
    }
  }

  private mutating func postfix(_ expression: Expression, isChain: Bool) {
    switch expression.kind {
    case .call(let callee, let arguments):
      if isChain, case .member(let base, _) = callee.kind {
        postfix(base, isChain: true)
        if base.memberCalls == 1 { layout.append(.indent(1)) }
        if base.memberCalls > 0 { softLine() }
        token()
        token()
      } else {
        postfix(callee, isChain: isChain)
      }
      self.arguments(arguments)
    case .member(let base, _):
      postfix(base, isChain: isChain)
      token()
      token()
    case .index(let base, let index):
      postfix(base, isChain: isChain)
      bracketed([index], endsInComma: false) { $0.expression($1, indentation: 0) }
    default: self.expression(expression)
    }
  }

  private mutating func arguments(_ arguments: [Argument]) {
    guard let only = arguments.first, arguments.count == 1, only.hugsParentheses,
      !cursor.gapBehind.hasComments
    else { return bracketed(arguments) { $0.argument($1) } }
    token()
    expression(only.value)
    dropCommas()
    token()
  }

  private mutating func argument(_ argument: Argument) {
    if argument.label != nil {
      token()
      token()
      space()
    }
    expression(argument.value)
  }
}

extension Argument {
  /// `([` and `({` begin a call whose only argument is a list or a map, and `])` and `})` end it.
  fileprivate var hugsParentheses: Bool {
    guard label == nil else { return false }
    switch value.kind {
    case .list, .map: return true
    default: return false
    }
  }
}

extension Expression {
  /// How many calls by a dot it is made of.
  fileprivate var memberCalls: Int {
    switch kind {
    case .call(let callee, _):
      if case .member(let base, _) = callee.kind {
        base.memberCalls + 1
      } else {
        callee.memberCalls
      }
    case .member(let base, _), .index(let base, _): base.memberCalls
    default: 0
    }
  }
}

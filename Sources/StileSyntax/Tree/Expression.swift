package struct Expression: Sendable {
  /// Only what is large stands in a box of its own: most expressions are names and numbers.
  package enum Kind: Sendable {
    case integer(Int64)
    case float(Double)
    /// Nanoseconds.
    case duration(Int64)
    /// Bytes.
    case size(Int64)
    /// Nanoseconds since 1970, UTC.
    case time(Int64)
    /// Minutes since midnight.
    case timeOfDay(Int)
    case boolean(Bool)
    case none
    case string(StringLiteral)
    case command(CommandLiteral)
    case name(String)
    /// A type's name, which makes a record when it is called.
    case typeName(String)
    /// `.CNAME`: a case of the enum that the place expects.
    indirect case dotCase(Name)
    indirect case member(Expression, Name)
    indirect case call(Expression, [Argument])
    indirect case index(Expression, Expression)
    case list([Expression])
    case map([MapEntry])
    indirect case lambda([Name], Expression)
    indirect case some(Expression)
    indirect case not(Expression)
    indirect case negate(Expression)
    indirect case binary(BinaryOperator, operatorSpan: SourceSpan, Expression, Expression)
    indirect case fail(Expression)
    case ask(StringLiteral)
    indirect case rehearse(Expression)
    /// `run CMD`, `probe CMD`, `succeeds CMD` with their tails.
    indirect case execute(Execution, Expression, [Tail])
    /// A call with `on` or `as` behind it.
    indirect case seated(Expression, [Tail])
    indirect case `if`(IfNode)
    indirect case match(MatchNode)
    indirect case parenthesized(Expression)
    /// What stood here could not be read; a diagnostic says so.
    case missing
  }

  // In this order what holds an expression can use the room behind the kind.
  package let span: SourceSpan
  package let kind: Kind

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.span = span
    self.kind = kind
  }
}

/// The three words that execute a command.
package enum Execution: String, Sendable {
  case run
  case probe
  case succeeds
}

package enum BinaryOperator: String, Sendable {
  case or
  case and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case coalesce = "??"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

package struct Argument: Sendable {
  package let label: Name?
  package let value: Expression

  package init(label: Name?, value: Expression) {
    self.label = label
    self.value = value
  }
}

package struct MapEntry: Sendable {
  package let key: Expression
  package let value: Expression

  package init(key: Expression, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// A clause behind a command or a call.
package struct Tail: Sendable {
  package enum Kind: Sendable {
    case on(Expression)
    case `as`(Expression)
    case `in`(Expression)
    case stdin(Expression)
    case within(Expression)
    case allow(Expression)
    case reboots
    case environment([EnvironmentEntry])
  }

  package let span: SourceSpan
  package let kind: Kind
  /// The word that begins it.
  let keyword: Keyword

  init(_ kind: Kind, _ keyword: Keyword, _ span: SourceSpan) {
    self.kind = kind
    self.keyword = keyword
    self.span = span
  }

  var keywordSpan: SourceSpan {
    SourceSpan(span.source, Int(span.lower), Int(span.lower) + keyword.rawValue.utf8.count)
  }
}

/// `NAME: value` of an `env { … }`.
package struct EnvironmentEntry: Sendable {
  package let name: Name
  package let value: Expression

  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

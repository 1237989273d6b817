/// A mark or an operator.
package enum Punctuation: String, CaseIterable, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case assign = "="
  case fatArrow = "=>"
  case arrow = "->"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case question = "?"
  case coalesce = "??"

  /// How many bytes it has.
  var length: Int {
    switch self {
    case .fatArrow, .arrow, .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .coalesce: 2
    default: 1
    }
  }

  /// A newline behind it is dropped: what it begins or joins must follow.
  var wantsMore: Bool {
    switch self {
    case .rightParenthesis, .rightBracket, .rightBrace, .question: false
    default: true
    }
  }

  /// A newline before it is dropped: it belongs to what stands above.
  var carriesStatementOn: Bool {
    switch self {
    case .dot, .rightParenthesis, .rightBracket, .rightBrace, .coalesce: true
    default: false
    }
  }
}

/// A token with the trivia (white space, comments) before it.
///
/// `triviaLower ..< lower` is trivia and `lower ..< upper` the token, both byte offsets; the next
/// token's trivia begins at `upper`. So all tokens of a file, the end included, join to the source.
package struct Token: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case name
    case typeName
    case keyword(Keyword)
    case integer
    case float
    /// A duration or a size.
    case quantity
    case time
    case timeOfDay
    /// A whole string, holes included; the parser reads its inside.
    case string
    /// A whole command, holes included.
    case command
    case punctuation(Punctuation)
    /// A newline that ends a statement; the others are trivia.
    case newline
    case endOfFile
    /// Bytes that no token can have; a diagnostic says why.
    case invalid
  }

  package let kind: Kind
  package let triviaLower: Int32
  package let lower: Int32
  package let upper: Int32

  package init(_ kind: Kind, triviaLower: Int32, lower: Int32, upper: Int32) {
    self.kind = kind
    self.triviaLower = triviaLower
    self.lower = lower
    self.upper = upper
  }
}

/// A token: what stands in `lower ..< upper`, both byte offsets.
///
/// What stands between it and the token before is trivia: white space and comments. So all tokens
/// of a file, the end included, join to the source.
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
  /// The number of its word in the table of words, `noWord` if it is none or not in there.
  let word: UInt16
  package let lower: Int32
  package let upper: Int32

  static let noWord = UInt16.max

  init(_ kind: Kind, lower: Int32, upper: Int32, word: UInt16 = noWord) {
    self.kind = kind
    self.word = word
    self.lower = lower
    self.upper = upper
  }
}

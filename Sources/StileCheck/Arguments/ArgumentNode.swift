/// The value of a param as a document gives it: texts, and what is put together of them.
package indirect enum ArgumentNode: Hashable, Sendable {
  case text(String)
  case list([ArgumentNode])
  case map([Entry])

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: ArgumentNode

    package init(key: String, value: ArgumentNode) {
      self.key = key
      self.value = value
    }
  }

  /// How it is called in a message.
  var what: String {
    switch self {
    case .text(let text): "`\(text)`"
    case .list: "a list"
    case .map: "a mapping"
    }
  }
}

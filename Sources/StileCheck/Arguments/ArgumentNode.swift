/// The value of a param as a document gives it: texts, and what is put together of them.
package struct ArgumentNode: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    case text(String)
    case list([ArgumentNode])
    case map([Entry])
  }

  package struct Entry: Hashable, Sendable {
    package let key: String
    package let keyPlace: Place
    package let value: ArgumentNode

    package init(key: String, at place: Place, value: ArgumentNode) {
      self.key = key
      keyPlace = place
      self.value = value
    }
  }

  /// Where something stands in its document; both count from 1.
  package struct Place: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// How it is called in a message.
  var what: String {
    switch content {
    case .text(let text): "`\(text)`"
    case .list: "a list"
    case .map: "a mapping"
    }
  }
}

import Testing

@testable import StileSyntax

@Suite struct ByteViewTests {
  @Test func `zeros stand around the bytes of a view, wherever it ends`() {
    Array("abcdefghijkl".utf8).withView { whole in
      let view = whole.upTo(3)
      #expect((-1...3).map { view[$0] } == [0, 97, 98, 99, 0])
      #expect([Int.min, Int.max, 12].allSatisfy { whole[$0] == 0 })
      #expect(view.text(0..<12) == "abc")
      #expect(view.wordEnd(1) == 3)
      #expect(view.eight(at: 0) == nil)
    }
  }

  @Test func `eight bytes at once are what they are one by one`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = Array("abcdefgh".utf8)
        bytes[place] = byte
        let eight = bytes.withView { $0.eight(at: 0) }
        let length = eight.map { EightBytes.count(of: $0.words) }
        #expect(length == (Byte.isWord(byte) ? 8 : place))
        let plain = eight.map { EightBytes.count(before: $0.literalMarks) }
        #expect(plain == (Array("\"`\\#\n".utf8).contains(byte) ? place : 8))
        let innocent = (0x20..<0x7F).contains(byte) || byte == 9 || byte == 10
        #expect((eight?.suspects == 0) == innocent)
      }
    }
  }

  @Test func `the next such byte is found wherever it stands`() {
    for place in 0..<20 {
      var bytes = Array("abcdefghijklmnopqrst".utf8)
      bytes[place] = Byte.lineFeed
      bytes.withView { view in
        for lower in 0...20 {
          #expect(view.next(Byte.lineFeed, from: lower) == (lower <= place ? place : 20))
        }
      }
    }
  }

  @Test func `a word is the same number wherever it stands`() {
    for length in 1...16 {
      let word = String("abcdefghijklmnop".prefix(length))
      let alone = Array(word.utf8).withView { $0.packed(0..<length) }
      let within = Array("(\(word)) and more text".utf8).withView { $0.packed(1..<length + 1) }
      #expect(alone == within)
      #expect(alone == word.utf8.reversed().reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
    }
  }
}

@Suite struct WordTableTests {
  @Test func `a word has one number, and keywords stay keywords among many words`() {
    let names = (0..<70_000).map { "name_\($0)" }
    let text = (Keyword.allCases.map(\.rawValue) + names).joined(separator: " ")
    Array(text.utf8).withView { bytes in
      var words = WordTable(of: Keyword.allCases)
      for _ in 0..<2 {
        var lower = 0
        for name in Keyword.allCases.map(\.rawValue) + names {
          let upper = lower + name.utf8.count
          if let number = words.number(of: lower..<upper, in: bytes) {
            let keyword = Keyword(rawValue: name)
            #expect(words[number].text == name)
            #expect(words[number].kind.keyword == keyword)
          } else {
            #expect(Keyword(rawValue: name) == nil, "\(name) is left out")
          }
          lower = upper + 1
        }
      }
    }
  }
}

@Suite struct SourceSpanTests {
  @Test func `a span gives back what it was made of`() {
    for source in [Int32(-1), 0, 1, 8191] {
      for (lower, upper) in [(0, 0), (1, 5), (16 << 20, 16 << 20)] {
        let span = SourceSpan(SourceID(source), lower, upper)
        #expect(span.source.rawValue == source)
        #expect(Int(span.lower) == lower && Int(span.upper) == upper)
      }
    }
  }

  @Test func `what is no place in a source becomes the nearest one`() {
    let span = SourceSpan(SourceID(.max), Int.max, Int.min)
    #expect(span.source.rawValue == 8191 && span.lower == span.upper)
    #expect(SourceSpan(SourceID(0), -5, -7) == SourceSpan(SourceID(0), 0, 0))
  }
}

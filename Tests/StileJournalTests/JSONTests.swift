import StileMachine
import Testing

@Suite struct JSONTests {
  @Test func `a document keeps the order of its members, and the writer sorts them`() throws {
    let document = try JSON.parse(#" { "b" : [1, -2, 3.5e1, true, null], "a" : "x" } "#)
    #expect(
      document
        == .object([
          JSONMember("b", .array([.int(1), .int(-2), .float(35), .bool(true), .null])),
          JSONMember("a", .string("x")),
        ]))
    #expect(document.canonicalText == #"{"a":"x","b":[1,-2,35.0,true,null]}"#)
  }

  @Test(arguments: [
    (#""\u00e9\n\/""#, "é\n/"), (#""\ud83d\udc11""#, "🐑"), ("\"\u{7F}\"", "\u{7F}"),
    (#""\u0000""#, "\0"), (#""\"\\\b\f\r\t""#, "\"\\\u{8}\u{C}\r\t"),
  ]) func `escapes become what they mean`(text: String, value: String) throws {
    #expect(try JSON.parse(text) == .string(value))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{,}", "[,1]",
    "tru",
    "nul", "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN", "Infinity", "'a'", "\"a", "\"\\",
    "\"\\x\"",
    "\"\\u12\"", "\"\\u12g4\"", "\"\u{1}\"", "\"a\nb\"", "1 2", "[1]]", "{\"a\":1}x", "\u{FEFF}1",
    "9223372036854775808", "-9223372036854775809", "1e999", "\"\\ud800\"", "\"\\udc00\"",
    "\"\\ud800\\u0041\"", "\"\\ud800x\"", "{\"a\":1,\"a\":2}",
  ]) func `what is not JSON, or means different things to different readers, is refused`(
    text: String
  ) {
    #expect(throws: JSONProblem.self) { try JSON.parse(text) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONProblem("a string is not UTF-8", at: 0)) {
      try JSON.parse([0x22, 0xFF, 0x22])
    }
    #expect(throws: JSONProblem.self) { try JSON.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func `whole numbers are 64 bits, to the last one`() throws {
    #expect(try JSON.parse("9223372036854775807") == .int(.max))
    #expect(try JSON.parse("-9223372036854775808") == .int(.min))
    #expect(try JSON.parse("-0") == .int(0))
    #expect(JSON.int(.min).canonicalText == "-9223372036854775808")
  }

  @Test func `two names that only look the same are two`() throws {
    let document = try JSON.parse("{\"é\":1,\"e\u{301}\":2}")
    #expect(document.canonicalText == "{\"e\u{301}\":2,\"é\":1}")
  }

  @Test func `a large object also has each name once`() {
    let members = (0..<2000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    #expect(throws: Never.self) { try JSON.parse("{\(members)}") }
    #expect(throws: JSONProblem.self) { try JSON.parse("{\(members),\"n3\":0}") }
  }

  @Test func `nesting is bounded before it costs the stack`() throws {
    let depth = JSONReader.depthLimit
    let text = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try JSON.parse(text(depth)) }
    #expect(throws: JSONProblem.self) { try JSON.parse(text(depth + 1)) }
    #expect(throws: JSONProblem.self) { try JSON.parse(String(repeating: "[", count: 1_000_000)) }
    var reader = JSONReader(Array(String(repeating: "{\"a\":", count: 1_000_000).utf8))
    #expect(throws: JSONProblem.self) { try reader.skip() }
  }

  @Test func `what was written reads as the same value`() throws {
    for seed in 0..<2000 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let document = numbers.json(5)
      for sorting in [true, false] {
        let bytes = document.canonicalBytes(sortingNames: sorting)
        var reader = JSONReader(bytes)
        let read = try reader.value()
        #expect(read.canonicalBytes(sortingNames: sorting) == bytes, "seed \(seed)")
        if !sorting { #expect(read == document, "seed \(seed)") }
      }
    }
  }

  @Test func `no prefix and no flipped byte of a document traps`() {
    for seed in 0..<300 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let bytes = numbers.json(5).canonicalBytes()
      for count in 0..<bytes.count { _ = try? JSON.parse(Array(bytes[..<count])) }
      for _ in 0..<50 where !bytes.isEmpty {
        var bent = bytes
        bent[numbers.below(bent.count)] = UInt8(truncatingIfNeeded: numbers.next())
        _ = try? JSON.parse(bent)
      }
    }
  }

  @Test func `base64 is that of RFC 4648, and only that`() {
    for (text, encoded) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64.text(Array(text.utf8)) == encoded)
      #expect(Base64.bytes(encoded) == Array(text.utf8))
    }
    for wrong in ["Zg", "Zg=", "Zh==", "Z===", "====", "Zm9v\n", "Zm 9", "=g=="] {
      #expect(Base64.bytes(wrong) == nil, "\(wrong)")
    }
  }
}

extension JSON {
  fileprivate static func parse(_ text: String) throws(JSONProblem) -> JSON {
    try parse(Array(text.utf8))
  }

  fileprivate var canonicalText: String { String(decoding: canonicalBytes(), as: UTF8.self) }
}

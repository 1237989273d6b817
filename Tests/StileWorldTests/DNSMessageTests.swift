import StileMachine
import Testing

@testable import StileWorld

/// The wire format: what is written can be read, and nothing that comes in breaks anything.
@Suite struct DNSMessageTests {
  private func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }

  /// A message with a record of every type that has a text, and names that repeat.
  private func message() throws -> DNSMessage {
    var message = DNSMessage(id: 0x1234, flags: [.response, .authoritative])
    let owner = try name("www.example.org")
    message.questions = [DNSMessage.Question(name: owner, type: .cname)]
    for (type, text) in Self.texts {
      message.answers.append(
        DNSMessage.Record(
          owner: owner, type: type, ttl: 300, data: try DNSRecordData.data(text, of: type)))
    }
    message.authorities = [
      DNSMessage.Record(
        owner: try name("example.org"), type: .ns, ttl: 60,
        data: try DNSRecordData.data("ns1.example.org", of: .ns))
    ]
    return message
  }

  private static let texts: [(DNSType, String)] = [
    (.a, "192.0.2.1"), (.aaaa, "2001:db8::1"), (.cname, "new.example.org"),
    (.ns, "ns1.example.org"), (.ptr, "a\\.b.example.org"), (.mx, "10 mail.example.org"),
    (.srv, "1 2 443 www.example.org"), (.txt, "\"one two\" \"a\\\"b\\\\c\\200\""),
    (.caa, "0 issue \"ca.example.org\""),
    (.soa, "ns1.example.org admin.example.org 1 3600 60 86400 300"),
  ]

  @Test func `a message is read as it was written`() throws {
    let message = try message()
    let read = try DNSMessage(decoding: message.encoded)
    #expect(read == message)
    let texts = read.answers.map { DNSRecordData.text($0.data, of: $0.type) }
    #expect(texts == Self.texts.map(\.1))
  }

  @Test func `a query is the bytes that RFC 1035 and 6891 say`() throws {
    let question = DNSMessage.Question(name: try name("A.example"), type: .a)
    let query = DNSMessage.query(id: 0xbeef, question, isRecursive: true)
    let expected: [UInt8] =
      [0xbe, 0xef, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 1]
      + [1, 0x61, 7] + Array("example".utf8) + [0, 0, 1, 0, 1]
      + [0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0]
    #expect(query.encoded == expected)
  }

  @Test func `names are equal without case and final dot`() throws {
    #expect(try name("WWW.Example.ORG.") == name("www.example.org"))
    #expect(try name("a\\.b.c").labels.count == 2)
    #expect(try name("a\\.b.c").description == "a\\.b.c")
    #expect(try name("a b.c").description == "a\\032b.c")
    #expect(DNSName.root.description == ".")
    #expect(DNSName(".") == .root)
    #expect(DNSName("") == nil)
    #expect(DNSName("a..b") == nil)
    #expect(DNSName(String(repeating: "x", count: 64)) == nil)
    #expect(DNSName(Array(repeating: "abcdefghi", count: 26).joined(separator: ".")) == nil)
  }

  @Test func `a name that points to itself, forward or in a ring is refused`() {
    let header: [UInt8] = [0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    let names: [[UInt8]] = [
      [0xc0, 12], [0xc0, 40], [1, 0x61, 0xc0, 12], [0xc0, 14, 0xc0, 12], [0x80, 1], [63],
    ]
    for name in names {
      #expect(throws: DNSMalformed.self) {
        try DNSMessage(decoding: header + name + [0, 1, 0, 1])
      }
    }
  }

  @Test(arguments: [
    (DNSType.a, "192.0.2"), (.a, "192.0.2.1 x"), (.aaaa, "1.2.3.4"), (.mx, "mail.example.org"),
    (.mx, "70000 mail.example.org"), (.cname, "a b"), (.cname, ""), (.txt, "\"open"),
    (.srv, "1 2 mail"), (.caa, "256 issue x"),
  ])
  func `a text that is no data of its type is refused`(type: DNSType, text: String) {
    #expect(throws: DNSMalformed.self) { try DNSRecordData.data(text, of: type) }
  }

  @Test(arguments: 0..<8)
  func `no bytes break the reader`(seed: UInt64) throws {
    var random = Noise(state: seed)
    let good = try message().encoded
    for round in 0..<2500 {
      var bytes = good
      if round % 4 == 0 {
        bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
      } else {
        for _ in 0...(round % 7) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0...3, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes[place] = 0xc0
          case 2: bytes.remove(at: place)
          default: bytes = Array(bytes.prefix(max(1, place)))
          }
        }
      }
      guard let message = try? DNSMessage(decoding: bytes) else { continue }
      // What was read can be shown, and written again to the same message.
      for record in message.answers { _ = DNSRecordData.text(record.data, of: record.type) }
      for question in message.questions {
        _ = DNSAnswerSection(message, question.name, question.type, isAuthoritative: true)
      }
      let signature = DNSSignature(key: .root, secret: [1])
      #expect(signature.problem(with: bytes, requestMAC: [], at: 0) != nil)
    }
  }

  @Test func `an answer to another question, or with another id, is none`() throws {
    let question = DNSMessage.Question(name: try name("example.org"), type: .a)
    let request = DNSMessage.query(id: 7, question, isRecursive: false)
    var answer = DNSMessage(id: 7, flags: [.response])
    answer.questions = [question]
    #expect(answer.isResponse(to: request))
    answer.id = 8
    #expect(!answer.isResponse(to: request))
    answer.id = 7
    answer.questions[0].name = try name("example.net")
    #expect(!answer.isResponse(to: request))
    answer.questions = [question]
    answer.flags = []
    #expect(!answer.isResponse(to: request))
  }

  @Test(arguments: [(900, 300), (300, 900)])
  func `over a chain of names the longest TTL counts`(first: UInt32, last: UInt32) throws {
    var answer = DNSMessage(id: 7, flags: [.response, .authoritative])
    answer.answers = [
      DNSMessage.Record(
        owner: try name("www.example.org"), type: .cname, ttl: first,
        data: try DNSRecordData.data("old.example.org", of: .cname)),
      DNSMessage.Record(
        owner: try name("old.example.org"), type: .a, ttl: last,
        data: try DNSRecordData.data("192.0.2.1", of: .a)),
    ]
    let section = DNSAnswerSection(answer, try name("www.example.org"), .a, isAuthoritative: true)
    #expect(section.content == .records(["192.0.2.1"], ttl: 900))
    #expect(section.dangling == nil)
  }

  @Test func `a chain that ends in itself ends`() throws {
    var answer = DNSMessage(id: 7, flags: [.response, .authoritative])
    for (owner, target) in [("a.example", "b.example"), ("b.example", "a.example")] {
      answer.answers.append(
        DNSMessage.Record(
          owner: try name(owner), type: .cname, ttl: 1,
          data: try DNSRecordData.data(target, of: .cname)))
    }
    let section = DNSAnswerSection(answer, try name("a.example"), .a, isAuthoritative: true)
    #expect(section.content == .silent("gives a chain of names that ends in itself"))
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1:53"), ("192.0.2.1:5300", "192.0.2.1:5300"),
    ("[2001:db8::1]:5300", "[2001:db8::1]:5300"), ("2001:DB8::1", "[2001:db8::1]:53"),
    ("[::1]", "[::1]:53"), ("example.org", nil), ("192.0.2.1:70000", nil), ("[::1]x", nil),
    ("", nil),
    ("192.0.2.1:", nil),
  ])
  func `addresses of servers`(text: String, expected: String?) {
    #expect(ServerAddress(text, defaultPort: 53)?.description == expected)
  }

  @Test func `resolv_conf gives its name servers`() {
    let text = "# a comment\nsearch example.org\nnameserver 192.0.2.1\nnameserver\t2001:db8::1\n"
    #expect(
      ResolverConfiguration(text: text).servers.map(\.description)
        == ["192.0.2.1:53", "[2001:db8::1]:53"])
    #expect(ResolverConfiguration(text: "").servers.map(\.description) == ["127.0.0.1:53"])
  }
}

/// Numbers that depend on their seed alone (SplitMix64).
private struct Noise: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

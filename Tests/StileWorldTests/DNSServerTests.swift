import StileMachine
import Testing

@testable import StileWorld

/// The DNS driver against knot and unbound, with dig as the second opinion.
@Suite(.enabled(if: DNSLab.isInstalled, Comment(rawValue: DNSLab.missing)), .serialized)
struct DNSServerTests {
  private static let records = """
    www 300 CNAME old
    old 900 A 192.0.2.1
    new 600 A 192.0.2.2
    v6 AAAA 2001:db8::1
    mail MX 20 b.example.org.
    mail MX 10 a.example.org.
    text TXT "one two" "three;\\\\four" "quote\\"d"
    text CAA 0 issue "ca.example.org"
    srv SRV 1 2 443 new
    back PTR new
    sub NS ns1
    """ + "\n"
    + (0..<60).map { "big TXT \"\($0) \(String(repeating: "x", count: 200))\"" }
    .joined(separator: "\n")

  private let lab: DNSLab

  init() throws { lab = try DNSLab(records: Self.records) }

  private func name(_ text: String) -> Datum { .domainName("\(text).\(DNSLab.zone)") }
  private func type(_ text: String) -> Datum { .enumCase(type: "RecordType", name: text, []) }
  private func set(_ values: String..., ttl: Int64) -> Datum {
    .record(
      "RecordSet",
      [
        DatumField("values", .list(values.map { .string($0) })),
        DatumField("ttl", .duration(ttl * 1_000_000_000)),
      ])
  }

  @Test func `the texts of records are those that dig prints`() throws {
    let kinds = [
      ("old", "A"), ("v6", "AAAA"), ("mail", "MX"), ("text", "TXT"), ("text", "CAA"),
      ("srv", "SRV"), ("back", "PTR"), ("www", "CNAME"), ("big", "TXT"),
    ]
    for (owner, kind) in kinds {
      let values = try lab.call(
        "dns_authoritative", [("name", name(owner)), ("type", type(kind))]
      ).datum
      let printed = try lab.answer(
        "+short", "+tcp", "\(owner).\(DNSLab.zone)", kind, at: lab.servers[0])
      // dig ends names with a dot.
      let expected = printed.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.sorted()
      #expect(!expected.isEmpty)
      #expect(values == .list(expected.map { .string($0) }), "\(owner) \(kind)")
    }
  }

  @Test func `an observation asks every address and takes the longest TTL of a chain`() throws {
    let result = try lab.call(
      "dns_observe",
      [
        ("names", .list([name("www")])), ("type", type("A")),
        ("before", .duration(3600 * 1_000_000_000)),
      ])
    guard case .value(let observation) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(observation[field: "ttl"] == .duration(900 * 1_000_000_000))
    let evidence = try #require(DNSEvidence(observation: observation))
    let hour: Int64 = 3_600_000_000_000
    #expect(evidence.before == hour)
    #expect(evidence.bootID == "boot")
    #expect(evidence.answers.map(\.question.server) == lab.servers)
    #expect(
      evidence.answers.allSatisfy { $0.content == .records(["192.0.2.1"], ttl: 900) })
    #expect(DNSEvidence(json: evidence.json) == evidence)
  }

  @Test func `a missing name is kept for the lesser of the two numbers of the SOA`() throws {
    let result = try lab.call(
      "dns_observe", [("names", .list([name("nobody")])), ("type", type("CNAME"))])
    guard case .value(let observation) = result else {
      Issue.record("\(result)")
      return
    }
    let evidence = try #require(DNSEvidence(observation: observation))
    #expect(evidence.answers.map(\.content) == [.missing(ttl: 77), .missing(ttl: 77)])
  }

  @Test func `one question to one address`() throws {
    let question = DNSQuestion(
      server: lab.servers[1], name: "www.\(DNSLab.zone)", type: "CNAME")
    guard case .dnsAnswer(let answer) = try lab.perform(.dnsAsk(question)) else {
      Issue.record("no answer")
      return
    }
    #expect(answer.question == question)
    #expect(answer.content == .records(["old.\(DNSLab.zone)"], ttl: 300))
    #expect(answer.sent.boot < answer.received.boot)
  }

  @Test func `a silent server makes the union unverified, not smaller`() throws {
    lab.stopSecondary()
    let result = try lab.call(
      "dns_authoritative", [("name", name("www")), ("type", type("CNAME"))])
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.kind == .unverified)
    #expect(failure.message == "\(lab.servers[1]) refuses the connection")
    let question = DNSQuestion(
      server: lab.servers[1], name: "www.\(DNSLab.zone)", type: "CNAME")
    guard case .dnsAnswer(let answer) = try lab.perform(.dnsAsk(question)) else { return }
    #expect(answer.content == .silent("refuses the connection"))
  }

  @Test func `the resolver says what it holds`() throws {
    let old = try lab.call("dns_resolved", [("name", name("www")), ("type", type("CNAME"))])
    #expect(old.datum == .list([.string("old.\(DNSLab.zone)")]))
    let nobody = try lab.call("dns_resolved", [("name", name("nobody")), ("type", type("A"))])
    #expect(nobody.datum == .list([]))
  }

  @Test func `a change is made once and taken back, with its TTL`() throws {
    let before = set("old.\(DNSLab.zone)", ttl: 300)
    let after = set("new.\(DNSLab.zone)", ttl: 60)
    func update(_ was: Datum, _ now: Datum) throws -> WorldResult {
      try lab.call(
        "dns_update",
        [
          ("zone", lab.zoneValue()), ("name", name("www")), ("type", type("CNAME")), ("was", was),
          ("now", now),
        ])
    }
    func served() throws -> Datum? {
      try lab.call(
        "dns_record",
        [("zone", lab.zoneValue()), ("name", name("www")), ("type", type("CNAME"))]
      ).datum
    }
    #expect(try served() == before)
    #expect(try update(before, after).datum == Datum.none)
    #expect(try served() == after)
    #expect(
      try lab.answer("+noall", "+answer", "www.\(DNSLab.zone)", "CNAME", at: lab.servers[0])
        .first?.split(separator: "\t").last == "new.\(DNSLab.zone).")
    // The answer to the first sending was lost: the second finds it done.
    #expect(try update(before, after).datum == Datum.none)
    #expect(try update(after, before).datum == Datum.none)
    #expect(try served() == before)
    #expect(try update(before, .none).datum == Datum.none)
    #expect(try served() == Datum.none)
    #expect(try update(.none, before).datum == Datum.none)
    #expect(try served() == before)
  }

  @Test func `a change of what is not there any more is refused, and says what is there`() throws {
    let result = try lab.call(
      "dns_update",
      [
        ("zone", lab.zoneValue()), ("name", name("www")), ("type", type("CNAME")),
        ("was", set("other.\(DNSLab.zone)", ttl: 300)),
        ("now", set("new.\(DNSLab.zone)", ttl: 300)),
      ])
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.kind == .world)
    #expect(
      failure.message
        == "the CNAME of www.stile.test is not changed, because it is not what it was any more")
    #expect(
      failure.details == [
        "there: old.stile.test (TTL 300 s)", "expected: other.stile.test (TTL 300 s)",
        "to be set: new.stile.test (TTL 300 s)",
      ])
  }

  @Test(arguments: [
    ("stile-key", "AAAA", "its secret is another one (BADSIG)"),
    ("other-key", DNSLab.keySecret, "the server does not know the key (BADKEY)"),
  ])
  func `a wrong key is named`(key: String, secret: String, reason: String) throws {
    let result = try lab.call(
      "dns_update",
      [
        ("zone", lab.zoneValue(key: key)), ("name", name("www")), ("type", type("CNAME")),
        ("was", set("old.\(DNSLab.zone)", ttl: 300)), ("now", set("new.\(DNSLab.zone)", ttl: 300)),
      ], secret: secret)
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.message.hasSuffix(reason), "\(failure.message)")
  }

  @Test func `a record beside a CNAME, which servers ignore in silence, is a failure`() throws {
    let result = try lab.call(
      "dns_update",
      [
        ("zone", lab.zoneValue()), ("name", name("www")), ("type", type("A")), ("was", .none),
        ("now", set("192.0.2.9", ttl: 300)),
      ])
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.kind == .world)
    #expect(failure.details.first == "there: no such record")
  }
}

extension WorldResult {
  fileprivate var datum: Datum? {
    if case .value(let datum) = self { datum } else { nil }
  }
}

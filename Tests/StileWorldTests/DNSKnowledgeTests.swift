import StileMachine
import Testing

@testable import StileWorld

/// Look-ups over servers that are a table: whom they ask, what they ask nobody, and what they make
/// of it.
@Suite struct DNSKnowledgeTests {
  private let resolver = "192.0.2.53:53"

  /// A table of answers: `SERVER NAME TYPE` gives the lines of an answer, `OWNER TTL TYPE DATA`.
  /// Behind `--` stand the records of the authority section, `*` marks an answer that is not
  /// authoritative.
  private struct World {
    var table: [String: [String]]
    var asked: [String] = []
    var hasIPv6 = true

    mutating func reply(to ask: DNSAsk) -> DNSReply {
      let key = "\(ask.server) \(ask.name) \(ask.type)"
      asked.append(key)
      let moment = Moment(utc: 0, boot: 0)
      guard let lines = table[key] else {
        return DNSReply(outcome: .silent("does not answer"), sent: moment, received: moment)
      }
      var message = DNSMessage(id: 0, flags: [.response, .authoritative])
      var isAuthority = false
      for line in lines {
        switch line {
        case "*": message.flags.remove(.authoritative)
        case "--": isAuthority = true
        case "NXDOMAIN": message.resultCode = .noSuchName
        case "SERVFAIL": message.resultCode = .serverFailure
        default:
          let words = line.split(separator: " ", maxSplits: 3).map(String.init)
          guard let owner = DNSName(words[0]), let ttl = UInt32(words[1]),
            let type = DNSType(name: words[2]),
            let data = try? DNSRecordData.data(words[3], of: type)
          else { continue }
          let record = DNSMessage.Record(owner: owner, type: type, ttl: ttl, data: data)
          if isAuthority {
            message.authorities.append(record)
          } else {
            message.answers.append(record)
          }
        }
      }
      return DNSReply(outcome: .message(message), sent: moment, received: moment)
    }

    /// Runs a look-up as the driver does, without its network.
    mutating func run<Result>(
      _ function: (inout DNSKnowledge) throws(Failure) -> Result?
    ) throws(Failure) -> Result {
      let resolver = ServerAddress("192.0.2.53", defaultPort: 53)
      let hasIPv6 = hasIPv6
      var knowledge = DNSKnowledge(
        resolvers: [resolver].compactMap { $0 }, port: 53, isRouted: { hasIPv6 || !$0.isIPv6 })
      while true {
        if let result = try function(&knowledge) { return result }
        if knowledge.missing.isEmpty { throw Failure(.limit, "nothing is missing") }
        for ask in knowledge.missing { knowledge.learn(reply(to: ask), to: ask) }
      }
    }
  }

  private let soa = ["--", "example.org 300 SOA ns1.example.org admin.example.org 1 2 3 4 60"]

  /// `example.org` with two servers, of which the resolver knows one; the second has two addresses.
  private var table: [String: [String]] {
    var table = [
      "192.0.2.53:53 example.org NS": ["example.org 60 NS ns1.example.org"],
      "192.0.2.53:53 ns1.example.org A": ["ns1.example.org 60 A 192.0.2.1"],
      "192.0.2.53:53 ns1.example.org AAAA": soa,
      "192.0.2.53:53 ns2.example.org A": ["ns2.example.org 60 A 192.0.2.2"],
      "192.0.2.53:53 ns2.example.org AAAA": ["ns2.example.org 60 AAAA 2001:db8::2"],
    ]
    for server in servers {
      table["\(server) www.example.org NS"] = soa
      table["\(server) example.org NS"] = [
        "example.org 60 NS ns1.example.org", "example.org 60 NS ns2.example.org",
      ]
      table["\(server) www.example.org CNAME"] = ["www.example.org 300 CNAME old.example.org"]
    }
    return table
  }

  private let servers = ["192.0.2.1:53", "192.0.2.2:53", "[2001:db8::2]:53"]

  private func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }

  @Test func `servers are those of the resolver joined with those that they name`() throws {
    var world = World(table: table)
    let name = try name("www.example.org")
    let found = try world.run { knowledge throws(Failure) in try knowledge.servers(of: name) }
    #expect(found.map(\.description) == servers)
  }

  @Test func `a server is asked where this machine has a way to`() throws {
    var world = World(table: table, hasIPv6: false)
    let name = try name("www.example.org")
    let found = try world.run { knowledge throws(Failure) in try knowledge.servers(of: name) }
    #expect(found.map(\.description) == ["192.0.2.1:53", "192.0.2.2:53"])
  }

  @Test func `a server without any way to it is not left out`() throws {
    var world = World(table: table, hasIPv6: false)
    world.table["192.0.2.53:53 ns2.example.org A"] = soa
    world.table["[2001:db8::2]:53 www.example.org CNAME"] = nil
    let name = try name("www.example.org")
    let failure = #expect(throws: Failure.self) {
      try world.run { knowledge throws(Failure) in try knowledge.union(name, .cname) }
    }
    #expect(failure?.kind == .unverified)
  }

  @Test func `the resolver is never asked about the name itself`() throws {
    var world = World(table: table)
    let name = try name("www.example.org")
    _ = try world.run { knowledge throws(Failure) in try knowledge.union(name, .cname) }
    #expect(!world.asked.contains { $0.hasPrefix("\(resolver) www.") })
  }

  @Test func `the union shows a server that is behind`() throws {
    var world = World(table: table)
    world.table["[2001:db8::2]:53 www.example.org CNAME"] = [
      "www.example.org 300 CNAME older.example.org"
    ]
    let name = try name("www.example.org")
    let union = try world.run { knowledge throws(Failure) in try knowledge.union(name, .cname) }
    #expect(union == ["old.example.org", "older.example.org"])
  }

  @Test(arguments: [
    (
      ["*", "www.example.org 300 CNAME old.example.org"], "is not authoritative for www.example.org"
    ),
    (["SERVFAIL"], "answers SERVFAIL"),
  ])
  func `an answer that does not count is silence`(lines: [String], reason: String) throws {
    var world = World(table: table)
    world.table["192.0.2.2:53 www.example.org CNAME"] = lines
    let name = try name("www.example.org")
    let failure = #expect(throws: Failure.self) {
      try world.run { knowledge throws(Failure) in try knowledge.union(name, .cname) }
    }
    #expect(failure?.kind == .unverified)
    #expect(failure?.message == "192.0.2.2:53 \(reason)")
  }

  @Test func `a chain that leaves the zone is followed to servers of its end`() throws {
    var world = World(table: table)
    world.table["192.0.2.53:53 example.net NS"] = ["example.net 60 NS ns1.example.org"]
    for server in servers {
      world.table["\(server) www.example.org A"] = ["www.example.org 300 CNAME far.example.net"]
      world.table["\(server) far.example.net NS"] = soa
      world.table["\(server) example.net NS"] = ["example.net 60 NS ns1.example.org"]
      world.table["\(server) far.example.net A"] = ["far.example.net 7200 A 192.0.2.9"]
    }
    let name = try name("www.example.org")
    let union = try world.run { knowledge throws(Failure) in try knowledge.union(name, .a) }
    #expect(union == ["192.0.2.9"])
    let observed = try world.run { knowledge throws(Failure) in
      try knowledge.observe(name, .a, sparing: [name])
    }
    #expect(
      observed.map(\.content)
        == Array(repeating: .records(["CNAME far.example.net"], ttl: 7200), count: 3))
  }

  @Test func `a name at the top of a zone of its own has the servers of that zone`() throws {
    var world = World(table: table)
    world.table["192.0.2.53:53 org NS"] = ["org 60 NS ns1.example.org"]
    world.table["192.0.2.1:53 example.org NS"] = [
      "*", "--", "example.org 60 NS ns2.example.org",
    ]
    let name = try name("example.org")
    let found = try world.run { knowledge throws(Failure) in try knowledge.servers(of: name) }
    #expect(found.map(\.description).contains("192.0.2.2:53"))
  }

  @Test func `where all are silent there is no observation`() throws {
    var world = World(table: table)
    for server in servers { world.table["\(server) www.example.org CNAME"] = nil }
    let name = try name("www.example.org")
    let failure = #expect(throws: Failure.self) {
      try world.run { knowledge throws(Failure) in
        try knowledge.observe(name, .cname, sparing: [name])
      }
    }
    #expect(failure?.kind == .unverified)
  }

  @Test func `one that is silent stays in the evidence`() throws {
    var world = World(table: table)
    world.table["192.0.2.2:53 www.example.org CNAME"] = nil
    let name = try name("www.example.org")
    let observed = try world.run { knowledge throws(Failure) in
      try knowledge.observe(name, .cname, sparing: [name])
    }
    #expect(
      observed.map(\.content) == [
        .records(["old.example.org"], ttl: 300), .silent("does not answer"),
        .records(["old.example.org"], ttl: 300),
      ])
  }
}

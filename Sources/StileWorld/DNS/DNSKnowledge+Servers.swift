import StileMachine

extension DNSKnowledge {
  /// Every address of every authoritative server of the zone that holds `name`: the servers that
  /// the resolver knows, joined with those that they name themselves.
  ///
  /// The resolver is asked about the zone and its servers only, never about `name`: a resolver that
  /// is asked too early keeps the old answer, also that there is none.
  mutating func servers(
    of name: DNSName, sparing spared: Set<DNSName> = []
  ) throws(Failure) -> [ServerAddress]? {
    guard let (enclosing, known) = try enclosingZone(of: name, sparing: spared) else { return nil }
    guard let first = try addresses(of: known) else { return nil }
    guard !first.isEmpty else {
      throw Failure(.unverified, "the servers of the zone \(enclosing) have no address")
    }
    // The name may be the top of a zone of its own: then its own servers count.
    guard let own = ownServers(of: name, asking: first) else { return nil }
    let zone = own.isEmpty ? enclosing : name
    return try joined(zone, hosts: own.isEmpty ? known : own)
  }

  /// The nearest zone above `name` that the resolver knows, and the names of its servers.
  private mutating func enclosingZone(
    of name: DNSName, sparing spared: Set<DNSName>
  ) throws(Failure) -> (DNSName, Set<DNSName>)? {
    var candidate = name.parent
    while let zone = candidate {
      candidate = zone.parent
      if spared.contains(zone) { continue }
      guard let message = try resolve(zone, .ns) else { return nil }
      let hosts = DNSKnowledge.hosts(in: message.answers, of: zone)
      if !hosts.isEmpty { return (zone, hosts) }
    }
    throw Failure(.unverified, "no zone is known that \(name) belongs to")
  }

  /// The servers of the zone that begins at `name`; empty where it lies within the zone above.
  private mutating func ownServers(
    of name: DNSName, asking servers: [ServerAddress]
  ) -> Set<DNSName>? {
    var found: Set<DNSName> = []
    var isComplete = true
    for server in servers {
      guard let reply = reply(from: server, name, .ns) else {
        isComplete = false
        continue
      }
      guard case .message(let message) = reply.outcome else { continue }
      let isReferral = message.answers.isEmpty && !message.flags.contains(.authoritative)
      let records = isReferral ? message.authorities : message.answers
      found.formUnion(DNSKnowledge.hosts(in: records, of: name))
    }
    return isComplete ? found : nil
  }

  /// Adds the servers that the servers of a zone name, until there is none new.
  private mutating func joined(
    _ zone: DNSName, hosts known: Set<DNSName>
  ) throws(Failure) -> [ServerAddress]? {
    var hosts = known
    for _ in 0..<5 {
      guard let servers = try addresses(of: hosts) else { return nil }
      var all = hosts
      var isComplete = true
      for server in servers {
        guard let reply = reply(from: server, zone, .ns) else {
          isComplete = false
          continue
        }
        if case .message(let message) = reply.outcome, message.flags.contains(.authoritative) {
          all.formUnion(DNSKnowledge.hosts(in: message.answers, of: zone))
        }
      }
      guard isComplete else { return nil }
      if all == hosts { return servers }
      hosts = all
    }
    throw Failure(.unverified, "the servers of \(zone) name ever more servers")
  }

  /// All IPv4 and IPv6 addresses of these hosts, in an order that depends on nothing else.
  private mutating func addresses(of hosts: Set<DNSName>) throws(Failure) -> [ServerAddress]? {
    var addresses: Set<ServerAddress> = []
    var isComplete = true
    for host in hosts.sorted(by: { $0.description < $1.description }) {
      if let found = try self.addresses(of: host) {
        addresses.formUnion(found)
      } else {
        isComplete = false
      }
    }
    return isComplete ? addresses.sorted { $0.description < $1.description } : nil
  }

  /// Where this machine has no way to one family of addresses, a host that has others is asked at
  /// those: behind them is the same server. A host without any way stays, and is silent.
  private mutating func addresses(of host: DNSName) throws(Failure) -> Set<ServerAddress>? {
    var addresses: Set<ServerAddress> = []
    var isComplete = true
    for type in [DNSType.a, .aaaa] {
      guard let message = try resolve(host, type) else {
        isComplete = false
        continue
      }
      let section = DNSAnswerSection(message, host, type, isAuthoritative: false)
      guard case .records(let values, _) = section.content, section.dangling == nil else {
        continue
      }
      for value in values {
        guard let data = try? DNSRecordData.data(value, of: type) else { continue }
        addresses.insert(ServerAddress(bytes: data, port: port))
      }
    }
    guard isComplete else { return nil }
    let routed = addresses.filter(isRouted)
    return routed.isEmpty ? addresses : routed
  }

  private static func hosts(in records: [DNSMessage.Record], of zone: DNSName) -> Set<DNSName> {
    var hosts: Set<DNSName> = []
    for record in records where record.type == .ns && record.owner == zone {
      var reader = DNSReader(record.data)
      if let host = try? reader.readName() { hosts.insert(host) }
    }
    return hosts
  }
}

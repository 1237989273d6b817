package import StileMachine

/// Everything that a run asks of the DNS: look-ups, observations, and changes of a zone.
///
/// A class because connections under way report to it.
package final class DNSService: Service {
  private let loop: EventLoop
  private let secrets: SecretVault
  private let bootID: String
  /// What ends a request that is under way.
  private var underWay: [EffectName: () -> Void] = [:]

  package init(loop: EventLoop, secrets: SecretVault, bootID: String) {
    self.loop = loop
    self.secrets = secrets
    self.bootID = bootID
  }

  package func submit(_ submission: Submission) -> Bool {
    do throws(Failure) {
      switch submission.request {
      case .dnsAsk(let question): try ask(question, submission.name)
      case .native(let request):
        return try submit(NativeArguments(request), request.name, submission.name)
      default: return false
      }
    } catch {
      loop.complete(submission.name, .failed(error))
    }
    return true
  }

  package func cancel(_ name: EffectName) { underWay.removeValue(forKey: name)?() }

  private func submit(
    _ arguments: NativeArguments, _ callable: String, _ name: EffectName
  ) throws(Failure) -> Bool {
    switch callable {
    case "dns_observe": try observe(arguments, name)
    case "dns_authoritative":
      let (domain, type) = (try arguments.domain("name"), try arguments.recordType("type"))
      try lookUp(arguments, name) { knowledge throws(Failure) in
        try knowledge.union(domain, type).map { Datum.list($0.map { .string($0) }) }
      }
    case "dns_resolved":
      let (domain, type) = (try arguments.domain("name"), try arguments.recordType("type"))
      try lookUp(arguments, name) { knowledge throws(Failure) in
        try knowledge.resolved(domain, type).map { Datum.list($0.map { .string($0) }) }
      }
    case "dns_record": try read(arguments, name)
    case "dns_update": try update(arguments, name)
    default: return false
    }
    return true
  }

  private func finish(_ name: EffectName, _ result: WorldResult) {
    guard underWay.removeValue(forKey: name) != nil else { return }
    loop.complete(name, result)
  }

  // MARK: Questions

  /// One question to one address: what a window is made of.
  private func ask(_ question: DNSQuestion, _ name: EffectName) throws(Failure) {
    guard let server = ServerAddress(question.server, defaultPort: 53),
      let domain = DNSName(question.name), let type = DNSType(name: question.type)
    else { throw Failure(.value, "`\(question.name)` can't be asked at `\(question.server)`") }
    let ask = DNSAsk(server: server, name: domain, type: type, isRecursive: false)
    begin(name) { finish in
      let connection = DNSConnection(ask, on: loop) { reply in
        finish(.dnsAnswer(reply.answer(to: question, domain, type)))
      }
      return connection.cancel
    }
  }

  private func lookUp(
    _ arguments: NativeArguments, _ name: EffectName, _ function: @escaping DNSLookUp.Function
  ) throws(Failure) {
    let resolvers = try Self.resolvers(arguments.optionalText("resolver"))
    let port = arguments.isAbsent("port") ? 53 : try arguments.int("port")
    guard let port = UInt16(exactly: port) else { throw Failure(.value, "\(port) is no port") }
    let knowledge = DNSKnowledge(resolvers: resolvers, port: port)
    begin(name) { finish in
      let lookUp = DNSLookUp(knowledge, on: loop, function) { result in
        switch result {
        case .success(let value): finish(.value(value))
        case .failure(let failure): finish(.failed(failure))
        }
      }
      return lookUp.cancel
    }
  }

  private func observe(_ arguments: NativeArguments, _ name: EffectName) throws(Failure) {
    let domains = try arguments.domains("names")
    let type = try arguments.recordType("type")
    let before = try arguments.optionalDuration("before")
    let bootID = bootID
    guard !domains.isEmpty else { throw Failure(.value, "an observation has at least one name") }
    try lookUp(arguments, name) { knowledge throws(Failure) in
      var answers: [DNSAnswer] = []
      var isComplete = true
      for domain in domains {
        guard let found = try knowledge.observe(domain, type, sparing: Set(domains)) else {
          isComplete = false
          continue
        }
        answers += found
      }
      guard isComplete else { return nil }
      return DNSEvidence(answers: answers, before: before, bootID: bootID).observation(of: domains)
    }
  }

  private func read(_ arguments: NativeArguments, _ name: EffectName) throws(Failure) {
    let domain = try arguments.domain("name")
    let type = try arguments.recordType("type")
    let primary = try Self.primary(arguments)
    let ask = DNSAsk(server: primary, name: domain, type: type, isRecursive: false)
    begin(name) { finish in
      let connection = DNSConnection(ask, on: loop) { reply in
        do throws(Failure) {
          let records = try DNSRecordSet.served(by: reply, of: primary, domain, type)
          finish(.value(records?.datum ?? .none))
        } catch {
          finish(.failed(error))
        }
      }
      return connection.cancel
    }
  }

  // MARK: Changes

  private func update(_ arguments: NativeArguments, _ name: EffectName) throws(Failure) {
    let type = try arguments.recordType("type")
    guard let zone = DNSName(try arguments.text("zone", field: "name")) else {
      throw Failure(.value, "the zone has no name")
    }
    let update = try DNSUpdate(
      zone: zone, name: try arguments.domain("name"), type: type,
      was: try arguments.records("was", of: type), now: try arguments.records("now", of: type))
    let primary = try Self.primary(arguments)
    let signature = try signature(arguments)
    begin(name) { finish in
      DNSUpdateJob(update, at: primary, signature: signature, on: loop, finish: finish).cancel
    }
  }

  private func signature(_ arguments: NativeArguments) throws(Failure) -> DNSSignature? {
    let key = try arguments.optionalText("zone", field: "key")
    let secret = try arguments.optionalSecret("zone", field: "secret")
    guard let key, let secret else {
      if key == nil && secret == nil { return nil }
      throw Failure(.value, "a zone has both the name of a key and its secret, or neither")
    }
    guard let keyName = DNSName(key) else { throw Failure(.value, "`\(key)` is no name of a key") }
    let text = try secrets.bytes(of: secret).filter { $0 > 0x20 }
    guard let bytes = Base64.bytes(String(decoding: text, as: UTF8.self)), !bytes.isEmpty else {
      throw Failure(.value, "the secret of the key `\(key)` is not in base64")
    }
    return DNSSignature(key: keyName, secret: bytes)
  }

  // MARK: Under way

  /// Starts something that calls `finish` once, later; what `start` returns gives it up.
  private func begin(
    _ name: EffectName, _ start: (_ finish: @escaping (WorldResult) -> Void) -> () -> Void
  ) {
    underWay[name] = {}
    let cancel = start { [weak self] result in self?.finish(name, result) }
    // It may be over already: a look-up that fails before its first question.
    if underWay[name] != nil { underWay[name] = cancel }
  }

  static func resolvers(_ given: String?) throws(Failure) -> [ServerAddress] {
    guard let given else { return ResolverConfiguration.ofThisMachine().servers }
    guard let server = ServerAddress(given, defaultPort: 53) else {
      throw Failure(
        .value, "`\(given)` is no address of a resolver: it is ADDRESS or ADDRESS:PORT")
    }
    return [server]
  }

  private static func primary(_ arguments: NativeArguments) throws(Failure) -> ServerAddress {
    let text = try arguments.text("zone", field: "primary")
    guard let server = ServerAddress(text, defaultPort: 53) else {
      throw Failure(.value, "`\(text)` is no address of a primary: it is ADDRESS or ADDRESS:PORT")
    }
    return server
  }
}

extension DNSEvidence {
  /// The `Observation` of the language; the engine fills its `id`.
  fileprivate func observation(of names: [DNSName]) -> Datum {
    let seconds = answers.map(\.ttl).max() ?? 0
    let taken = answers.map(\.received.utc).max() ?? 0
    return .record(
      "Observation",
      [
        DatumField("id", .string("")),
        DatumField("names", .list(names.map { .domainName($0.description) })),
        DatumField("ttl", .duration(seconds * .nanosecondsInASecond)),
        DatumField("taken", .time(taken)),
        DatumField("evidence", .json(json)),
      ])
  }
}

extension DNSRecordSet {
  /// The `RecordSet` of the library.
  fileprivate var datum: Datum {
    .record(
      "RecordSet",
      [
        DatumField("values", .list(values.map { .string($0) })),
        DatumField("ttl", .duration(Int64(ttl) * .nanosecondsInASecond)),
      ])
  }
}

package import StileMachine

/// Asks servers: for pages, for certificates, whether they take connections. Names are resolved
/// here, by the run's own resolver.
///
/// A class because look-ups under way report to it.
package final class ServerProbes: Service {
  private static let kinds: [String: any ServerProbe.Type] = [
    "http_get": PageProbe.self, "http_certificate": CertificateProbe.self,
    "tcp_connects": ConnectionProbe.self,
  ]

  private let loop: EventLoop
  private let threads = WorkerThreads()
  /// What ends a look-up of a name.
  private var underWay: [EffectName: () -> Void] = [:]

  package init(loop: EventLoop) { self.loop = loop }

  package func submit(_ submission: Submission) -> Bool {
    guard case .native(let request) = submission.request, let kind = Self.kinds[request.name] else {
      return false
    }
    do throws(Failure) {
      let arguments = NativeArguments(request)
      let resolvers = try DNSService.resolvers(arguments.optionalText("resolver"))
      try ask(try kind.init(arguments), resolvers, submission.name)
    } catch {
      loop.complete(submission.name, .failed(error))
    }
    return true
  }

  package func cancel(_ name: EffectName) {
    underWay.removeValue(forKey: name)?()
    threads.cancel(name)
  }

  private func ask(
    _ probe: any ServerProbe, _ resolvers: [ServerAddress], _ name: EffectName
  ) throws(Failure) {
    if let address = Self.literal(probe.host) { return send(probe, to: [address], name) }
    guard let domain = DNSName(probe.host) else {
      throw Failure(.value, "`\(probe.host)` is no name of a host")
    }
    underWay[name] = {}
    resolve(domain, resolvers, name) { [weak self] in self?.send(probe, to: $0, name) }
  }

  private func resolve(
    _ host: DNSName, _ resolvers: [ServerAddress], _ name: EffectName,
    then send: @escaping ([String]) -> Void
  ) {
    let lookUp = DNSLookUp(DNSKnowledge(resolvers: resolvers, port: 53), on: loop) {
      knowledge throws(Failure) in
      let short = try knowledge.resolved(host, .a)
      let long = try knowledge.resolved(host, .aaaa)
      guard let short, let long else { return nil }
      return .list((short + long).map { .string($0) })
    } finish: { [weak self] result in
      guard let self, underWay[name] != nil else { return }
      switch result {
      case .failure(let failure): finish(name, .failed(failure))
      case .success(.list(let items)) where !items.isEmpty:
        send(items.compactMap { if case .string(let text) = $0 { text } else { nil } })
      case .success:
        finish(name, .failed(Failure(.world, "the resolver knows no address of \(host)")))
      }
    }
    if underWay[name] != nil { underWay[name] = lookUp.cancel }
  }

  private func send(_ probe: any ServerProbe, to addresses: [String], _ name: EffectName) {
    underWay[name] = nil
    threads.perform(name, in: loop.mailbox) { probe.perform(at: addresses) }
  }

  private func finish(_ name: EffectName, _ result: WorldResult) {
    guard underWay.removeValue(forKey: name) != nil else { return }
    loop.complete(name, result)
  }

  /// An address that needs no resolver; `localhost` is one by definition (RFC 6761).
  private static func literal(_ host: String) -> String? {
    if host.lowercased() == "localhost" { return "127.0.0.1" }
    let type: DNSType = host.contains(":") ? .aaaa : .a
    return (try? DNSRecordData.data(host, of: type)).map { _ in host }
  }
}

import CCurl
package import StileMachine

/// Asks web servers, by libcurl on threads of their own. Names are resolved here, by the run's own
/// resolver.
///
/// A class because look-ups under way report to it.
package final class HTTPService: Service {
  private let loop: EventLoop
  private let threads = WorkerThreads()
  /// What ends a look-up of a name.
  private var underWay: [EffectName: () -> Void] = [:]

  package init(loop: EventLoop) { self.loop = loop }

  package func submit(_ submission: Submission) -> Bool {
    guard case .native(let request) = submission.request, request.name == "http_get" else {
      return false
    }
    do throws(Failure) {
      try get(NativeArguments(request), submission.name)
    } catch {
      loop.complete(submission.name, .failed(error))
    }
    return true
  }

  package func cancel(_ name: EffectName) {
    underWay.removeValue(forKey: name)?()
    threads.cancel(name)
  }

  private func get(_ arguments: NativeArguments, _ name: EffectName) throws(Failure) {
    let url = try arguments.text("url")
    guard let target = WebAddress(url) else {
      throw Failure(
        .value, "`\(url)` is no address of a web page: it begins with http:// or https://")
    }
    var host = target.host
    if !arguments.isAbsent("at") {
      let address = try arguments.optionalText("at", field: "address")
      let name = try arguments.text("at", field: "name")
      host = address ?? name
    }
    let transfer = Transfer(url: url, target: target, limit: try arguments.duration("limit"))
    let resolvers = try DNSService.resolvers(arguments.optionalText("resolver"))
    underWay[name] = {}
    if let address = Self.literal(host) { return fetch(transfer, at: [address], name) }
    guard let domain = DNSName(host) else {
      underWay[name] = nil
      throw Failure(.value, "`\(host)` is no name of a host")
    }
    resolve(domain, resolvers, name) { [weak self] addresses in
      self?.fetch(transfer, at: addresses, name)
    }
  }

  private func resolve(
    _ host: DNSName, _ resolvers: [ServerAddress], _ name: EffectName,
    then fetch: @escaping ([String]) -> Void
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
        fetch(items.compactMap { if case .string(let text) = $0 { text } else { nil } })
      case .success:
        finish(name, .failed(Failure(.world, "the resolver knows no address of \(host)")))
      }
    }
    if underWay[name] != nil { underWay[name] = lookUp.cancel }
  }

  private func fetch(_ transfer: Transfer, at addresses: [String], _ name: EffectName) {
    underWay[name] = nil
    threads.perform(name, in: loop.mailbox) { transfer.perform(at: addresses) }
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

/// One GET.
private struct Transfer: Sendable {
  let url: String
  let target: WebAddress
  /// Nanoseconds.
  let limit: Int64

  private static let mostBytes = 1024 * 1024

  func perform(at addresses: [String]) -> WorldResult {
    do throws(CurlTransfer.Problem) {
      let transfer = try CurlTransfer()
      try transfer.set(STILE_CURL_URL, url)
      try transfer.set(STILE_CURL_USERAGENT, "stile")
      try transfer.set(STILE_CURL_PROTOCOLS, STILE_CURL_HTTP | STILE_CURL_HTTPS)
      try transfer.set(STILE_CURL_TIMEOUT_MS, min(max(limit / 1_000_000, 1), Int64(Int32.max)))
      let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
      try transfer.set(STILE_CURL_RESOLVE, lines: ["\(target.host):\(target.port):\(list)"])
      let (status, body) = try transfer.perform(atMost: Transfer.mostBytes)
      return .value(
        .record(
          "Response",
          [
            DatumField("status", .int(Int64(status))),
            DatumField("body", .string(String(decoding: body, as: UTF8.self))),
          ]))
    } catch {
      return .failed(Failure(.world, "\(url) can't be fetched: \(error.message)"))
    }
  }
}

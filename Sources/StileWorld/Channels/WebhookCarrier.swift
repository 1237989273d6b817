import CCurl
import StileMachine

/// Posts messages as JSON to a web address, by libcurl.
struct WebhookCarrier: MessageCarrier {
  private static let limit = 30_000

  func deliver(_ message: Message, by channel: ChannelFields) throws(Undelivered) {
    let secret = try channel.secret()
    let header = channel.option("header")
    // The secret is what a header holds, or the address itself.
    let url = header == nil ? secret ?? channel.server : channel.server
    try WebhookCarrier.check(url, hasSecret: secret != nil)
    var headers = [
      "Content-Type: application/json", "Idempotency-Key: \(message.id)",
      // Libcurl would wait for a word of the server before it sends a long body.
      "Expect:",
    ]
    if let header, let secret {
      guard WebhookCarrier.isToken(header) else {
        throw Undelivered("`\(header)` is no name of a header", isFinal: true)
      }
      headers.append("\(header): \(secret)")
    }
    let status = try post(message, to: url, headers, caFile: channel.caFile)
    if (200..<300).contains(status) { return }
    throw Undelivered(
      "the server answers with status \(status)", isFinal: !WebhookCarrier.mayPass(status))
  }

  private func post(
    _ message: Message, to url: String, _ headers: [String], caFile: String?
  ) throws(Undelivered) -> Int {
    do throws(CurlTransfer.Problem) {
      let transfer = try CurlTransfer()
      try transfer.set(STILE_CURL_URL, url)
      try transfer.set(STILE_CURL_USERAGENT, "stile")
      try transfer.set(STILE_CURL_PROTOCOLS, STILE_CURL_HTTP | STILE_CURL_HTTPS)
      try transfer.set(STILE_CURL_TIMEOUT_MS, WebhookCarrier.limit)
      try transfer.trust(authoritiesIn: caFile)
      try transfer.set(STILE_CURL_HTTPHEADER, lines: headers)
      let body = WebhookCarrier.json(message)
      try transfer.set(STILE_CURL_POST, 1)
      try transfer.set(STILE_CURL_POSTFIELDSIZE, body.count)
      return try transfer.perform(sending: body, atMost: 1024 * 1024).status
    } catch {
      throw Undelivered(error.message)
    }
  }

  /// `text` is all of it in one, as chat servers want it.
  static func json(_ message: Message) -> [UInt8] {
    let text = (message.subject.map { "\($0)\n" } ?? "") + message.body
    return JSON.object([
      JSONMember("id", .string(message.id)),
      JSONMember("subject", message.subject.map { .string($0) } ?? .null),
      JSONMember("body", .string(message.body)),
      JSONMember("text", .string(text)),
    ]).canonicalBytes(sortingNames: false)
  }

  private static func check(_ url: String, hasSecret: Bool) throws(Undelivered) {
    guard let target = WebAddress(url), !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f })
    else {
      throw Undelivered("the webhook's address begins with http:// or https://", isFinal: true)
    }
    let isOpen = url.lowercased().hasPrefix("http:") && !ServerPlace.isHere(target.host)
    if hasSecret && isOpen {
      throw Undelivered("a secret goes over TLS alone: the address has to be https", isFinal: true)
    }
  }

  /// What another try may change: the server is busy or broken, not the message.
  private static func mayPass(_ status: Int) -> Bool {
    status >= 500 || [408, 425, 429].contains(status)
  }

  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte < 0x80
          && (Character(UnicodeScalar(byte)).isLetter
            || Character(UnicodeScalar(byte)).isNumber || byte == UInt8(ascii: "-"))
      }
  }
}

import StileMachine

@testable import StileWorld

/// Sends messages by the real service.
enum MessageRig {
  static let password = SecretText(pieces: [.secret("password")])
  static let vault = SecretVault([
    "password": Array("geheim".utf8), "token": Array("t0p-s3cret".utf8),
  ])

  static func channel(
    _ kind: String, address: String = "users@example.org", sender: String = "ops@example.org",
    server: String = "", secret: SecretText? = nil, caFile: String? = nil,
    options: [String: String] = [:]
  ) -> Datum {
    .record(
      "Channel",
      [
        DatumField("kind", .string(kind)), DatumField("address", .string(address)),
        DatumField("sender", .string(sender)), DatumField("server", .string(server)),
        DatumField("secret", secret.map { .secret($0) } ?? .none),
        DatumField("ca_file", caFile.map { .path(Array($0.utf8)) } ?? .none),
        DatumField(
          "options",
          .map(options.sorted { $0.key < $1.key }.map { DatumField($0.key, .string($0.value)) })),
      ])
  }

  /// Nil where it has arrived, else why it has not.
  static func deliver(
    _ channel: Datum, subject: String? = "Grüße", _ body: String = "one\n.\n..two\nthree"
  ) throws -> Undelivered? {
    let loop = try EventLoop()
    let service = MessageService(
      loop: loop, secrets: vault, environment: ["PATH=/usr/bin:/bin", "PASSWORD=geheim"])
    let message = Message(id: "1", channel: channel, subject: subject, body: body)
    _ = service.submit(Submission(EffectName("message"), .deliver(message)))
    let deadline = Moment.now.advanced(by: 60_000_000_000)
    while Moment.now.boot < deadline.boot {
      guard let completion = loop.run(before: deadline).first else { continue }
      switch completion.result {
      case .delivered: return nil
      case .undelivered(let undelivered): return undelivered
      default: throw LaneRig.Silence()
      }
    }
    throw LaneRig.Silence()
  }
}

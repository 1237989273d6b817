import CCurl
package import StileMachine

/// Hands mails to an SMTP server, by libcurl on threads of their own.
///
/// A mail is sent at least once: where the server's answer is lost it goes again, under the same
/// id. A class because it is a `Service`.
package final class MailService: Service {
  private let loop: EventLoop
  private let threads = WorkerThreads()

  private static let limit = 30_000

  package init(loop: EventLoop) { self.loop = loop }

  package func submit(_ submission: Submission) -> Bool {
    guard case .deliver(let message) = submission.request,
      message.channel[field: "kind"] == .string("mail")
    else { return false }
    let name = submission.name
    guard case .string(let recipient)? = message.channel[field: "address"],
      case .string(let sender)? = message.channel[field: "sender"],
      case .string(let server)? = message.channel[field: "server"]
    else {
      loop.complete(
        name,
        .undelivered(Undelivered("the channel has no address, sender or server", isFinal: true)))
      return true
    }
    do throws(MailMessage.Refusal) {
      let mail = try MailMessage(
        id: message.id, from: sender, to: recipient, subject: message.subject, body: message.body,
        seconds: Moment.now.utc / .nanosecondsInASecond)
      let url = try Self.url(of: server)
      threads.perform(name, in: loop.mailbox) { Self.perform(mail, url) }
    } catch {
      loop.complete(name, .undelivered(Undelivered(error.reason, isFinal: true)))
    }
    return true
  }

  package func cancel(_ name: EffectName) { threads.cancel(name) }

  /// `HOST` or `HOST:PORT`, and nothing that a URL would read as more.
  private static func url(of server: String) throws(MailMessage.Refusal) -> String {
    let isPlain = server.utf8.allSatisfy { byte in
      (0x21...0x7e).contains(byte) && !"/?#@%\\".utf8.contains(byte)
    }
    guard isPlain, !server.isEmpty else {
      throw MailMessage.Refusal(reason: "the mail server is HOST or HOST:PORT")
    }
    return "smtp://\(server)"
  }

  private static func perform(_ mail: MailMessage, _ url: String) -> WorldResult {
    do throws(CurlTransfer.Problem) {
      let transfer = try CurlTransfer()
      try transfer.set(STILE_CURL_URL, url)
      try transfer.set(STILE_CURL_PROTOCOLS, STILE_CURL_SMTP)
      try transfer.set(STILE_CURL_TIMEOUT_MS, limit)
      try transfer.set(STILE_CURL_UPLOAD, 1)
      try transfer.set(STILE_CURL_MAIL_FROM, "<\(mail.sender)>")
      try transfer.set(STILE_CURL_MAIL_RCPT, lines: ["<\(mail.recipient)>"])
      _ = try transfer.perform(sending: mail.bytes, atMost: 1024 * 1024)
      return .delivered
    } catch {
      let status = error.status == 0 ? "" : " (SMTP \(error.status))"
      return .undelivered(
        Undelivered("\(url): \(error.message)\(status)", isFinal: error.status >= 500))
    }
  }
}

import CCurl
import StileMachine

/// Hands mails to an SMTP server, by libcurl.
struct SMTPCarrier: MessageCarrier {
  private static let limit = 30_000

  func deliver(_ message: Message, by channel: ChannelFields) throws(Undelivered) {
    let mail = try MailMessage(message, by: channel)
    let place = try ServerPlace(
      channel.server, security: channel.option("security"), usual: .startTLS)
    let password = try channel.secret()
    try place.check(secret: password)
    let url = (place.security == .tls ? "smtps://" : "smtp://") + place.text
    do throws(CurlTransfer.Problem) {
      let transfer = try CurlTransfer()
      try transfer.set(STILE_CURL_URL, url)
      try transfer.set(STILE_CURL_PROTOCOLS, STILE_CURL_SMTP | STILE_CURL_SMTPS)
      if place.security == .startTLS { try transfer.set(STILE_CURL_USE_SSL, STILE_CURL_SSL_ALL) }
      try transfer.trust(authoritiesIn: channel.caFile)
      if let user = channel.option("user") { try transfer.set(STILE_CURL_USERNAME, user) }
      if let password { try transfer.set(STILE_CURL_PASSWORD, password) }
      try transfer.set(STILE_CURL_TIMEOUT_MS, SMTPCarrier.limit)
      try transfer.set(STILE_CURL_UPLOAD, 1)
      try transfer.set(STILE_CURL_MAIL_FROM, "<\(mail.sender)>")
      try transfer.set(STILE_CURL_MAIL_RCPT, lines: ["<\(mail.recipient)>"])
      _ = try transfer.perform(sending: mail.bytes, atMost: 1024 * 1024)
    } catch {
      let status = error.status == 0 ? "" : " (SMTP \(error.status))"
      throw Undelivered("\(url): \(error.message)\(status)", isFinal: error.status >= 500)
    }
  }
}

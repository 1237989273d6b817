import StileMachine
import Testing

@testable import StileWorld

/// Mails as they are written.
@Suite struct MailMessageTests {
  private func text(_ mail: MailMessage) -> String { String(decoding: mail.bytes, as: UTF8.self) }

  private func mail(
    id: String = "run-1/notify", to recipient: String = "users@example.org",
    subject: String? = "Moved", body: String = "The site has moved."
  ) throws(Undelivered) -> MailMessage {
    try MailMessage(
      id: id, from: "ops@example.org", to: recipient, subject: subject, body: body,
      seconds: 1_796_155_200)
  }

  @Test func `a mail has an id that stays, a date and a plain text`() throws {
    #expect(
      text(try mail()) == """
        Message-ID: <run-1=2Fnotify@example.org>\r
        Date: Tue, 01 Dec 2026 20:00:00 +0000\r
        From: ops@example.org\r
        To: users@example.org\r
        Subject: Moved\r
        Auto-Submitted: auto-generated\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        The site has moved.\r

        """)
  }

  @Test func `an id that names its place itself stays as it is`() throws {
    let lines = text(try mail(id: "00000042-9f3c1a20@run-1")).split(separator: "\r\n")
    #expect(lines.first == "Message-ID: <00000042-9f3c1a20@run-1>")
  }

  @Test(arguments: [
    "users@example.org\r\nBcc: all@example.org", "users@example.org\0", "users", "a@b@c", "",
    "a b@example.org", "<users@example.org>", "users@example.org,others@example.org",
    "-users@example.org",
  ])
  func `an address that is more than one address is refused`(address: String) {
    #expect(throws: Undelivered.self) { try mail(to: address) }
  }

  @Test(arguments: ["Moved\r\nBcc: all@example.org", "Moved\n", "Moved\0", "a\rb"])
  func `a subject with a line break is refused`(subject: String) {
    #expect(throws: Undelivered.self) { try mail(subject: subject) }
  }

  @Test func `a subject in UTF-8 is encoded, whole characters a word`() {
    let encoded = MailMessage.encodedWords("Grüße an alle, die umgezogen sind: 市役所")
    let lines = encoded.split(separator: "\r\n").map { $0.drop { $0 == " " } }
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.count <= 75 && $0.hasPrefix("=?utf-8?Q?") && $0.hasSuffix("?=") })
    #expect(encoded.hasPrefix("=?utf-8?Q?Gr=C3=BC=C3=9Fe=20an"))
    #expect(MailMessage.encodedWords("=?utf-8?Q?x?=").hasPrefix("=?utf-8?Q?=3D=3F"))
  }

  @Test func `a body goes in lines of ASCII that are short`() {
    let body = "ü = \(String(repeating: "x", count: 200))\nends with a space \r\n.\ra"
    let encoded = MailMessage.quotedPrintable(body)
    let lines = String(decoding: encoded, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    #expect(encoded.allSatisfy { $0 < 0x80 })
    #expect(lines.first?.hasPrefix("=C3=BC =3D xxx") == true)
    #expect(lines.contains("ends with a space=20"))
    #expect(lines.contains(".=0Da"))
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
    (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `dates`(seconds: Int64, text: String) { #expect(MailMessage.date(seconds) == text) }
}

import StileMachine
import Testing

@testable import StileWorld

/// Mails at a real server: open, over TLS, with a login.
@Suite(.enabled(if: LabServer.isPossible, "python3, openssl and libcurl are needed (make deps)"))
struct SMTPTests {
  private func channel(
    _ server: String, security: String? = nil, user: String? = "ops",
    password: SecretText? = MessageRig.password, caFile: String? = nil
  ) -> Datum {
    var options: [String: String] = [:]
    options["security"] = security
    options["user"] = user
    return MessageRig.channel(
      "mail", server: server, secret: password, caFile: caFile, options: options)
  }

  private func server(
    _ mode: String, _ authority: LabAuthority, answer: String = "250 fine"
  ) throws -> LabServer {
    try LabServer("secure-mail.py", [mode, authority.certificate, authority.key, answer])
  }

  @Test(arguments: ["starttls", "tls"])
  func `over TLS nothing is said that others could hear`(mode: String) throws {
    let authority = try LabAuthority()
    let server = try server(mode, authority)
    let channel = channel(
      "127.0.0.1:\(server.port)", security: mode, caFile: authority.caFile)
    #expect(try MessageRig.deliver(channel) == nil)
    let mail = try #require(server.text(of: "0001.eml"))
    #expect(mail.contains("Message-ID: <1@example.org>\r\n"))
    #expect(mail.contains("\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"))
    #expect(mail.hasSuffix("\r\n\r\none\r\n.\r\n..two\r\nthree\r\n"))
    let talk = try #require(server.text(of: "talk")).split(separator: "\n")
    #expect(
      talk.filter { !$0.hasPrefix("tls ") } == (mode == "tls" ? [] : ["EHLO", "STARTTLS"]))
    #expect(talk.contains("tls AUTH"))
  }

  @Test func `on this machine no TLS is asked for, unless it is wished`() throws {
    let authority = try LabAuthority()
    let server = try server("plain", authority)
    let place = "127.0.0.1:\(server.port)"
    #expect(try MessageRig.deliver(channel(place, user: nil, password: nil)) == nil)
    let wished = try #require(
      try MessageRig.deliver(channel(place, security: "starttls", user: nil, password: nil)))
    #expect(wished.reason.contains("STARTTLS"), "\(wished)")
    #expect(server.text(of: "0002.eml") == nil)
  }

  @Test func `a server without TLS gets no mail, if it is not this machine`() throws {
    let place = try ServerPlace("mail.example.org:587", security: nil, usual: .startTLS)
    #expect(place.security == .startTLS)
    for here in ["localhost", "localhost:25", "127.0.0.2:25", "[::1]:25"] {
      #expect(try ServerPlace(here, security: nil, usual: .startTLS).security == .plain, "\(here)")
    }
    for there in ["127.0.0.1.example.org", "localhost.example.org", "[::2]:25", "127.1"] {
      #expect(
        try ServerPlace(there, security: nil, usual: .startTLS).security == .startTLS, "\(there)")
    }
  }

  @Test func `a certificate that nobody vouches for, or of another name, is refused`() throws {
    let authority = try LabAuthority()
    let server = try server("starttls", authority)
    let place = "127.0.0.1:\(server.port)"
    let unknown = try #require(try MessageRig.deliver(channel(place, security: "starttls")))
    #expect(unknown.reason.lowercased().contains("certificate"), "\(unknown)")
    let other = try LabAuthority(name: "DNS:other.example.org")
    let impostor = try self.server("tls", other)
    let misnamed = try #require(
      try MessageRig.deliver(
        channel("127.0.0.1:\(impostor.port)", security: "tls", caFile: other.caFile)))
    #expect(misnamed.reason.contains("SSL"), "\(misnamed)")
    #expect(server.text(of: "0001.eml") == nil && impostor.text(of: "talk") == nil)
  }

  @Test func `a login that is refused is told without the password`() throws {
    let authority = try LabAuthority()
    let server = try server("tls", authority)
    let wrong = SecretText(pieces: [.text("not "), .secret("password")])
    let refused = try #require(
      try MessageRig.deliver(
        channel(
          "127.0.0.1:\(server.port)", security: "tls", password: wrong, caFile: authority.caFile)))
    #expect(refused.isFinal)
    #expect(refused.reason.hasSuffix("(SMTP 535)"), "\(refused)")
    #expect(!refused.reason.contains("geheim"))
  }

  @Test func `a password never goes over an open way that others share`() throws {
    let refused = try MessageRig.deliver(channel("mail.example.org:25", security: "plain"))
    #expect(
      refused
        == Undelivered("a secret goes over TLS alone, and this channel is plain", isFinal: true))
  }

  @Test(arguments: [("550 no such user", true), ("451 try later", false)])
  func `a refusal for good is told from one for now`(answer: String, isFinal: Bool) throws {
    let authority = try LabAuthority()
    let server = try server("plain", authority, answer: answer)
    let refused = try #require(
      try MessageRig.deliver(channel("127.0.0.1:\(server.port)", user: nil, password: nil)))
    #expect(refused.isFinal == isFinal)
    #expect(refused.reason.contains("(SMTP \(answer.prefix(3)))"), "\(refused)")
  }

  @Test func `a server that is not there is tried again`() throws {
    let missing = try #require(
      try MessageRig.deliver(channel("127.0.0.1:1", user: nil, password: nil)))
    #expect(!missing.isFinal)
    #expect(missing.reason.hasPrefix("smtp://127.0.0.1:1: "))
  }

  @Test func `a server that is more than a name, and an odd security, are refused`() throws {
    #expect(
      try MessageRig.deliver(channel("a/b?c"))
        == Undelivered("the server is HOST or HOST:PORT", isFinal: true))
    #expect(try MessageRig.deliver(channel("localhost", security: "none"))?.isFinal == true)
    #expect(try MessageRig.deliver(MessageRig.channel("pigeon"))?.isFinal == true)
  }
}

import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// Messages said to a small server that behaves as it is told to.
@Suite(.enabled(if: LabServer.isPossible, "python3, openssl and libcurl are needed (make deps)"))
struct IRCTests {
  private func channel(
    _ server: LabServer, _ authority: LabAuthority?, room: String = "#ops", nick: String = "stile",
    secret: SecretText? = nil, _ options: [String: String] = [:]
  ) -> Datum {
    MessageRig.channel(
      "irc", address: room, sender: nick, server: "127.0.0.1:\(server.port)", secret: secret,
      caFile: authority?.caFile, options: options)
  }

  private func server(_ way: String, _ authority: LabAuthority) throws -> LabServer {
    try LabServer("chat.py", [way, authority.certificate, authority.key])
  }

  private func told(_ server: LabServer) -> [Substring] {
    (server.text(of: "told") ?? "").split(separator: "\n")
  }

  @Test func `a message is said line by line, after a login`() throws {
    let authority = try LabAuthority()
    let server = try server("well", authority)
    let channel = channel(
      server, authority, secret: MessageRig.password, ["account": "ops"])
    #expect(try MessageRig.deliver(channel, subject: "Moved", "Grüße\r\nQUIT\n\n:all") == nil)
    let told = told(server)
    #expect(told.contains("AUTHENTICATE AG9wcwBnZWhlaW0="))
    #expect(
      told.filter { $0 != "QUIT :done" }.suffix(6) == [
        "JOIN #ops", "PRIVMSG #ops :Moved", "PRIVMSG #ops :Grüße", "PRIVMSG #ops :QUIT",
        "PRIVMSG #ops ::all", "PING :stile-4",
      ])
  }

  @Test(arguments: ["bare", "slow", "taken"])
  func `servers that know less, or ask first, take it too`(way: String) throws {
    let authority = try LabAuthority()
    let server = try server(way, authority)
    #expect(try MessageRig.deliver(channel(server, authority)) == nil)
    #expect(told(server).contains("PRIVMSG #ops :three"))
    #expect(told(server).contains("NICK stile_") == (way == "taken"))
  }

  @Test(arguments: [
    ("deaf", "the server showed 0 of 5 lines", false),
    ("mute", "#ops does not take it: you have no voice", false),
    ("closed", "#ops can't be joined: by invitation only", true),
  ])
  func `what was not taken has not arrived`(way: String, reason: String, isFinal: Bool) throws {
    let authority = try LabAuthority()
    let server = try server(way, authority)
    let refused = try MessageRig.deliver(channel(server, authority))
    #expect(refused == Undelivered(reason, isFinal: isFinal))
  }

  @Test func `a login that is refused is told without the password`() throws {
    let authority = try LabAuthority()
    let server = try server("well", authority)
    let refused = try #require(
      try MessageRig.deliver(
        channel(server, authority, secret: MessageRig.password, ["account": "other"])))
    #expect(refused.isFinal)
    #expect(refused.reason == "withheld by stile: it shows the secret `password`")
    #expect(!told(server).contains("JOIN #ops"))
  }

  @Test func `a server that knows no SASL never sees the password`() throws {
    let authority = try LabAuthority()
    let server = try server("bare", authority)
    let refused = try MessageRig.deliver(
      channel(server, authority, secret: MessageRig.password))
    #expect(refused?.reason == "the server knows no SASL, so the password was not sent")
    #expect(!told(server).contains { $0.hasPrefix("AUTHENTICATE") || $0.hasPrefix("JOIN") })
  }

  @Test func `a certificate that nobody vouches for is refused`() throws {
    let authority = try LabAuthority()
    let server = try server("well", authority)
    let refused = try #require(try MessageRig.deliver(channel(server, nil)))
    #expect(refused.reason.lowercased().contains("certificate"), "\(refused)")
    #expect(told(server).isEmpty)
  }

  @Test(arguments: ["#ops\r\nQUIT", "#ops,#all", "ops", "#a b", ""])
  func `a channel is one word`(room: String) throws {
    let authority = try LabAuthority()
    let server = try server("well", authority)
    #expect(try MessageRig.deliver(channel(server, authority, room: room))?.isFinal == true)
    #expect(told(server).isEmpty)
  }

  @Test(arguments: ["", "1st", "a b", "a\r\nQUIT", "ünix"])
  func `a nick is one word`(nick: String) throws {
    let authority = try LabAuthority()
    let server = try server("well", authority)
    #expect(try MessageRig.deliver(channel(server, authority, nick: nick))?.isFinal == true)
    #expect(told(server).isEmpty)
  }

  @Test func `a password never goes over an open way that others share`() throws {
    let channel = MessageRig.channel(
      "irc", address: "#ops", sender: "stile", server: "irc.example.org",
      secret: MessageRig.password, options: ["tls": "false"])
    #expect(
      try MessageRig.deliver(channel)
        == Undelivered("a secret goes over TLS alone, and this channel is plain", isFinal: true))
  }
}

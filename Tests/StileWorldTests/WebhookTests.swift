import StileMachine
import Testing

@testable import StileWorld

/// Messages posted to a real web server.
@Suite(.enabled(if: LabServer.isPossible, "python3, openssl and libcurl are needed (make deps)"))
struct WebhookTests {
  private static let token = SecretText(pieces: [.text("Bearer "), .secret("token")])

  private func channel(
    _ server: String, header: String? = "Authorization", _ secret: SecretText? = nil,
    caFile: String? = nil
  ) -> Datum {
    MessageRig.channel(
      "webhook", address: "the hook", server: server, secret: secret, caFile: caFile,
      options: header.map { ["header": $0] } ?? [:])
  }

  @Test func `a message is posted as JSON, with its id and its proof`() throws {
    let authority = try LabAuthority()
    let server = try LabServer("hooks.py", ["204", authority.certificate, authority.key])
    let channel = channel(
      "https://127.0.0.1:\(server.port)/hook?a=b", Self.token, caFile: authority.caFile)
    #expect(try MessageRig.deliver(channel, subject: "Moved", "\"Grüße\"\nall") == nil)
    let post = try #require(server.text(of: "0001.post"))
    #expect(post.hasPrefix("POST /hook?a=b HTTP/1.1\n"))
    #expect(post.contains("\nContent-Type: application/json\n"))
    #expect(post.contains("\nIdempotency-Key: 1\n"))
    #expect(post.contains("\nAuthorization: Bearer t0p-s3cret\n"))
    let json = #"{"id":"1","subject":"Moved","body":"\"Grüße\"\nall","#
    #expect(post.hasSuffix(json + #""text":"Moved\n\"Grüße\"\nall"}"#), "\(post)")
  }

  @Test func `an address that is a secret is told by its name`() throws {
    let server = try LabServer("hooks.py", ["200"])
    let url = SecretText(
      pieces: [.text("http://127.0.0.1:\(server.port)/hooks/"), .secret("token")])
    let channel = channel("", header: nil, url)
    #expect(try MessageRig.deliver(channel) == nil)
    let post = try #require(server.text(of: "0001.post"))
    #expect(post.hasPrefix("POST /hooks/t0p-s3cret HTTP/1.1\n"))
    #expect(!post.contains("Authorization"))
  }

  @Test(arguments: [
    (400, true), (404, true), (301, true), (307, true), (408, false), (429, false), (500, false),
    (503, false),
  ])
  func `a status says whether another try may help`(status: Int, isFinal: Bool) throws {
    let server = try LabServer("hooks.py", ["\(status)"])
    let refused = try MessageRig.deliver(channel("http://127.0.0.1:\(server.port)/", Self.token))
    #expect(
      refused == Undelivered("the server answers with status \(status)", isFinal: isFinal))
    #expect(server.text(of: "0002.post") == nil, "a redirection is not followed")
  }

  @Test func `a certificate that nobody vouches for gets nothing`() throws {
    let authority = try LabAuthority()
    let server = try LabServer("hooks.py", ["200", authority.certificate, authority.key])
    let refused = try MessageRig.deliver(
      channel("https://127.0.0.1:\(server.port)/", Self.token))
    #expect(refused?.reason.lowercased().contains("certificate") == true, "\(refused as Any)")
    #expect(server.text(of: "0001.post") == nil)
  }

  @Test func `a secret goes to nobody over an open way`() throws {
    let refused = try MessageRig.deliver(channel("http://hooks.example.org/", Self.token))
    #expect(refused?.isFinal == true)
    #expect(refused?.reason == "a secret goes over TLS alone: the address has to be https")
  }

  @Test(arguments: ["file:///etc/passwd", "http://a b/", "http://127.0.0.1:1/\r\nX: y", ""])
  func `what is no web address is refused`(url: String) throws {
    #expect(try MessageRig.deliver(channel(url))?.isFinal == true)
  }

  @Test func `a header is a word, and its text a line`() throws {
    let odd = channel("http://127.0.0.1:1/", header: "X: y\r\nZ", Self.token)
    #expect(try MessageRig.deliver(odd)?.reason == "`X: y\r\nZ` is no name of a header")
    let broken = SecretText(pieces: [.text("a\r\nX: y"), .secret("token")])
    #expect(
      try MessageRig.deliver(channel("http://127.0.0.1:1/", broken))
        == Undelivered("the channel's secret is no line of text", isFinal: true))
  }
}

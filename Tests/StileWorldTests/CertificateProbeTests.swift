import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// What the certificate of a real server says.
@Suite(.enabled(if: LabServer.isPossible, "python3, openssl and libcurl are needed (make deps)"))
struct CertificateProbeTests {
  private static let name = "IP:127.0.0.1,DNS:www.example.org"

  private func certificate(_ url: String, caFile: String? = nil) throws -> WorldResult {
    try ProbeRig.ask(
      "http_certificate",
      [
        DatumField("url", .url(url)), DatumField("at", .none),
        DatumField("ca_file", caFile.map { .path(Array($0.utf8)) } ?? .none),
      ])
  }

  private func server(_ authority: LabAuthority) throws -> LabServer {
    try LabServer("hooks.py", ["200", authority.certificate, authority.key])
  }

  @Test func `it says whose it is, who vouches for it, and until when`() throws {
    let authority = try LabAuthority(name: Self.name)
    let server = try server(authority)
    let result = try certificate(
      "https://127.0.0.1:\(server.port)/", caFile: authority.caFile)
    guard case .value(let facts) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(facts[field: "subject"] == .string("CN = the lab's server"))
    #expect(facts[field: "issuer"] == .string("CN = the lab's authority"))
    #expect(facts[field: "names"] == .list([.string("127.0.0.1"), .string("www.example.org")]))
    #expect(facts[field: "problem"] == Datum.none)
    guard case .time(let start)? = facts[field: "not_before"],
      case .time(let end)? = facts[field: "not_after"]
    else {
      Issue.record("\(facts)")
      return
    }
    let day: Int64 = 86_400_000_000_000
    #expect(end - start == 2 * day)
    #expect(abs(Moment.now.utc - start) < day)
  }

  @Test func `one that nobody vouches for is read all the same, and that is said`() throws {
    let authority = try LabAuthority(name: Self.name)
    let server = try server(authority)
    guard case .value(let facts) = try certificate("https://127.0.0.1:\(server.port)/") else {
      Issue.record("it is read")
      return
    }
    #expect(facts[field: "subject"] == .string("CN = the lab's server"))
    guard case .string(let problem)? = facts[field: "problem"] else {
      Issue.record("nothing is said")
      return
    }
    #expect(problem.contains("certificate"), "\(problem)")
  }

  @Test func `one of another name says so`() throws {
    let authority = try LabAuthority(name: "DNS:other.example.org")
    let server = try server(authority)
    let result = try certificate("https://127.0.0.1:\(server.port)/", caFile: authority.caFile)
    guard case .value(let facts) = result, case .string(let problem)? = facts[field: "problem"]
    else {
      Issue.record("\(result)")
      return
    }
    #expect(problem.contains("127.0.0.1"), "\(problem)")
    #expect(facts[field: "names"] == .list([.string("other.example.org")]))
  }

  @Test func `a server that is not there, or has none, is a failure`() throws {
    guard case .failed(let missing) = try certificate("https://127.0.0.1:1/"),
      case .failed(let open) = try certificate("http://127.0.0.1:1/")
    else {
      Issue.record("neither has a certificate")
      return
    }
    #expect(missing.kind == .world)
    #expect(open.kind == .value)
  }

  @Test(arguments: [
    ("Nov 23 03:16:25 2026 GMT", 1_795_403_785), ("Jan  1 00:00:00 1970 GMT", 0),
    ("Feb 29 23:59:59 2024 GMT", 1_709_251_199), ("Mar  1 00:00:00 2000 GMT", 951_868_800),
    ("Dec 31 23:59:59 1969 GMT", -1),
  ])
  func `dates are read`(text: String, seconds: Int64) {
    #expect(CertificateDate.nanoseconds(text) == seconds * 1_000_000_000)
  }

  @Test(arguments: [
    "", "Nov 23 03:16:25 2026", "Foo 23 03:16:25 2026 GMT", "Nov 99 03:16:25 2026 GMT",
    "Nov 23 03:16 2026 GMT", "Nov 23 03:16:25 9999 GMT",
  ])
  func `what is no date is none`(text: String) {
    #expect(CertificateDate.nanoseconds(text) == nil)
  }
}

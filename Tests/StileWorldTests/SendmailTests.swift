import FoundationEssentials
import StileMachine
import Testing

@testable import StileWorld

/// Mails by a program of this machine, which writes down how it was called.
@Suite struct SendmailTests {
  private final class Program {
    let folder: String
    var path: String { "\(folder)/sendmail" }

    init(_ text: String) throws {
      folder = try LaneRig.temporaryFolder()
      try SSHServer.write("#!/bin/sh\nexec 3>\(folder)/seen\n\(text)\n", to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func seen() throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/seen")), as: UTF8.self)
    }
  }

  private func deliver(_ program: String, _ body: String = "one\n.\ntwo") throws -> Undelivered? {
    try MessageRig.deliver(MessageRig.channel("sendmail", server: program), subject: "Moved", body)
  }

  @Test func `the program gets the whole mail, its receiver in it alone`() throws {
    let program = try Program("printf '%s|' \"$@\" >&3; echo >&3; cat >&3")
    #expect(try deliver(program.path) == nil)
    let seen = try program.seen()
    #expect(seen.hasPrefix("-t|-i|-f|ops@example.org|\nMessage-ID: <1@example.org>\n"))
    #expect(seen.contains("\nTo: users@example.org\n"))
    #expect(seen.hasSuffix("\n\none\n.\ntwo\n"))
    #expect(!seen.contains("\r"))
  }

  @Test func `it gets nothing of our environment that could be secret`() throws {
    let program = try Program("env >&3")
    #expect(try deliver(program.path) == nil)
    #expect(try !program.seen().contains("geheim"))
    #expect(try program.seen().contains("PATH=/usr/bin:/bin\n"))
  }

  @Test func `a long mail does not wait for its reader`() throws {
    let program = try Program("cat | wc -c >&3")
    #expect(try deliver(program.path, String(repeating: "x", count: 1 << 20)) == nil)
    let count = try program.seen().filter(\.isNumber)
    #expect((Int(count) ?? 0) > 1 << 20)
  }

  @Test(arguments: [(75, false), (67, true), (1, false)])
  func `its status says whether another try may help`(status: Int, isFinal: Bool) throws {
    let program = try Program("echo 'no such user\\nat all' >&2; exit \(status)")
    let refused = try #require(try deliver(program.path))
    #expect(refused.isFinal == isFinal)
    #expect(
      refused.reason == "\(program.path) ended with status \(status): no such user; at all")
  }

  @Test func `what it says of a secret is withheld`() throws {
    let program = try Program("echo geheim; exit 1")
    let refused = try #require(try deliver(program.path))
    #expect(refused.reason == "withheld by stile: it shows the secret `password`")
  }

  @Test func `a program that is not there is tried again, one that is no path is not`() throws {
    #expect(try deliver("/nowhere/sendmail")?.isFinal == false)
    #expect(try deliver("sendmail")?.isFinal == true)
  }
}

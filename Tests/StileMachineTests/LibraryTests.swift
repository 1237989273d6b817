import Foundation
import Repository
import StileCheck
import StileMachine
import StileSyntax
import Testing

@Suite struct `The texts of the repository` {
  /// The repository's files, as a checker reads them.
  private struct Files: SourceProvider {
    let folder: String

    static let root = Repository.top.path()

    func file(_ path: String) -> [UInt8]? { Self.bytes(folder + path) }
    func standardModule(_ name: String) -> [UInt8]? {
      Self.bytes(Self.root + "stdlib/modules/\(name).stile")
    }
    let standardModuleNames = [
      "dns", "files", "http", "irc", "mail", "nagios", "permissions", "tcp", "webhook",
    ]

    private static func bytes(_ path: String) -> [UInt8]? {
      FileManager.default.contents(atPath: path).map { Array($0) }
    }
  }

  @Test func `the demo runs from its first item to its last`() throws {
    let result = Checker.check(
      entry: "move-site.stile", provider: Files(folder: Files.root + "runbooks/demo/"),
      natives: NativeCallables.all)
    let program = try #require(result.program)
    let host = { (name: String) throws in
      try Machine.value(
        of: TypedExpression(
          .convert(.host, TypedExpression(.constant(.string(name)), .string, .nowhere)), .host,
          .nowhere), in: program)
    }
    let machine = try Machine(
      code: Compiler.compile(program, sources: result.sources),
      arguments: [
        "old": try host("old.example.org"), "new": try host("new.example.org"),
        "site_name": .domainName("www.example.org"), "zone_name": .domainName("example.org"),
        "zone_primary": .string("127.0.0.1:53"), "zone_key": .string("key"),
        "operators_address": .string("ops@example.org"),
      ])
    #expect(
      machine.value(of: "zone")?[field: "secret"]
        == .secret(SecretText(pieces: [.secret("dns_key")])))
    let fiber = machine.begin(runbook: 0)
    var keys: [String] = []
    var stop = machine.start(fiber)
    while true {
      switch stop {
      case .reached(let item):
        keys.append(item.key)
        stop = machine.advance(fiber, .go)
      case .header, .ended: stop = machine.advance(fiber, .go)
      case .region: stop = machine.advance(fiber, .value(.none))
      case .request(let request, _): stop = machine.advance(fiber, Self.answer(to: request))
      case .asked, .failed, .fork:
        Issue.record("\(stop)")
        return
      case .finished(let end):
        #expect(end == .success(.none))
        #expect(
          keys == [
            "settled", "cached", "modes", "original", "freeze", "copy", "same", "open", "point",
            "wait_ttl_cached", "answers", "undo_freeze", "thawed", "the_site_has_moved",
          ])
        return
      }
    }
  }

  /// The least that lets a body go on.
  private static func answer(to request: EffectRequest) -> Answer {
    switch request {
    case .command(let command) where command.execution == .succeeds: return .output(status: 1)
    case .native(let native) where native.name == "dns_record":
      return .value(
        .record(
          "RecordSet",
          [
            DatumField("values", .list([.string("old.example.org")])),
            DatumField("ttl", .duration(1)),
          ]))
    case .command: return .output("\(String(repeating: "0", count: 64))  -\n")
    case .native(let native) where native.name == "dns_observe":
      return .value(
        .record(
          "Observation",
          [
            DatumField("id", .string("x")), DatumField("names", native["names"]),
            DatumField("ttl", .duration(10)), DatumField("taken", .time(0)),
            DatumField("evidence", .json(.null)),
          ]))
    case .native, .window, .wait, .notify, .question, .undoStep: return .value(.none)
    }
  }
}

extension SourceSpan {
  fileprivate static let nowhere = SourceSpan(SourceID(-1), 0, 0)
}

import StileJournal
import StileMachine
import Testing

@Suite struct RecordTests {
  @Test(arguments: RecordKind.allCases)
  func `what was committed is read as the same record`(kind: RecordKind) throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    var written: [SealedRecord] = []
    for seed in 0..<150 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let moment = numbers.moment()
      written.append(chain.append(numbers.body(kind), at: moment))
    }
    try store.commit(written)
    let read = try store.records()
    #expect(read.count == written.count)
    for (seed, (read, sealed)) in zip(read, written).enumerated() {
      #expect(read.body == sealed.record.body, "seed \(seed)")
      #expect(read.json == sealed.record.json, "seed \(seed)")
      #expect(read.moment == sealed.record.moment && read.hash == sealed.record.hash)
    }
  }

  @Test func `a line and its JSON are as the reference says`() {
    var chain = Sample.chain()
    _ = chain.append(Sample.opened(), at: Sample.moment)
    let sealed = chain.append(Sample.exited("ok\n"), at: Sample.moment)
    let line = #"""
      {"boot":4000000000,"boot_id":"boot-1","epoch":1,"kind":"act.ended",\#
      "run":"move-abcdefghijklmnop",\#
      "seq":2,"utc":1764000000000000000,"version":1,"what":{"attempt":"00000001-00000000",\#
      "name":"a#1.1/0:1","outcome":{"exited":{"status":0,"stderr":"","stdout":\#
      "dc51b8c96c2d745df3bd5590d990230a482fd247123599548e0632fdbf97fc22"}},"source":"reply"}}
      """#
    #expect(String(decoding: sealed.payload, as: UTF8.self) == line)
    #expect(sealed.blobs == [Blob(Array("ok\n".utf8))])
    let place =
      #""hash":"\#(sealed.record.hash)","kind":"act.ended","previous":"\#(sealed.record.previousHash)""#
    #expect(sealed.record.json == line.replacing(#""kind":"act.ended""#, with: place))
  }

  @Test func `members of every line stand in the order of their names`() throws {
    for kind in RecordKind.allCases {
      var chain = Sample.chain()
      for seed in 0..<60 {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let payload = chain.append(numbers.body(kind), at: Sample.moment).payload
        var reader = JSONReader(payload)
        let line = try reader.value()
        #expect(isSorted(try #require(line.members)), "\(kind)")
        #expect(isSorted(try #require(line.members?.last?.value.members)), "\(kind)")
      }
    }
  }

  @Test func `a large text or value is kept beside the line`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let large = String(repeating: "long \"text\"\n", count: 10_000)
    let bodies: [RecordBody] = [
      .runParked(RunParked(reason: .failed, text: large, due: nil)),
      Sample.revised([
        DatumField("small", .int(1)),
        DatumField("big", .list(Array(repeating: .string("x"), count: 40_000))),
        DatumField("bytes", .bytes(Array(repeating: 7, count: 100_000))),
        DatumField("last", .int(2)),
      ]), .windowOpened(WindowOpened(window: "w", observation: .map([DatumField(large, .none)]))),
    ]
    let sealed = chain.append(bodies)
    #expect(sealed.allSatisfy { $0.payload.count < 2_000 })
    try store.commit(sealed)
    #expect(try store.records().map(\.body) == bodies)
  }

  /// 500 is the nesting at which the machine stops (`Limits.nesting`).
  @Test(arguments: ["list", "map", "record", "json"])
  func `a value as deep as the machine makes them can be read again`(kind: String) throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var value = Datum.none
    var document = JSON.null
    for _ in 0..<500 {
      switch kind {
      case "list": value = .list([value])
      case "map": value = .map([DatumField("a", value)])
      case "record": value = .record("Map", [DatumField("a", value)])
      default:
        document = .object([JSONMember("a", document)])
        value = .json(document)
      }
    }
    let body = RecordBody.windowOpened(WindowOpened(window: "w", observation: value))
    var chain = Sample.chain()
    try store.commit([chain.append(body, at: Sample.moment)])
    #expect(try store.records().map(\.body) == [body])
  }

  @Test func `equal outputs are kept once`() throws {
    var chain = Sample.chain()
    let hashes = Set(
      (0..<5).flatMap { _ in
        chain.append(Sample.exited("same"), at: Sample.moment).blobs.map(\.hash)
      })
    #expect(hashes.count == 1)
  }

  private func isSorted(_ members: [JSONMember]) -> Bool {
    let names = members.map { Array($0.name.utf8) }
    return zip(names, names.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
  }
}

extension JSON {
  fileprivate var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

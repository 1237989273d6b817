import StileMachine
import Testing

@Suite struct DatumTests {
  /// Each line is a row of docs/reference/journal.md.
  @Test(
    arguments: [
      (.none, "null"), (.bool(true), "true"), (.int(-3), "-3"), (.string("a\"b"), #""a\"b""#),
      (.list([.int(1), .none]), "[1,null]"), (.float(0.1), #"{"Float":"0.1"}"#),
      (.duration(1_500_000_000), #"{"Duration":1500000000}"#), (.time(0), #"{"Time":0}"#),
      (.size(4096), #"{"Size":4096}"#), (.path(Array("/srv".utf8)), #"{"Path":"/srv"}"#),
      (.path([0x2F, 0xFF]), #"{"Path":{"base64":"L/8="}}"#), (.user("ann"), #"{"User":"ann"}"#),
      (.domainName("a.test"), #"{"DomainName":"a.test"}"#),
      (.url("https://a.test/"), #"{"Url":"https://a.test/"}"#),
      (.bytes([1, 2]), #"{"Bytes":"AQI="}"#),
      (
        .map([DatumField("b", .int(1)), DatumField("a", .int(2))]),
        #"{"Map":[["b",1],["a",2]]}"#
      ),
      (
        .record("Tree", [DatumField("root", .string("/")), DatumField("depth", .int(2))]),
        #"{"Tree":{"root":"/","depth":2}}"#
      ), (.enumCase(type: "RecordType", name: "CNAME", []), #"{"RecordType.CNAME":{}}"#),
      (
        .enumCase(type: "Mode", name: "octal", [DatumField("bits", .int(420))]),
        #"{"Mode.octal":{"bits":420}}"#
      ),
      (
        .json(.object([JSONMember("b", .null), JSONMember("a", .float(2))])),
        #"{"Json":{"b":null,"a":2.0}}"#
      ), (.secret(SecretText(pieces: [.secret("main:token")])), #"{"secret":"main:token"}"#),
      (
        .secret(SecretText(pieces: [.text("user="), .secret("main:token")])),
        #"{"secret":["user=",{"name":"main:token"}]}"#
      ),
      (
        .output(CommandOutput(status: 3, stdout: [1], stderr: [], isCut: false)),
        #"{"Output":{"status":3,"stderr":"","stdout":"blob-0"}}"#
      ),
      (
        .command(CommandText(form: .words([[0x6C, 0x73]]), rendering: "ls")),
        #"{"Command":{"rendering":"ls","words":["ls"]}}"#
      ), (.record("Map", []), #"{"record":["Map",{}]}"#),
    ] as [(Datum, String)]) func `a value is written in one way`(value: Datum, text: String) throws
  {
    let (bytes, kept) = written(value)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(try read(bytes, kept) == value)
  }

  @Test func `what was written reads as the same value`() throws {
    for seed in 0..<3000 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let value = numbers.datum(4)
      let (bytes, kept) = written(value)
      let read = try read(bytes, kept)
      #expect(read == value, "seed \(seed)")
      #expect(written(read).bytes == bytes, "seed \(seed)")
    }
  }

  @Test(arguments: [
    "{}", #"{"Path":1}"#, #"{"Float":"x"}"#, #"{"Size":1,"Path":"/"}"#, "1.5", #"{"Map":[["a"]]}"#,
    #"{"Map":[["a",1,2]]}"#, #"{"Tree":1}"#, #"{"Bytes":"?"}"#, #"{"Output":{}}"#,
    #"{"record":["a",{},1]}"#, #"{"secret":1}"#, #"{"Path":{"base64":"AA==","x":1}}"#,
  ]) func `what no value is written like is refused`(text: String) {
    #expect(throws: JSONProblem.self) { try read(Array(text.utf8), []) }
  }

  @Test func `no flipped byte of a value traps`() {
    for seed in 0..<500 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let (bytes, kept) = written(numbers.datum(4))
      for _ in 0..<40 {
        var bent = bytes
        bent[numbers.below(bent.count)] = UInt8(truncatingIfNeeded: numbers.next())
        _ = try? read(bent, kept)
      }
    }
  }

  private func written(_ value: Datum) -> (bytes: [UInt8], kept: [[UInt8]]) {
    var writer = JSONWriter()
    var kept: [[UInt8]] = []
    value.write(to: &writer) {
      kept.append($0)
      return "blob-\(kept.count - 1)"
    }
    return (writer.bytes, kept)
  }

  private func read(_ bytes: [UInt8], _ kept: [[UInt8]]) throws(JSONProblem) -> Datum {
    var reader = JSONReader(bytes)
    let value = try Datum(from: &reader) { (name) throws(JSONProblem) in
      guard let number = Int(name.dropFirst(5)), kept.indices.contains(number) else {
        throw JSONProblem("no blob", at: 0)
      }
      return kept[number]
    }
    try reader.end()
    return value
  }
}

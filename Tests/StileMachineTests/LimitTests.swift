import StileCheck
import StileSyntax
import Testing

@testable import StileMachine

@Suite struct `Limits, and values from outside` {
  private static var fewSteps: Allowance {
    var allowance = Allowance()
    allowance.pureSteps = 10_000
    return allowance
  }

  @Test func `code that runs on and on stops its item`() throws {
    let machine = try Texts(
      """
      fn forever(n: Int) -> Int = forever_too(n) + 1
      fn forever_too(n: Int) -> Int {
        var sum = 0
        for x in range(9000000000000000000) { sum = x }
        return sum
      }
      runbook main "Main" {
        let x = step s "S" on local {
          let start = probe `x`
          return forever(start.status)
        }
      }
      """
    ).machine(allowance: Self.fewSteps)
    var story = Story(machine, machine.begin(runbook: 0))
    story.skip(.go, .go)
    #expect(story.next(.output()) == "failed it ran on and on without asking the world")
  }

  @Test func `a catch does not keep runaway code alive`() throws {
    let machine = try Texts(
      """
      runbook main "Main" {
        step s "S" {
          for x in range(9000000000000000000) {
            try {
              for y in range(9000000000000000000) { expect y >= 0, "never" }
            } catch e { }
          }
        }
      }
      """
    ).machine(allowance: Self.fewSteps)
    var story = Story(machine, machine.begin(runbook: 0))
    story.skip(.go)
    #expect(story.next(.go) == "failed it ran on and on without asking the world")
  }

  @Test func `polling for days keeps nothing`() throws {
    var story = try Texts(
      """
      runbook main "Main" on local {
        verify big "Big" within 3d every 1s { (probe `cat`).text == "never" }
      }
      """
    ).story()
    let megabyte = Answer.output(String(repeating: "x", count: 1 << 20))
    story.skip(.go, .go)
    #expect(story.next(.go) == "probe cat")
    for _ in 0..<1200 {
      let asked = story.next(megabyte)
      #expect(asked.hasPrefix("asked fails"), "\(asked.prefix(200))")
      #expect(story.next(.again) == "probe cat")
    }
  }

  @Test func `items leave nothing but their values`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        for n in range(1200) {
          step s "S" on local {
            let big = probe `cat`
            let again = big.text
          }
        }
      }
      """
    ).story()
    let megabyte = Answer.output(String(repeating: "x", count: 1 << 20))
    story.skip()
    for n in 0..<1200 {
      #expect(story.next() == "reached s[\(n)] step: S")
      story.skip(.go, .go, megabyte, .go)
    }
    #expect(story.next() == "finished none")
  }

  @Test func `values that nest without end stop where they are made`() throws {
    var json = JSON.null
    for _ in 0..<2000 { json = .array([json]) }
    var story = try Texts(
      "runbook main \"Main\" on local { let j = (probe `j`).json }"
    ).story()
    story.skip()
    #expect(
      story.next(.value(.json(json)))
        == "failed the value given for `j` does not fit: a value nests deeper than 500 levels")
    let brackets = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    story.skip(.again)
    #expect(story.next(.go) == "probe j")
    #expect(story.next(.output(brackets)).hasPrefix("failed "))
  }

  private static let types = [
    "Bool", "Int", "Float", "String", "Duration", "Time", "Size", "Host", "User", "Path",
    "DomainName", "Url", "Zone", "Channel", "List[Int]", "Map[String, Path]", "Int?", "R",
    "E",
  ]

  private static let data: [Datum] = [
    .none, .bool(true), .int(1), .float(.nan), .float(0.5), .string("x"), .bytes([0xff]),
    .duration(1), .time(1), .size(1), .path([]), .path([0]), .path(Array("/a".utf8)), .user("-"),
    .user("root"), .domainName("a..b"), .domainName("a.b"), .url("x"), .url("https://a/"),
    .list([.int(1), .none]), .list([.int(1)]), .map([DatumField("a", .path([1]))]),
    .record("R", [DatumField("x", .int(1))]), .record("R", []), .record("Host", []),
    .record("Output", []), .record("nonsense", [DatumField("x", .int(1))]),
    .record("R", [DatumField("x", .int(1)), DatumField("y", .int(1))]),
    .enumCase(type: "E", name: "a", []), .enumCase(type: "E", name: "b", []),
    .enumCase(type: "E", name: "c", [DatumField("n", .int(1))]),
    .enumCase(type: "F", name: "a", []), .json(.float(1)),
    .output(CommandOutput(status: 0, stdout: [], stderr: [], isCut: true)),
    .secret(SecretText(pieces: [])),
    .command(CommandText(form: .words([]), rendering: "")),
    .record(
      "Host",
      [
        DatumField("name", .domainName("old.example.org")), DatumField("port", .int(0)),
        DatumField("address", .none), DatumField("user", .none), DatumField("identity", .none),
        DatumField("host_key", .none), DatumField("legacy", .list([])),
      ]),
  ]

  @Test(arguments: types)
  func `whatever comes in is a value of its type or a failure, never a trap`(type: String) throws {
    let texts = Texts("record R { x: Int }\nenum E {\n  a\n  b(n: Int)\n}\nparam p: \(type)\n")
    let code = try texts.code()
    var fitting = 0
    for datum in Self.data {
      do {
        let machine = try Machine(code: code, arguments: ["p": datum])
        #expect(machine.value(of: "p") == datum, "\(type)")
        fitting += 1
      } catch {
        #expect(error.kind == .value)
      }
    }
    let none = ["Host", "Zone", "Channel"].contains(type)
    #expect((fitting > 0) == !none, "\(type): \(fitting)")
  }

  @Test func `fields come by their names, in whatever order the journal keeps them`() throws {
    let host = Datum.record(
      "Host",
      [
        DatumField("address", .string("127.0.0.21")), DatumField("host_key", .none),
        DatumField("identity", .none), DatumField("legacy", .list([])),
        DatumField("name", .domainName("old")), DatumField("port", .int(2222)),
        DatumField("user", .user("root")),
      ])
    var story = try Texts(
      "param h: Host\nrunbook main \"Main\" { step s \"S\" on h { no undo \"x\"\n run `a` } }"
    ).story(["h": host])
    story.skip(.go)
    #expect(story.next(.go) == "run a on old arms [nothing (x) of item]")
    guard case .request(.command(let request), _) = story.stop else { throw Lost() }
    #expect(
      request.host
        == HostValue(name: "old", address: "127.0.0.21", port: 2222, user: "root"))
  }

  struct Lost: Error {}

  @Test func `JSON is decoded into records, or says where it does not fit`() throws {
    let declarations = """
      record Part {
        name: DomainName
        size: Int = 5
        note: String?
        tags: List[E]
      }
      enum E {
        a
        b
      }
      runbook main "Main" on local {
        let part = Part.decode((probe `json`).json["parts"][0])
      }
      """
    func story(_ text: String) throws -> String {
      var story = try Texts(declarations).story()
      story.skip(.go, .go)
      return story.next(.output(text))
    }
    #expect(
      try story(#"{"parts": [{"name": "X.org", "tags": ["b", "a"], "other": 1}]}"#)
        == "ended Part(name: x.org, size: 5, note: none, tags: [.b, .a])")
    #expect(
      try story(#"{"parts": [{"name": "x", "size": "y", "tags": []}]}"#)
        == #"failed the JSON at `.size` is no Int: it is "y""#)
    #expect(
      try story(#"{"parts": [{"tags": []}]}"#)
        == "failed the JSON has no `.name`, which a Part needs")
    #expect(
      try story(#"{"parts": [{"name": "x", "tags": ["c"]}]}"#)
        == #"failed the JSON at `.tags[0]` is no E: it is "c""#)
    #expect(try story("{}") == "failed the JSON is no Part: it is null")
    #expect(try story("{").hasPrefix("failed the output is no JSON: "))
  }

  @Test func `names from a command's bytes stay what they are`() throws {
    var story = try Texts(
      """
      runbook main "Main" on local {
        let paths = (probe `find -print0`).lines0.map(name => Path(name))
        step s "S" { no undo "x"
          run `rm -- #{paths}` }
      }
      """
    ).story()
    story.skip(.go, .go)
    let bytes: [UInt8] = [0x2d, 0xff, 0x0a, 0x00, 0x61, 0x00]
    let output = CommandOutput(status: 0, stdout: bytes, stderr: [], isCut: false)
    story.skip(.value(.output(output)), .go, .go)
    _ = story.next(.go)
    guard case .request(.command(let request), _) = story.stop else { throw Lost() }
    #expect(
      request.command.form
        == .words([Array("rm".utf8), Array("--".utf8), [0x2e, 0x2f, 0x2d, 0xff, 0x0a], [0x61]]))
  }
}

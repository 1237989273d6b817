import StileMachine
import StileSyntax
import Testing

@Suite struct `Bodies of steps: ensure, verify, undo, try` {
  private static let ensured = """
    runbook main "Main" {
      let x = step point "Point it" on local {
        ensure within 2m every 5s { (probe `where`).text == "new" }
        no undo "a test"
        run `point`
        if succeeds `early` { return 1 }
        run `more`
        return 2
      }
      notify console "#{x ?? 0}"
    }
    """

  @Test func `an ensure is asked first and again at every end`() throws {
    var story = try Texts(Self.ensured).story()
    story.skip(.go)
    #expect(story.next(.go) == "region ensure within 120s")
    #expect(story.next(.go) == "probe where")
    #expect(
      story.next(.output("old"))
        == #"asked fails [(probe `where`).text == "new"; (probe `where`).text = "old"]"#)
    #expect(story.next(.value(.none)) == "run point arms [nothing (a test) of item]")
    #expect(story.next(.output()) == "succeeds early")
    #expect(story.next(.output()) == "region verify within 120s")
    #expect(story.next(.go) == "probe where")
    #expect(story.next(.output("new")) == "asked holds")
    #expect(story.next(.value(.none)) == "ended 1")
    story.skip(.go, .go)
    #expect(story.next(.go) == "notify -: 1")
    var late = try Texts(Self.ensured).story()
    late.skip(.go, .go, .value(.none), .output(), .output(status: 1))
    #expect(late.next() == "run more")
    #expect(late.next(.output()) == "region verify within 120s")
    #expect(late.next(.value(.none)) == "ended 2")
  }

  @Test func `an ensure that holds already ends the item at once`() throws {
    var story = try Texts(Self.ensured).story()
    story.skip(.go, .go, .go)
    #expect(story.next(.output("new")) == "asked holds")
    #expect(story.next(.value(.bool(true))) == "ended none")
    #expect(story.next(.go) == "reached notify_x_0 notify: notify_x_0")
    var known = try Texts(Self.ensured).story()
    known.skip(.go, .go)
    #expect(known.next(.value(.bool(true))) == "ended none")
    known.skip(.go, .go)
    #expect(known.next(.go) == "notify -: 0")
  }

  @Test func `every line of a region is asked, and what can't be asked is no answer`() throws {
    let texts = Texts(
      """
      let expected = 3
      probe size(name: String) -> Int = (probe `size #{name}`).text.to_int() ?? fail "no size"
      runbook main "Main" on local {
        verify sizes "The sizes" within 5m every 15s holding 1m {
          for name in ["a", "b"] { size(name) == expected and not succeeds `bad #{name}` }
          succeeds `good`
        }
      }
      """)
    var story = try texts.story()
    story.skip(.go)
    #expect(story.next(.go) == "region verify within 300s")
    #expect(story.next(.go) == "probe size a")
    #expect(story.next(.output("4")) == "probe size b")
    #expect(story.next(.output("3")) == "succeeds bad b")
    #expect(story.next(.output(status: 1)) == "succeeds good")
    #expect(
      story.next(.output(status: 1))
        == "asked fails [size(name) == expected and not succeeds `bad #{name}`; size(name) = 4; "
        + #"name = "a"; expected = 3, succeeds `good`]"#)
    #expect(story.next(.again) == "probe size a")
    #expect(
      story.next(.failure(Failure(.unreachable, "the host did not answer")))
        == "asked unasked: the host did not answer")
    #expect(story.next(.again) == "probe size a")
    #expect(story.next(.output("x")) == "asked unasked: no size")
    #expect(
      story.next(.failure(Failure(.verify, "it does not hold"))) == "failed it does not hold")
    #expect(story.next(.again) == "region verify within 300s")
    #expect(story.next(.value(.none)) == "ended none")
  }

  @Test func `the first act hands over what stands before it, outermost first and once`() throws {
    var story = try Texts(
      """
      action freeze(tree: Path) {
        let before = probe `modes #{tree}`
        undo { run `restore` stdin before }
        run `freeze #{tree}`
        run `freeze again`
      }
      action look(tree: Path) {
        undo { run `never` }
        let x = probe `look #{tree}`
      }
      runbook main "Main" {
        step s "S" on local {
          let n = 3
          undo { run `own #{n}` }
          look("/c")
          freeze("/a")
          freeze("/b")
          irreversible "it is gone"
          run `rm x`
        }
      }
      """
    ).story()
    story.skip(.go)
    #expect(story.next(.go) == "probe look /c")
    #expect(story.next(.output()) == "probe modes /a")
    #expect(
      story.next(.output("644"))
        == "run freeze /a arms [block main.stile.main 0 n=3 on local of item, "
        + "block main.stile.freeze 0 before=output 0 on local]")
    #expect(story.next(.output()) == "run freeze again")
    #expect(story.next(.output()) == "probe modes /b")
    #expect(
      story.next(.output("644"))
        == "run freeze /b arms [block main.stile.freeze 0 before=output 0 on local]")
    #expect(story.next(.output()) == "run freeze again")
    #expect(story.next(.output()) == "run rm x arms [wall (it is gone) of item]")
    #expect(story.next(.output()) == "ended none")
  }

  @Test func `what no act covered is not armed twice when the body runs again`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        step s "S" on local {
          undo { run `back` }
          let before = probe `look`
          run `change`
        }
      }
      """
    ).story()
    story.skip(.go, .go)
    #expect(story.next(.output(status: 1)) == "failed `look` ended with status 1")
    #expect(story.next(.again) == "probe look")
    #expect(
      story.next(.output()) == "run change arms [block main.stile.main 0 on local of item]")
  }

  @Test func `an undo fiber has its captures and arms nothing`() throws {
    let machine = try Texts(
      """
      action thaw(tree: Path) {
        undo { run `freeze #{tree}` }
        run `thaw #{tree}`
      }
      action freeze(tree: Path, note: String?) {
        undo {
          thaw(tree)
          verify { (probe `modes`).text == note ?? "none" }
        }
        run `freeze #{tree}`
      }
      runbook main "Main" { step s "S" on local { freeze("/a", none) } }
      """
    ).machine()
    let reference = UndoReference(declaration: "main.stile.freeze", ordinal: 0)
    let captures = [
      DatumField("note", .none), DatumField("tree", .path(Array("/x y".utf8))),
    ]
    let fiber = try machine.begin(
      undo: reference, captures: captures,
      seat: SeatValue(host: HostValue(name: "old", user: "root")))
    var story = Story(machine, fiber)
    #expect(story.next() == "run thaw '/x y' on old")
    #expect(story.next(.output()) == "region verify")
    #expect(story.next(.go) == "probe modes on old")
    #expect(story.next(.output("none")) == "asked holds")
    #expect(story.next(.value(.none)) == "finished none")
    #expect(throws: Failure.self) {
      try machine.begin(undo: reference, captures: [DatumField("tree", .int(1))], seat: nil)
    }
    #expect(throws: Failure.self) {
      try machine.begin(undo: reference, captures: captures, seat: nil)
    }
    #expect(throws: Failure.self) {
      try machine.begin(
        undo: UndoReference(declaration: "main.stile.freeze", ordinal: 9), captures: captures,
        seat: nil)
    }
  }

  @Test func `try catches definite failures and nothing else`() throws {
    let texts = Texts(
      """
      action attempt() -> String {
        no undo "a test"
        try {
          run `first`
          run `second`
        } catch e {
          return "#{e.kind}: #{e.message} #{e.status ?? 0}"
        }
        return "fine"
      }
      runbook main "Main" {
        let x = step s "S" on local { return attempt() }
      }
      """)
    var story = try texts.story()
    story.skip(.go, .go)
    #expect(story.next() == "run first arms [nothing (a test)]")
    #expect(story.next(.output()) == "run second")
    #expect(
      story.next(.output(status: 7))
        == #"ended "command: `second` ended with status 7 7""#)
    var lost = try texts.story()
    lost.skip(.go, .go, .output())
    #expect(
      lost.next(.failure(Failure(.unreachable, "no answer"))) == "failed no answer")
    var refused = try texts.story()
    refused.skip(.go, .go)
    #expect(
      refused.next(.failure(Failure(.refused, "a person said no"))) == "failed a person said no")
    #expect(refused.next(.again) == "run first arms [nothing (a test)]")
    #expect(refused.next(.output()) == "run second")
    #expect(refused.next(.output()) == #"ended "fine""#)
  }

  @Test func `a return out of a try takes its catch along`() throws {
    var story = try Texts(
      """
      action attempt() -> Int {
        no undo "a test"
        try {
          run `first`
          return 1
        } catch e { run `never` }
        return 2
      }
      runbook main "Main" on local {
        step s "S" {
          no undo "a test"
          let one = attempt()
          run `second #{one}`
        }
      }
      """
    ).story()
    story.skip(.go, .go)
    #expect(story.next(.output()) == "run second 1")
    let failed = story.next(.output(status: 1))
    #expect(failed.hasPrefix("failed "), "\(failed)")
  }

  @Test func `a lambda that asks the world stops in the middle of a list`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        let sizes = step s "S" on local {
          let unit = "kB"
          return ["a", "b"].map(name => "#{(probe `size #{name}`).text}#{unit}")
        }
      }
      """
    ).story()
    story.skip(.go)
    #expect(story.next(.go) == "probe size a")
    #expect(story.next(.output("1")) == "probe size b")
    #expect(story.next(.output("2")) == #"ended ["1kB", "2kB"]"#)
  }

  @Test func `a command says what it needs, and its output is read whole or not at all`() throws {
    let texts = Texts(
      """
      secret password from env "PW"
      runbook main "Main" {
        step s "S" on local {
          no undo "a test"
          run `psql` env { PGPASSWORD: password, N: "x" } stdin "in" in "/tmp" within 2m allow 3
          let out = probe `cat`
          run `use #{out.text}`
        }
      }
      """)
    var story = try texts.story()
    story.skip(.go)
    #expect(story.next(.go) == "run psql arms [nothing (a test) of item]")
    guard case .request(.command(let request), _) = story.stop else { throw FlowLost() }
    #expect(
      request.environment == [
        .init(name: "PGPASSWORD", value: .secret(SecretText(pieces: [.secret("password")]))),
        .init(name: "N", value: .plain([UInt8(ascii: "x")])),
      ])
    #expect(request.stdin == .plain(Array("in".utf8)))
    #expect(request.directory == Array("/tmp".utf8))
    #expect(request.within == 120_000_000_000)
    #expect(request.isOutputRead == false)
    #expect(story.next(.output(status: 3, isCut: true)) == "probe cat")
    #expect(
      story.next(.output("x", isCut: true))
        == "failed `cat` wrote more than is kept of an output that code reads")
    #expect(story.next(.again) == "run psql arms [nothing (a test) of item]")
    #expect(story.next(.output()) == "probe cat")
    #expect(story.next(.output("-rf")).hasPrefix(#"failed "-rf" begins with `-`"#))
  }

  struct FlowLost: Error {}

  @Test func `a failed command shows the end of what it said`() throws {
    var story = try Texts(
      #"runbook main "Main" { step s "S" on local { no undo "x"\#n run `f` } }"#
    ).story()
    story.skip(.go, .go)
    #expect(
      story.next(.output("out", status: 2, stderr: "one\n\u{1b}[31mtwo\n"))
        == "failed `f` ended with status 2")
    guard case .failed(let failure) = story.stop else { throw FlowLost() }
    #expect(failure.details == ["one", "\\u{1b}[31mtwo"])
    #expect(failure.status == 2)
    #expect(failure.span != nil)
  }

  @Test func `expect shows the values of what it compares`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        step s "S" on local {
          let n = (probe `n`).text.to_int() ?? 0
          expect n * 2 == 4, "it is #{n}"
        }
      }
      """
    ).story()
    story.skip(.go, .go)
    #expect(story.next(.output("3")) == "failed it is 3")
    guard case .failed(let failure) = story.stop else { throw FlowLost() }
    #expect(failure.details == ["n * 2 = 6", "n = 3"])
  }

  @Test func `natives get their arguments by name and give typed values`() throws {
    var story = try Texts(
      """
      use dns
      runbook main "Main" {
        step s "S" {
          let seen = dns.observe(["www.example.org"])
          let w = dns.window(seen)
          wait w
          expect dns.served("www.example.org") == none, "it is there"
        }
      }
      """,
      modules: [
        "dns": """
        enum RecordType {
          A
          CNAME
        }
        record RecordSet {
          values: List[String]
          ttl: Duration
        }
        probe observe(names: List[DomainName]) -> Observation =
          world.dns_observe(names: names, type: .CNAME, before: 1d, resolver: none, port: 53)
        probe window(seen: Observation) -> Window = world.dns_window(observation: seen)
        probe served(name: DomainName) -> RecordSet? =
          world.dns_record(
            zone: Zone(name: "example.org", primary: "127.0.0.1"), name: name, type: .A)
        """
      ]
    ).story()
    story.skip(.go)
    #expect(
      story.next(.go)
        == "native dns_observe(names: [www.example.org], type: .CNAME, before: 86400000000000ns, "
        + "resolver: none, port: 53)")
    let observation = Datum.record(
      "Observation",
      [
        DatumField("id", .string("x")),
        DatumField("names", .list([.domainName("www.example.org")])),
        DatumField("ttl", .duration(10_000_000_000)), DatumField("taken", .time(0)),
        DatumField("evidence", .json(.object([]))),
      ])
    #expect(story.next(.value(observation)).hasPrefix("window Observation(id: \"x\""))
    let window = Datum.record(
      "Window", [DatumField("id", .string("w")), DatumField("observation", observation)])
    #expect(story.next(.value(window)).hasPrefix("wait window("))
    #expect(
      story.next(.value(.none))
        == "native dns_record(zone: Zone(name: example.org, primary: \"127.0.0.1\", key: none, "
        + "secret: none), name: www.example.org, type: .A)")
    #expect(story.next(.value(.string("x"))) == "failed a String is no RecordSet")
    #expect(story.next(.again).hasPrefix("native dns_observe"))
  }
}

import StileCheck
import StileMachine
import StileSyntax
import Testing

@Suite struct `Commands with their holes filled in` {
  /// Fills the holes of a command literal, in order.
  private static func assemble(
    _ literal: String, _ holes: TypedExpression...
  ) throws -> CommandText {
    guard case .command(let text) = try value(literal, holes) else {
      throw NoCommand()
    }
    return text
  }

  private static func value(_ literal: String, _ holes: [TypedExpression]) throws -> Datum {
    try Machine.value(of: try command(literal, holes), in: Building.program([]))
  }

  private static func command(
    _ literal: String, _ holes: [TypedExpression]
  ) throws -> TypedExpression {
    var sources = SourceMap()
    let source = sources.add(name: "example.stile", bytes: Array("`\(literal)`".utf8))
    let (expression, diagnostics) = Parser.parseExpression(source)
    guard case .command(let parsed) = expression.kind, diagnostics.isEmpty,
      parsed.holes.count == holes.count
    else { throw NoCommand() }
    var segments: [CommandTemplate.Segment] = []
    var count = 0
    for segment in parsed.segments {
      switch segment {
      case .text(let text): segments.append(.text(text))
      case .hole:
        segments.append(.hole(count))
        count += 1
      }
    }
    let template = CommandTemplate(
      segments: segments,
      holes: zip(parsed.holes, holes).map { hole, value in
        CommandTemplate.Hole(
          value: value, quoting: hole.quoting, isGlued: hole.isGlued,
          mayBeOption: hole.mayBeOption, isCommandPosition: hole.isCommandPosition)
      },
      plainPieces: parsed.plainPieces, hasPipe: parsed.hasPipe)
    return Building.expression(.command(template), .command)
  }

  private struct NoCommand: Error {}

  private static func path(_ text: String) -> TypedExpression {
    Building.expression(.constant(.path(text)), .path)
  }

  private static func list(_ texts: String...) -> TypedExpression {
    Building.expression(.list(texts.map(Building.text)), .list(.string))
  }

  private static func refusal(_ literal: String, _ holes: TypedExpression...) -> String? {
    do {
      _ = try value(literal, holes)
      return nil
    } catch let failure as Failure {
      return failure.message
    } catch {
      return "\(error)"
    }
  }

  // Plain words

  @Test func `a text of plain words needs no shell, and a list is a word an element`() throws {
    let text = try Self.assemble(
      "tar -cf #{x} -- #{xs}", Self.path("/a b.tar"), Self.list("x", "y z"))
    #expect(
      text.form
        == .words(["tar", "-cf", "/a b.tar", "--", "x", "y z"].map { Array($0.utf8) }))
    #expect(text.rendering == "tar -cf '/a b.tar' -- x 'y z'")
  }

  @Test func `a relative path that begins with a dash gets a folder before it`() throws {
    let text = try Self.assemble("rm #{x}", Self.path("-rf"))
    #expect(text.form == .words([Array("rm".utf8), Array("./-rf".utf8)]))
    let script = try Self.assemble("cat -- #{x} | wc -l", Self.path("-"))
    #expect(
      script.form
        == .script(
          #"cat -- "${stile_1}" | wc -l"#, arguments: [Array("./-".utf8)], hasPipe: true))
  }

  @Test func `what the language refuses in a word stops the item`() {
    let text = Building.text
    #expect(
      Self.refusal("rm #{x}", text("-rf"))
        == "\"-rf\" begins with `-`, so it could be taken for an option: put `--` before it, or "
        + "pass options as a Command")
    #expect(Self.refusal("rm -- #{x}", text("-rf")) == nil)
    #expect(
      Self.refusal("rm /srv/#{x}", text(""))
        == "an empty value stands glued to other text in a word")
    #expect(Self.refusal("echo #{x}", text("")) == nil)
    #expect(
      Self.refusal("rm -- #{xs}", Self.list())
        == "an empty list leaves the command without a word that it expects")
    #expect(
      Self.refusal("rm -- #{xs}", Self.list("a", "-b", "c\0d"))
        == #""c\u{0}d" holds a NUL byte: no word can"#)
    #expect(
      Self.refusal("rm a#{xs}", Self.list("a"))
        == "a list can't stand within a word or within quotes")
    #expect(
      Self.refusal("echo \"#{xs}\"", Self.list("a"))
        == "a list can't stand within a word or within quotes")
  }

  @Test func `a secret is no word`() {
    let program = Building.program(
      globals: [
        Global(
          name: "token", type: .secret, kind: .secret(.environment("T")), documentation: nil,
          span: Building.nowhere)
      ], [])
    let token = Building.expression(.global(GlobalID(0)), .secret)
    let step = Building.step(
      "leak", host: Building.thisMachine,
      [
        Building.statement(
          .evaluate((try? Self.command("echo #{x}", [token])) ?? Building.text("unparsed")))
      ])
    var leaking = program
    leaking.runbooks = Building.program([step]).runbooks
    guard
      let machine = try? Machine(
        code: Compiler.compile(leaking, sources: SourceMap()), arguments: [:])
    else {
      Issue.record("the program does not start")
      return
    }
    var story = Story(machine, machine.begin(runbook: 0))
    story.skip(.go)
    #expect(
      story.next(.go)
        == "failed a Secret is no word of a command: pass it by `env` or `stdin`")
  }

  // Scripts

  @Test func `in a script every hole is a variable, and each element of a list has its own`() throws
  {
    let text = try Self.assemble(
      "cd #{a} && ls #{xs} > \"#{b}.txt\"; echo $((#{n} + 1))", Self.path("/srv"),
      Self.list("x", "y"), Building.text("o'k $(id)"), Building.int(-5))
    #expect(
      text.form
        == .script(
          #"cd "${stile_1}" && ls "${stile_2}" "${stile_3}" > "${stile_4}.txt"; echo $((${stile_5} + 1))"#,
          arguments: ["/srv", "x", "y", "o'k $(id)", "-5"].map { Array($0.utf8) },
          hasPipe: false))
    #expect(
      text.rendering == #"cd /srv && ls x y > "o'k \$(id).txt"; echo $((-5 + 1))"#)
  }

  @Test func `a spliced command keeps its own words, and its variables get new numbers`() throws {
    let inner = try Self.command("grep #{x} < /etc/passwd", [Building.text("a b")])
    let words = try Self.command("nice -n 5", [])
    let text = try Self.assemble("#{c} | sort #{x}; #{w} true", inner, Building.text("z"), words)
    #expect(
      text.form
        == .script(
          "{ grep \"${stile_1}\" < /etc/passwd\n} | sort \"${stile_2}\"; "
            + #""${stile_3}" "${stile_4}" "${stile_5}" true"#,
          arguments: ["a b", "z", "nice", "-n", "5"].map { Array($0.utf8) }, hasPipe: true))
    let second = try Self.assemble("echo #{x} > /dev/null; #{c}", Building.text("z"), inner)
    #expect(
      second.form
        == .script(
          "echo \"${stile_1}\" > /dev/null; { grep \"${stile_2}\" < /etc/passwd\n}",
          arguments: ["z", "a b"].map { Array($0.utf8) }, hasPipe: false))
  }

  @Test func `a command that is no plain words stands only where sh expects one`() throws {
    let inner = try Self.command("a | b", [])
    #expect(
      Self.refusal("sudo #{c}", inner)
        == "a Command that is not plain words can stand only where sh expects a command, alone")
    #expect(Self.refusal("echo x#{c}", inner) != nil)
    #expect(
      Self.refusal("echo \"#{c}\"; x", inner)
        == "a Command can't stand in quotes or in `$(( ))`")
    #expect(try Self.assemble("#{c}", inner).form == .script("a | b", arguments: [], hasPipe: true))
    let words = try Self.command("ls -l", [])
    #expect(
      try Self.assemble("sudo #{c} /srv", words).form
        == .words(["sudo", "ls", "-l", "/srv"].map { Array($0.utf8) }))
  }

  @Test func `raw text is pasted as it is`() throws {
    let raw = Building.expression(.function(.raw, [Building.text("a | b > c")]), .command)
    #expect(
      try Self.assemble("x; y #{r}", raw).form
        == .script("x; y a | b > c", arguments: [], hasPipe: true))
  }

  // Real shells

  private static let hostile = [
    "plain", "two words", "", "'", "\"", "\\", "\\\\n", "$(id)", "`id`", "${HOME}", "$1", "*", "~",
    "a\nb", "\n", "tail\n", "a\tb", "--", "-n", ";", "&", "|", "#x", "!", "é", "\u{202e}", "{a,b}",
    "a=b", "%s\\n", "]]", "$((1))", "\u{1b}[31m",
  ]

  @Test(arguments: ["/bin/dash", "/bin/bash"])
  func `hostile words come through real shells as they are`(shell: String) throws {
    for word in Self.hostile {
      let value = Building.text(word)
      // Echoed by printf in every quoting there is; NUL-free, so a NUL can end each.
      // An empty value glued into a word is refused, so it comes alone.
      let literal =
        word.isEmpty
        ? ##"printf -- '%s\0' #{a}; f() { printf -- '%s\0' #{b}; shift; printf -- '%s\0' #{c}; }; f 1"##
        : ##"printf -- '%s\0' #{a}; f() { printf '%s\0' "x#{b}y"; shift; printf '%s\0' p#{c}; }; f 1"##
      let text = try Self.assemble(literal, value, value, value)
      let expected = word.isEmpty ? "\0\0\0" : "\(word)\0x\(word)y\0p\(word)\0"
      #expect(try Shell(shell).run(text) == expected, "the word \(word.debugDescription)")
    }
  }

  @Test(arguments: ["/bin/dash", "/bin/bash"])
  func `a list, an Int and a here-document come through real shells`(shell: String) throws {
    let text = try Self.assemble(
      "\nfor x in #{xs}; do printf '<%s>' \"$x\"; done\necho $((#{n} * 2))\ncat <<E\n#{y}\nE\n",
      Self.list("a b", "*", "$(id)"), Building.int(-21), Building.text("$HOME `id` \\ \"q\""))
    #expect(
      try Shell(shell).run(text) == "<a b><*><$(id)>-42\n$HOME `id` \\ \"q\"\n")
  }
}

import StileSyntax
import Testing

/// What declarations are read as.
struct DeclarationTests {
  /// The declaration that a file holds beside its edition.
  private func declaration(_ text: String) throws -> Declaration {
    let tree = Sources.tree("stile 1\n\(text)\n")
    #expect(tree.diagnostics.map(\.code) == [])
    #expect(tree.root.edition == 1)
    return try #require(tree.root.declarations.first)
  }

  @Test func `use takes modules or names of a file`() throws {
    guard case .use(.standard(let modules)) = try declaration("use dns, http").kind else {
      Issue.record("no use of modules")
      return
    }
    #expect(modules.map(\.text) == ["dns", "http"])
    let relative = try declaration("use \"hosts.stile\" (old, Kind)")
    guard case .use(.relative(let path, let names)) = relative.kind else {
      Issue.record("no use of a file")
      return
    }
    #expect(path.plainText == "hosts.stile")
    #expect(names.map(\.text) == ["old", "Kind"])
  }

  @Test(arguments: [
    ("secret a from env \"A\"", "environment"), ("secret a from file \"A\"", "file"),
    ("secret a from command `pass a`", "command"), ("secret a from prompt", "prompt(nil)"),
    ("secret a from prompt \"Which?\"", "prompt(Optional"),
  ])
  func `secrets have an origin`(_ text: String, _ origin: String) throws {
    guard case .secret(let secret) = try declaration(text).kind else {
      Issue.record("no secret")
      return
    }
    #expect("\(secret.origin)".contains(origin))
  }

  @Test(arguments: [
    ("fn a[T, U](x: List[T], f: (T) -> U = y => y) -> U? = none", Effect.pure),
    ("probe a(h: Host) -> Output { return probe `x` }", .probe),
    ("action a() { run `x` } simulate { sim.x() }", .action),
    ("procedure a(x: Int,) { step \"s\" { } }", .procedure),
  ])
  func `callables have an effect`(_ text: String, _ effect: Effect) throws {
    guard case .callable(let callable) = try declaration(text).kind else {
      Issue.record("no callable")
      return
    }
    #expect(callable.effect == effect)
    #expect(callable.name.text == "a")
    #expect((callable.simulation != nil) == text.contains("simulate"))
  }

  @Test func `types are read whole`() throws {
    let text = "fn a[T, U](x: List[T], f: (T) -> U = y => y) -> Map[String, U]? = none"
    guard case .callable(let callable) = try declaration(text).kind else { return }
    #expect(callable.generics.map(\.text) == ["T", "U"])
    #expect(callable.parameters.map { TreeSketch.sketch($0.type) } == ["List[T]", "(T) -> U"])
    #expect(callable.returnType.map(TreeSketch.sketch) == "Map[String, U]?")
  }

  @Test(arguments: [
    "record R { a: Int = 1, when: Time\n  b: T }", "record R {\n a: Int\n when: Time\n b: T\n}",
  ])
  func `records have lines or commas`(_ text: String) throws {
    guard case .record(let record) = try declaration(text).kind else { return }
    #expect(record.fields.map(\.name.text) == ["a", "when", "b"])
  }

  @Test(arguments: [
    "enum E { A, octal(value: String), c }", "enum E {\n A\n octal(value: String)\n c\n}",
  ])
  func `enums have lines or commas`(_ text: String) throws {
    guard case .enum(let node) = try declaration(text).kind else { return }
    #expect(node.cases.map(\.name.text) == ["A", "octal", "c"])
    #expect(node.cases.map(\.fields.count) == [0, 1, 0])
  }

  @Test(arguments: [
    ("every 6h", "interval(21600000000000)"), ("every day at 03:15", "minutes: 195"),
    ("every month on 1 at 04:00 in \"UTC\"", "monthly(day: 1, minutes: 240)"),
  ])
  func `policies have a period`(_ schedule: String, _ shown: String) throws {
    let text = "policy p \"P\" \(schedule) alert ops within 1h { }"
    guard case .policy(let policy) = try declaration(text).kind else { return }
    #expect("\(policy.period)".contains(shown))
    #expect((policy.timeZone != nil) == schedule.contains("in"))
    #expect(policy.clauses.count == 2)
  }

  @Test func `a test has a title and a block`() throws {
    guard
      case .test(let test) = try declaration("test \"t\" {\n given a()\n expect b, \"c\"\n}").kind
    else {
      Issue.record("no test")
      return
    }
    #expect(test.body.statements.count == 2)
  }

  @Test func `a label at column 0 declares nothing`() {
    #expect(Sources.codes("stile 1\nlet x = f(\nrecord: 1,\ntest: 2\n)\n") == [])
  }

  @Test func `a signature is read without its callable`() {
    let (parameters, type, diagnostics) = Parser.parseSignature(
      Sources.text("(names: List[DomainName], before: Duration? = none) -> Observation"))
    #expect(diagnostics == [])
    #expect(parameters.map(\.name.text) == ["names", "before"])
    #expect(parameters.map { $0.defaultValue != nil } == [false, true])
    #expect(type.map(TreeSketch.sketch) == "Observation")
    #expect(Parser.parseSignature(Sources.text("()")).returnType == nil)
    #expect(Parser.parseSignature(Sources.text("(a)")).diagnostics.map(\.code) == ["missing-type"])
  }

  @Test(arguments: [Taste.runbook, Taste.action])
  func `the samples are read without a mistake`(_ text: String) {
    #expect(Sources.codes(text) == [])
  }
}

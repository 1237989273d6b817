import StileCheck
import StileSyntax
import Testing

/// Params as a document gives them.
struct ParamDocumentTests {
  private func read(_ node: ArgumentNode, _ param: String) throws -> Result<String, ArgumentProblem>
  {
    let program = try program(
      """
      stile 1
      record Site {
        name: String
        ports: List[Int] = [80]
        owner: User? = none
      }
      param \(param)
      """)
    let type = try #require(program.globals.first { $0.name == "x" }).type
    return Checker.argument(node, for: type, in: program).map { Self.text($0) }
  }

  private static func text(_ value: TypedExpression) -> String {
    switch value.kind {
    case .constant(let constant): "\(constant)"
    case .list(let elements), .record(_, let elements):
      "[\(elements.map(text).joined(separator: " "))]"
    case .map(let entries):
      "{\(entries.map { "\(text($0.key)): \(text($0.value))" }.joined(separator: " "))}"
    case .call: "default"
    default: "?"
    }
  }

  @Test func `texts, lists and mappings become values of the param's type`() throws {
    #expect(try read(.text("no"), "x: String").get() == "string(\"no\")")
    #expect(try read(.list([.text("1"), .text("2")]), "x: List[Int]").get() == "[int(1) int(2)]")
    let map = ArgumentNode.map([.entry("a", .list([.text("b")]))])
    #expect(try read(map, "x: Map[String, List[User]]").get() == "{string(\"a\"): [user(\"b\")]}")
    #expect(try read(.list([]), "x: List[Int]?").get() == "[]")
  }

  @Test func `a mapping is a record, and its defaults fill what is left out`() throws {
    let site = ArgumentNode.map([.entry("name", .text("a"))])
    #expect(try read(site, "x: Site").get() == "[string(\"a\") default none]")
    #expect(try read(.list([site]), "x: List[Site]").get() == "[[string(\"a\") default none]]")
  }

  @Test(arguments: [
    (ArgumentNode.list([.text("1")]), "x: Int", "a list is no Int"),
    (.list([.text("a")]), "x: List[Int]", "`a` is no Int: a number such as `42`"),
    (.map([]), "x: Site", "a Site needs its field `name`"),
    (
      .map([.entry("nam", .text("a"))]), "x: Site",
      "Site has no field `nam`; it has `name`, `ports` and `owner`"
    ),
    (
      .map([
        .entry("name", .text("a")), .entry("ports", .text("b")),
      ]), "x: Site", "`ports`: `b` is no List[Int]: nothing here is called `b`"
    ),
  ])
  func `what does not fit is refused with its place`(
    _ node: ArgumentNode, _ param: String, _ message: String
  ) throws {
    guard case .failure(let problem) = try read(node, param) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.message == message)
  }

  @Test(arguments: [
    (ArgumentNode.list([.text("1"), .text("a", line: 3)]), "x: List[Int]"),
    (.map([.entry("name", .text("a")), .entry("ports", .list([.text("a", line: 3)]))]), "x: Site"),
    (.map([.entry("name", .text("a")), .entry("port", line: 3, .text("1"))]), "x: Site"),
    (
      .map([
        .entry("a", .map([.entry("name", .text("a")), .entry("owner", .text("a b", line: 3))]))
      ]), "x: Map[String, Site]"
    ),
  ])
  func `the smallest part that does not fit gives the place`(
    _ node: ArgumentNode, _ param: String
  ) throws {
    guard case .failure(let problem) = try read(node, param) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.place?.line == 3, "\(problem)")
  }
}

extension ArgumentNode {
  /// Where all that these tests write stands, but for what they look for.
  fileprivate static let somewhere = Place(line: 1, column: 1)

  fileprivate static func text(_ text: String, line: Int = 1) -> ArgumentNode {
    ArgumentNode(.text(text), at: Place(line: line, column: 1))
  }

  fileprivate static func list(_ nodes: [ArgumentNode]) -> ArgumentNode {
    ArgumentNode(.list(nodes), at: somewhere)
  }

  fileprivate static func map(_ entries: [Entry]) -> ArgumentNode {
    ArgumentNode(.map(entries), at: somewhere)
  }
}

extension ArgumentNode.Entry {
  fileprivate static func entry(
    _ key: String, line: Int = 1, _ value: ArgumentNode
  ) -> ArgumentNode.Entry {
    ArgumentNode.Entry(key: key, at: ArgumentNode.Place(line: line, column: 1), value: value)
  }
}

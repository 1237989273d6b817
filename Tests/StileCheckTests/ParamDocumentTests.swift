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
    let map = ArgumentNode.map([.init(key: "a", value: .list([.text("b")]))])
    #expect(try read(map, "x: Map[String, List[User]]").get() == "{string(\"a\"): [user(\"b\")]}")
    #expect(try read(.list([]), "x: List[Int]?").get() == "[]")
  }

  @Test func `a mapping is a record, and its defaults fill what is left out`() throws {
    let site = ArgumentNode.map([.init(key: "name", value: .text("a"))])
    #expect(try read(site, "x: Site").get() == "[string(\"a\") default none]")
    #expect(try read(.list([site]), "x: List[Site]").get() == "[[string(\"a\") default none]]")
  }

  @Test(arguments: [
    (ArgumentNode.list([.text("1")]), "x: Int", "a list is no Int"),
    (.list([.text("a")]), "x: List[Int]", "`a` is no Int: a number such as `42`"),
    (.map([]), "x: Site", "a Site needs its field `name`"),
    (
      .map([.init(key: "nam", value: .text("a"))]), "x: Site",
      "Site has no field `nam`; it has `name`, `ports` and `owner`"
    ),
    (
      .map([
        .init(key: "name", value: .text("a")), .init(key: "ports", value: .text("b")),
      ]), "x: Site", "`ports`: `b` is no List[Int]: nothing here is called `b`"
    ),
  ])
  func `what does not fit is refused with its place`(
    _ node: ArgumentNode, _ param: String, _ message: String
  ) throws {
    #expect(try read(node, param) == .failure(ArgumentProblem(message)))
  }
}

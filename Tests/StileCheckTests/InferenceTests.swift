import StileCheck
import Testing

/// Types flow both ways inside a body.
struct InferenceTests {
  private func locals(_ body: String, _ declarations: String = "") throws -> [String: Type] {
    let program = try program(
      """
      stile 1
      \(declarations)
      probe look() -> Int {
      \(body)
        return 0
      }
      """)
    let locals = program.function("look")?.body.locals ?? []
    return Dictionary(locals.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `an empty list learns what it holds from what is put into it`() throws {
    let types = try locals("  var xs = []\n  xs = xs.with(1)\n  var x = none\n  x = xs.first")
    #expect(types == ["xs": .list(.int), "x": .optional(.int)])
  }

  @Test func `a place tells a literal what it is, through lists and lambdas`() throws {
    let types = try locals(
      """
        let names: List[DomainName] = ["a", "b"].map(n => "#{n}.example.org")
        let paths: List[Path?] = ["/a", none]
        let hosts: Map[String, Host] = {"web": "web.example.org"}
      """)
    #expect(types["names"] == .list(.domainName))
    #expect(types["paths"] == .list(.optional(.path)))
    #expect(types["hosts"] == .map(.host))
  }

  @Test func `either side of a comparison tells the other`() throws {
    #expect(
      codes(
        """
        stile 1
        enum State { up, down }
        fn look(path: Path, state: State, name: DomainName?) -> Bool {
          return "/srv" == path and path != "/" and .up == state and [] == [path]
            and name == "example.org" and name != none
        }
        """) == [])
  }

  @Test func `a generic callable takes its type from its arguments and from its place`() throws {
    let types = try locals(
      "  let first = head([1, 2])\n  let path: Path? = head([\"/srv\"])\n  let n = fold([1], 0.5)",
      """
      fn head[T](items: List[T]) -> T? = items.first
      fn fold[A, B](items: List[A], start: B) -> B = start
      """)
    #expect(
      types == ["first": .optional(.int), "path": .optional(.path), "n": .float])
  }

  @Test func `what may be absent is never absent twice`() throws {
    let types = try locals(
      "  let xs: List[Int?] = [1, none]\n  let x = xs.first\n  let y = xs[0]\n  let z = some x")
    #expect(types["x"] == .optional(.int))
    #expect(types["y"] == .optional(.int))
    #expect(types["z"] == .optional(.int))
  }

  @Test func `fail fits everywhere`() throws {
    let types = try locals(
      """
        let n = [1].first ?? fail "none"
        let m = if n == 1 { n } else { fail "more" }
        let k = match n {
          1 -> "one"
          _ -> fail "more"
        }
      """)
    #expect(types == ["n": .int, "m": .int, "k": .string])
  }

  @Test func `arithmetic knows its units`() throws {
    let types = try locals(
      """
        let a = 5m * 2 + 30s
        let b = 2026-12-01T20:00Z - 2026-12-01T19:00Z
        let c = 2026-12-01T20:00Z + 1h
        let d = 4GiB / 2
        let e = 10m / 1m
        let f: Path = "/srv" / "www"
      """)
    #expect(
      types == ["a": .duration, "b": .duration, "c": .time, "d": .size, "e": .int, "f": .path])
  }

  @Test func `a string with a secret in it is a secret`() throws {
    let types = try locals("  let header = \"Bearer #{key}\"", "secret key from env \"KEY\"")
    #expect(types["header"] == .secret)
  }

  @Test func `a step's value may be absent where the step may not run`() throws {
    let program = try program(
      """
      stile 1
      runbook all "All" {
        let always = step always "Always" { return 1 }
        let sometimes = step sometimes "Sometimes" when 1 < 2 { return 1 }
        let already = step already "Already" {
          ensure { true }
          return 1
        }
      }
      """)
    #expect(
      items(program.runbooks[0].body.statements).map(\.resultType) == [
        .int, .optional(.int), .optional(.int),
      ])
  }

  @Test func `a lambda keeps what it captures before its parameters`() throws {
    let program = try program(
      """
      stile 1
      fn scale(items: List[Int], factor: Int) -> List[Int] {
        let twice = factor * 2
        return items.map(item => [item].map(inner => inner * twice + factor + item).count)
      }
      """)
    guard case .return(let value?) = program.function("scale")?.body.statements[1].kind,
      case .member(.listMap, _, let arguments) = value.kind,
      case .lambda(let outer)? = arguments.first?.kind
    else {
      Issue.record("no lambda is passed")
      return
    }
    #expect(outer.captures == [LocalID(2), LocalID(1)])
    #expect(outer.body.locals.map(\.name) == ["twice", "factor", "item"])
    #expect(outer.body.parameterCount == 3)
    guard case .return(let count?) = outer.body.statements.first?.kind,
      case .member(.listCount, let mapped, _) = count.kind,
      case .member(.listMap, _, let innerArguments) = mapped.kind,
      case .lambda(let inner)? = innerArguments.first?.kind
    else {
      Issue.record("no lambda is passed inside")
      return
    }
    #expect(inner.captures == [LocalID(0), LocalID(1), LocalID(2)])
    #expect(inner.body.locals.map(\.name) == ["twice", "factor", "item", "inner"])
  }
}

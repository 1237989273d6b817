import StileMachine
import StileSyntax
import Testing

@Suite struct `Values and what the language does with them` {
  private static func expect(
    _ cases: [(expression: String, value: String)], _ declarations: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (expression, value) in cases {
      let found = try Texts.value(expression, declarations)
      #expect(found == value, "\(expression)", sourceLocation: sourceLocation)
    }
  }

  private static func expectFailures(
    _ cases: [(expression: String, message: String)], _ declarations: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (expression, message) in cases {
      let found = try Texts.failure(expression, declarations)
      #expect(found == "`value`: " + message, "\(expression)", sourceLocation: sourceLocation)
    }
  }

  @Test func `arithmetic follows the operands' types`() throws {
    try Self.expect([
      ("1 + 2 * 3", "7"), ("7 / 2", "3"), ("-7 / 2", "-3"), ("7 % 3", "1"), ("-(3)", "-3"),
      ("1h + 30m", "5400000000000ns"), ("2 * 1h / 1m", "120"), ("1h / 2", "1800000000000ns"),
      ("2026-12-01T20:00Z - 2026-12-01T18:30Z", "5400000000000ns"),
      (##""#{2026-12-01T20:00Z + 90s}""##, "\"2026-12-01T20:01:30Z\""),
      (##""#{4GiB / 2} #{10KB} #{1500 * 1KB + 1KB}""##, "\"2GiB 10KB 1501KB\""),
      (##""#{1h30m} #{500ms} #{2d} #{0s} #{90s}""##, "\"1h30m 500ms 2d 0s 1m30s\""),
      ("0.5 + 0.25 < 1.0", "true"), (#"Path("/srv") / "a" / "b""#, "/srv/a/b"),
    ])
  }

  @Test func `nothing wraps, divides by zero or leaves the finite numbers`() throws {
    try Self.expectFailures(
      [
        (
          "9223372036854775807 + one",
          "9223372036854775807 + 1 is beyond the range of 64-bit integers"
        ),
        ("one / (one - 1)", "1 / 0 has no value"), ("one % (one - 1)", "1 % 0 has no value"),
        (
          "(-9223372036854775807 - 1) / -one",
          "-9223372036854775808 / -1 is beyond the range of 64-bit integers"
        ),
        ("1.0 / (0.5 - 0.5)", "1.0 / 0.0 is no finite number"),
        (
          "100000d * 9000 * one",
          "8640000000000000000 * 9000 is beyond the range of 64-bit integers"
        ),
      ], "let one = 1")
    try Self.expect([("(-9223372036854775807 - 1) % -one", "0")], "let one = 1")
  }

  @Test func `an integer in a text has all its digits and no more`() throws {
    let numbers = ["0", "9", "10", "99", "100", "-1", "-10", "999999999", "9223372036854775807"]
    try Self.expect(numbers.map { ("\"#{\($0)}\"", "\"\($0)\"") })
    try Self.expect([(##""#{-9223372036854775807 - 1}""##, "\"-9223372036854775808\"")])
  }

  @Test func `equality is of data, and order of what has one`() throws {
    try Self.expect(
      [
        (#"{"a": 1, "b": 2} == {"b": 2, "a": 1}"#, "true"), (#"{"a": 1} == {"a": 2}"#, "false"),
        (#"[1, 2] == [1, 2]"#, "true"), ("range(3) == [0, 1, 2]", "true"),
        (#""é" == "e\u{301}""#, "false"), (#""a" < "b" and "B" < "a""#, "true"),
        (#"DomainName("WWW.Example.Org.") == DomainName("www.example.org")"#, "true"),
        (#"Host(name: "a", port: 1) == Host(name: "A", port: 2)"#, "true"),
        (#"Host("root@a:2222").port"#, "2222"),
        (#"Host("root@#{word}:2222").user == User("root")"#, "true"),
        (#"Host(word).user == none and Host(word).port == 22"#, "true"),
        ("[1][5] == none", "true"), ("[1][0] == 1", "true"), ("[1][0] == none", "false"),
        (#"P(x: 1, y: "a") == P(x: 1, y: "a")"#, "true"), ("E.a == E.a and E.a != E.b", "true"),
      ], "let word = \"a\"\nrecord P {\n  x: Int\n  y: String\n}\nenum E {\n  a\n  b\n}")
  }

  @Test func `lists have their members`() throws {
    try Self.expect([
      ("[3, 1, 2].sorted()", "[1, 2, 3]"), ("[1, 2, 1].unique()", "[1, 2]"),
      ("[1, 2].reversed()", "[2, 1]"), (#"["a", "b"].join("-")"#, "\"a-b\""),
      ("[1, 2].map(x => x * 10)", "[10, 20]"), ("range(5).filter(x => x % 2 == 0)", "[0, 2, 4]"),
      ("[1, 2].any(x => x > 1)", "true"), ("[1, 2].all(x => x > 1)", "false"),
      ("[1, 2].find(x => x > 1)", "2"), ("[1, 2].find(x => x > 2)", "none"),
      ("[1, 2].flat_map(x => [x, x])", "[1, 1, 2, 2]"), ("[1].with(2).plus([3])", "[1, 2, 3]"),
      ("[1, 2].contains(2)", "true"), ("[1, 2].count", "2"), ("range(2, 5).count", "3"),
      ("range(5, 2).is_empty", "true"), ("[1, 2].first", "1"), ("[1].last", "1"),
      ("range(0).last", "none"), ("[1, 2][1]", "2"), ("[1, 2][2]", "none"), ("[1][-1]", "none"),
    ])
  }

  @Test func `a list that grows never changes the one that it grew from`() throws {
    try Self.expect(
      [
        (
          "[xs, xs.with(3), xs.with(4), xs.with(3).with(5), xs]",
          "[[1, 2], [1, 2, 3], [1, 2, 4], [1, 2, 3, 5], [1, 2]]"
        ),
        (
          #"[m, m.with("b", 2), m.with("c", 3), m.with("a", 9), m.without("a"), m]"#,
          "[{a: 1}, {a: 1, b: 2}, {a: 1, c: 3}, {a: 9}, {}, {a: 1}]"
        ),
      ], "let xs = [1, 2]\nlet m = {\"a\": 1}")
  }

  @Test func `a variable that changes in place never changes what was read from it`() throws {
    let declarations = """
      fn lists() -> List[List[Int]] {
        var xs = [1]
        let first = xs
        xs = xs.with(2)
        let second = xs
        xs = xs.with(3)
        var rows = [xs]
        xs = xs.with(4).with(5)
        rows = rows.with(xs)
        xs = xs.with(6)
        for x in xs { xs = xs.with(x) }
        return rows.with(first).with(second).with(xs)
      }
      fn maps() -> List[Map[String, Int]] {
        var m = {"a": 1}
        let first = m
        m = m.with("a", 2)
        let second = m
        m = m.with("a", 3)
        m = m.with("b", 4)
        let third = m
        m = m.with("c", m["a"] ?? 0)
        m = m.with("b", 5)
        m = m.with("c", m.count)
        return [first, second, third, m]
      }
      fn captured() -> List[Int] {
        var xs = [1]
        xs = xs.with(2)
        let sums = [10, 20].map(n => xs.count + n)
        var ys = xs
        ys = ys.with(3)
        xs = xs.with(4)
        return sums.plus(xs).plus(ys)
      }
      """
    #expect(
      try Texts.value("lists()", declarations)
        == "[[1, 2, 3], [1, 2, 3, 4, 5], [1], [1, 2], [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]]")
    #expect(
      try Texts.value("maps()", declarations)
        == "[{a: 1}, {a: 2}, {a: 3, b: 4}, {a: 3, b: 5, c: 3}]")
    #expect(try Texts.value("captured()", declarations) == "[12, 22, 1, 2, 4, 1, 2, 3]")
  }

  @Test func `maps keep their order`() throws {
    try Self.expect([
      (#"{"b": 1, "a": 2}.keys"#, #"["b", "a"]"#), (#"{"b": 1, "a": 2}.values"#, "[1, 2]"),
      (#"{"b": 1}["b"]"#, "1"), (#"{"b": 1}["c"]"#, "none"), (#"{"b": 1}["c"] ?? 7"#, "7"),
      (#"{"b": 1}.contains("b")"#, "true"), (##"{"b": 1, "#{"b"}": 2}"##, "{b: 2}"),
    ])
  }

  @Test func `texts are cut by bytes and counted by letters`() throws {
    try Self.expect([
      (#""añb".count"#, "3"), (#"" x\n".trim()"#, "\"x\""),
      (#""a,b,,c".split(",")"#, #"["a", "b", "", "c"]"#),
      (#""a\nb\r\n".lines"#, #"["a", "b"]"#), (#""".lines"#, "[]"),
      (#"" a  b ".words"#, #"["a", "b"]"#),
      (#""aXbX".replace("X", "--")"#, "\"a--b--\""), (#""abc".contains("bc")"#, "true"),
      (#""abc".starts_with("ab") and "abc".ends_with("bc")"#, "true"),
      (#""aé".upper()"#, "\"AÉ\""), (#""12".to_int()"#, "12"), (#""-3".to_int()"#, "-3"),
      (#""+3".to_int()"#, "none"), (#""1x".to_int()"#, "none"), (#""".to_int()"#, "none"),
      (#"Path("/a/b/").name"#, "\"b\""), (#"Path("/a/b/").parent"#, "/a"),
      (#"Path("/a").parent"#, "/"),
      (#"Path("a").parent"#, "."), (#"Path("/").name"#, "\"\""), (#"(90m).seconds"#, "5400"),
    ])
  }

  @Test func `names are validated when they are made`() throws {
    try Self.expectFailures(
      [
        (#"Path("a#{zero}" )"#, #""a\u{0}" is no path: a path holds no NUL byte"#),
        (
          #"DomainName("a b#{none_}")"#,
          #""a b" is no domain name: letters, digits, `-` and `_` make its parts"#
        ),
        (
          #"User("-x#{none_}")"#,
          #""-x" is no user name: a user name begins with a letter, a digit or `_`"#
        ),
        (
          #"Url("ftp//#{none_}")"#,
          #""ftp//" is no URL: it begins with a scheme, such as `https://`"#
        ),
        (#"Host("a:#{none_}")"#, #""a:" is no host: behind its `:` stands a port from 1 to 65535"#),
        (
          #"Host("root@LOCAL.#{none_}")"#,
          #""root@LOCAL." is no host: this machine is `local`, without quotes"#
        ),
        (
          #"Host(name: "Local", address: "192.0.2.1")"#,
          "no host but this machine is called `local`, and nothing else is to be said of it"
        ),
        (#"Host(name: "a", port: 70000)"#, "the port of host `a` is not between 1 and 65535"),
        (
          #"Host(name: "a", address: "-oProxyCommand=x")"#,
          #""-oProxyCommand=x" is no address of a host: letters, digits, `.`, `-`, `_`, `:` and `%` make one, and it does not begin with `-`"#
        ),
      ], "let none_ = \"\"\nlet zero = \"\\0\"")
  }

  @Test func `if, match, lambdas and functions work on values`() throws {
    try Self.expect(
      [
        ("fib(15)", "610"), ("grade(95)", "\"high\""), ("grade(5)", "\"low\""),
        ("name(.b(n: 3))", "\"b3\""), ("name(.a)", "\"a\""), ("twice(x => x + 1, 5)", "7"),
        ("first([])", "\"nothing\""), ("first([4])", "\"4\""), ("total([1, 2, 3, 100, 5])", "6"),
        ("words([1, 1, 2, 1])", "\"oneone\""), ("words([1, 3, 1])", "\"many\""),
        ("sign(-1)", "\"below\""), ("sign(1)", "\"above\""),
      ],
      """
      enum E {
        a
        b(n: Int)
      }
      fn fib(n: Int) -> Int = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
      fn grade(n: Int) -> String = match n > 50 {
        true -> { "high" }
        false -> { "low" }
      }
      fn name(e: E) -> String = match e {
        a -> { "a" }
        b(n) -> { "b#{n}" }
      }
      fn twice(f: (Int) -> Int, x: Int) -> Int = f(f(x))
      fn first(xs: List[Int]) -> String {
        if let x = xs.first {
          return "#{x}"
        }
        return "nothing"
      }
      fn words(xs: List[Int]) -> String {
        var said = ""
        for x in xs {
          let word = if x == 1 { "one" } else if x == 2 { break } else { return "many" }
          said = "#{said}#{word}"
        }
        return said
      }
      fn sign(n: Int) -> String = match n {
        -1 -> "below"
        _ -> "above"
      }
      fn total(xs: List[Int]) -> Int {
        var sum = 0
        for x in xs {
          if x > 50 { break }
          sum = sum + x
        }
        return sum
      }
      """)
  }

  @Test func `an expression that fails says why`() throws {
    try Self.expectFailures(
      [
        (#"[1].find(x => x > 1) ?? fail "there is none""#, "there is none"),
        ("deep(5000)", "calls nest deeper than 1000 levels"),
        (#""a".split(empty)"#, "a text can't be split at an empty separator"),
      ], "fn deep(n: Int) -> Int = if n == 0 { 0 } else { 1 + deep(n - 1) }\nlet empty = \"\"")
  }

  @Test func `params come from the run, from their defaults, or not at all`() throws {
    let texts = Texts("param n: Int\nparam m: Int = 2\nlet sum = n + m\n")
    #expect(try texts.machine(["n": .int(40)]).value(of: "sum") == .int(42))
    #expect(try texts.machine(["n": .int(40), "m": .int(1)]).value(of: "sum") == .int(41))
    #expect(throws: Failure.self) { try texts.machine() }
    #expect(throws: Failure.self) { try texts.machine(["n": .string("x")]) }
    #expect(throws: Failure.self) { try texts.machine(["n": .int(1), "o": .int(1)]) }
  }

  @Test func `a secret is its name, and a text with it too`() throws {
    let machine = try Texts(
      "secret token from env \"T\"\nlet header = \"Bearer #{token}\"\n"
    ).machine()
    #expect(
      machine.value(of: "header")
        == .secret(SecretText(pieces: [.text("Bearer "), .secret("token")])))
  }
}

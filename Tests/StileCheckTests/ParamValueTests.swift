import StileCheck
import StileSyntax
import Testing

/// Params as people give them.
struct ParamValueTests {
  private func types() throws -> Program {
    try program(
      """
      stile 1
      enum State { up, down(why: String) }
      record Site {
        name: String
        port: Int = 80
      }
      """)
  }

  private func constant(_ text: String, _ type: Type) throws -> Constant? {
    let value = try Checker.argument(text: text, for: type, in: types()).get()
    if case .constant(let constant) = value.kind { return constant }
    return nil
  }

  @Test(arguments: [
    ("true", Type.bool, Constant.bool(true)), ("42", .int, .int(42)), ("-1", .int, .int(-1)),
    ("0.5", .float, .float(0.5)), ("2", .float, .float(2)), ("no", .string, .string("no")),
    ("", .string, .string("")), ("\"a\"", .string, .string("\"a\"")),
    ("1h30m", .duration, .duration(5_400_000_000_000)), ("4KiB", .size, .size(4096)),
    ("1970-01-01T00:01Z", .time, .time(60_000_000_000)), ("/srv/a b", .path, .path("/srv/a b")),
    ("WWW.example.org.", .domainName, .domainName("www.example.org")),
    ("root", .user, .user("root")), ("https://a/", .url, .url("https://a/")),
    ("none", .optional(.string), .none), ("a:53", .optional(.string), .string("a:53")),
  ])
  func `a scalar is plain text`(_ text: String, _ type: Type, _ value: Constant) throws {
    #expect(try constant(text, type) == value)
  }

  @Test(arguments: [
    ("yes", Type.bool), ("4.5", .int), ("", .int), ("nan", .float), ("30", .duration),
    ("30s", .size), ("2026-12-01", .time), ("", .path), ("a b", .domainName), ("-root", .user),
    ("example.org", .url), ("[\"a\"", .list(.string)), ("[1]", .list(.string)),
    ("a, b", .list(.string)), ("{1: 2}", .map(.int)), ("Host(nam: \"a\")", .host),
    ("old..new", .host), ("old:0", .host), ("-x@old", .host), ("LOCAL", .host),
    ("root@local.", .host), ("range(3)", .list(.int)),
    ("[\"a\"].map(x => x)", .list(.string)),
  ])
  func `a text of another type is refused with the reason`(_ text: String, _ type: Type) throws {
    let result = try Checker.argument(text: text, for: type, in: types())
    guard case .failure(let problem) = result else {
      Issue.record("it is taken")
      return
    }
    #expect(problem.message.hasPrefix("`"))
  }

  @Test func `a host is a name with a user before and a port behind`() throws {
    let value = try Checker.argument(
      text: "root@nun.example.org:2222", for: .host, in: types()
    ).get()
    guard case .record(.host, let fields) = value.kind, case .constant(let name) = fields[0].kind,
      case .constant(let port) = fields[2].kind, case .constant(let user) = fields[3].kind
    else {
      Issue.record("no Host is made")
      return
    }
    #expect([name, port, user] == [.domainName("nun.example.org"), .int(2222), .user("root")])
    #expect(fields.count == 7)
  }

  @Test func `this machine is local`() throws {
    let value = try Checker.argument(text: "local", for: .host, in: types()).get()
    guard case .localHost = value.kind else {
      Issue.record("`local` is another host")
      return
    }
  }

  @Test(arguments: [
    "Host(name: \"old\", address: \"127.0.0.21\", port: 2200, user: \"root\")",
    "Host(name: \"old\", host_key: \"ssh-ed25519 AAAA\")",
  ])
  func `a host is a literal where its name alone does not do`(_ text: String) throws {
    let value = try Checker.argument(text: text, for: .host, in: types()).get()
    #expect(value.type == .host)
  }

  @Test func `lists, maps, records and cases are literals`() throws {
    let program = try types()
    let site = Type.record(RecordID(program.records.count - 1))
    let state = Type.enumeration(EnumID(0))
    for (text, type) in [
      ("[\"a\", \"b\"]", Type.list(.string)), ("{\"a\": 1}", .map(.int)),
      ("Site(name: \"a\")", site), ("[Site(name: \"a\", port: 81)]", .list(site)),
      (".up", state), ("State.down(\"why\")", state), ("none", .optional(site)),
      ("[\"/srv\"]", .list(.path)), ("[\"old\"]", .list(.host)),
    ] {
      let value = try Checker.argument(text: text, for: type, in: program).get()
      #expect(program.describe(value.type).isEmpty == false)
    }
  }
}

// What `stile doc` says about built-in types and names.

/// A type that every file knows, for people.
package struct TypeDocumentation: Sendable {
  package let name: String
  /// What a value of it is, and how one is made.
  package let summary: String
  /// The fields of a record, as they are declared.
  package let fields: [String]
  package let members: [BuiltInMember]

  /// All of them, by name.
  package static let all: [TypeDocumentation] = BuiltInType.names.sorted().map { name in
    TypeDocumentation(
      name: name, summary: BuiltInType.summaries[name] ?? "",
      fields: BuiltInRecords.all.first { $0.name == name }.map(fields) ?? [],
      members: BuiltInMember.allCases.filter { $0.owner == name })
  }

  private static func fields(_ record: RecordType) -> [String] {
    let tables = TypeTables()
    return record.fields.map { "\($0.name): \(tables.describe($0.type))" }
  }
}

/// A name that every file knows.
package struct NameDocumentation: Sendable {
  package let name: String
  package let declaration: String
  package let summary: String

  package static let all: [NameDocumentation] = [
    NameDocumentation(
      name: "console", declaration: "console: Channel",
      summary: "The terminal, or the output, of whoever started the run: `notify console \"…\"`."),
    NameDocumentation(
      name: "host", declaration: "host: Host",
      summary: "The host that the code at hand runs on, as the `on` around it says."),
    NameDocumentation(
      name: "local", declaration: "local: Host", summary: "This machine: `run … on local`."),
    NameDocumentation(
      name: "range", declaration: "range(from: Int = 0, to: Int) -> List[Int]",
      summary: "The numbers from the first to before the second: `range(3)` is `[0, 1, 2]`."),
    NameDocumentation(
      name: "raw", declaration: "raw(text: String) -> Command",
      summary: "A command made of a text that nobody has checked; a lint names each use."),
  ]
}

extension BuiltInType {
  /// One for each name; a test compares them.
  static let summaries: [String: String] = [
    "Bool": "`true` or `false`; nothing else counts as either.",
    "Bytes": "Bytes as they came, of any kind.",
    "Channel": "Where notices go: `console`, or what `mail.to`, `irc.to`, `webhook.to` make.",
    "Command": "Text for `sh` with typed holes, written between backticks.",
    "DomainName": "A name in the DNS, compared without case: \"www.example.org\".",
    "Duration": "A span of time: `500ms`, `30s`, `1h30m`, `2d`.",
    "Failure": "Why something failed, as `catch` gives it.",
    "Float": "A number with a fraction; never infinite, never not a number.",
    "Host": "A machine that commands run on: \"web.example.org\", or `Host(name: …)`.",
    "Int": "A whole number of 64 bits; what does not fit stops the item.",
    "Json": "What a JSON text holds: `json[\"key\"]`, `json[0]`, `Record.decode(json)`.",
    "List": "Values of one type in an order: `[1, 2]`; `xs[0]` may be absent.",
    "Map": "Values by text: `{\"a\": 1}`; `m[\"a\"]` may be absent. The order stays.",
    "Observation": "What `dns.observe` saw, which `wait ttl` waits for.",
    "Output": "What a command left: its exit status and what it wrote.",
    "Path": "The name of a file or folder: \"/srv/site\", `folder / \"name\"`, `Path(text)`.",
    "Secret": "A text that is never shown; it goes to `env`, `stdin` and channels alone.",
    "Series": "What a `sample` measured over time.",
    "Size": "A number of bytes: `10KB`, `4GiB`.",
    "String": "Text: `\"text #{value}\"`, `r\"raw\"`, or a block of three quotes.",
    "Time": "A moment: `2026-12-01T20:00Z`.",
    "Url": "An address on the web: \"https://www.example.org/\", `Url(text)`.",
    "User": "The name of an account: \"root\", `User(text)`.",
    "Window": "A clock that `dns.window` started and `wait` joins.",
    "Zone": "A zone of the DNS with the server that takes its changes, and their key.",
  ]
}

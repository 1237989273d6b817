import StileSyntax

/// The records that every program has, at the numbers that `RecordID` names.
package enum BuiltInRecords {
  package static let all: [RecordType] = [
    host, zone, channel, output, failure, observation, window, series, given,
    rehearsedMessage, rehearsal,
  ]

  /// A machine that commands run on. Equal and keyed by name.
  private static let host = RecordType(
    name: "Host",
    fields: [
      .init("name", .domainName),
      .init("address", .optional(.string), defaultValue: absent(.string)),
      .init("port", .int, defaultValue: constant(.int(22), .int)),
      .init("user", .optional(.user), defaultValue: absent(.user)),
      .init("identity", .optional(.path), defaultValue: absent(.path)),
      .init("host_key", .optional(.string), defaultValue: absent(.string)),
      .init(
        "legacy", .list(.string),
        defaultValue: TypedExpression(.list([]), .list(.string), nowhere)),
    ])

  /// A DNS zone with the primary server that takes its updates (`ADDRESS[:PORT]`) and its TSIG key.
  private static let zone = RecordType(
    name: "Zone",
    fields: [
      .init("name", .domainName),
      .init("primary", .string),
      .init("key", .optional(.string), defaultValue: absent(.string)),
      .init("secret", .optional(.secret), defaultValue: absent(.secret)),
    ])

  /// Where notifications go: to `address`, in the name of `sender`, by `server`. The modules of the
  /// standard library make one of each `kind`, with the `options` that it knows.
  private static let channel = RecordType(
    name: "Channel",
    fields: [
      .init("kind", .string),
      .init("address", .string),
      .init("sender", .string, defaultValue: constant(.string(""), .string)),
      .init("server", .string, defaultValue: constant(.string(""), .string)),
      .init("secret", .optional(.secret), defaultValue: absent(.secret)),
      .init("ca_file", .optional(.path), defaultValue: absent(.path)),
      .init(
        "options", .map(.string),
        defaultValue: TypedExpression(.map([]), .map(.string), nowhere)),
    ])

  /// What a command left: its exit status and the bytes that it wrote.
  private static let output = RecordType(
    name: "Output",
    fields: [.init("status", .int), .init("stdout", .bytes), .init("stderr", .bytes)],
    isConstructible: false)

  private static let failure = RecordType(
    name: "Failure",
    fields: [
      .init("kind", .string),
      .init("message", .string),
      .init("status", .optional(.int)),
      .init("output", .optional(.output)),
    ],
    isConstructible: false)

  /// What the authoritative servers said, and how long resolvers may hold it. `id` is the name of
  /// the effect that took it; `evidence` is for the engine.
  private static let observation = RecordType(
    name: "Observation",
    fields: [
      .init("id", .string),
      .init("names", .list(.domainName)),
      .init("ttl", .duration),
      .init("taken", .time),
      .init("evidence", .json),
    ],
    isConstructible: false)

  /// A TTL window under way: the clock of one observation.
  private static let window = RecordType(
    name: "Window",
    fields: [.init("id", .string), .init("observation", .observation)],
    isConstructible: false)

  /// What a `sample` took: the numbers in their order, and what they come to.
  private static let series = RecordType(
    name: "Series",
    fields: [
      .init("count", .int), .init("min", .float), .init("max", .float), .init("mean", .float),
      .init("p95", .float), .init("samples", .list(.float)),
    ],
    isConstructible: false)

  /// What a test gives the simulated world.
  private static let given = RecordType(name: "Given", fields: [], isConstructible: false)

  private static let rehearsedMessage = RecordType(
    name: "RehearsedMessage",
    fields: [
      .init("channel", .channel), .init("subject", .optional(.string)), .init("text", .string),
    ],
    isConstructible: false)

  /// How a run in the simulated world went; `world` is what it left there.
  private static let rehearsal = RecordType(
    name: "Rehearsal",
    fields: [
      .init("status", .string), .init("sent", .list(.record(.rehearsedMessage))),
      .init("world", .json), .init("same_as_before", .bool),
    ],
    isConstructible: false)

  private static let nowhere = SourceSpan(SourceID(-1), 0, 0)

  private static func absent(_ type: Type) -> TypedExpression {
    constant(.none, .optional(type))
  }

  private static func constant(_ value: Constant, _ type: Type) -> TypedExpression {
    TypedExpression(.constant(value), type, nowhere)
  }
}

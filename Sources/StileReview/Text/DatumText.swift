import StileMachine

/// Values on one line, as somebody who follows a run wants to see them.
enum DatumText {
  /// A long value is cut: the journal has it whole.
  static func line(_ datum: Datum, limit: Int = 120) -> String {
    TextWidth.cut(Sanitizer.line(text(datum)), to: limit)
  }

  private static func text(_ datum: Datum) -> String {
    switch datum {
    case .none: "none"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .float(let value): String(value)
    case .string(let value): quoted(value)
    case .bytes(let bytes): bytesText(bytes)
    case .duration(let nanoseconds): SpanText.elapsed(nanoseconds)
    case .time(let utc): Calendar.utc.full(utc)
    case .size(let bytes): "\(bytes) bytes"
    case .path(let bytes): String(decoding: bytes, as: UTF8.self)
    case .user(let name), .domainName(let name), .url(let name): name
    case .list(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .map(let fields):
      "{\(fields.map { "\(quoted($0.name)): \(text($0.value))" }.joined(separator: ", "))}"
    case .record(let type, let fields): type + named(fields)
    case .enumCase(_, let name, let fields): ".\(name)" + (fields.isEmpty ? "" : named(fields))
    case .output(let output): "status \(output.status), \(output.stdout.count) bytes"
    case .json(let json): String(decoding: json.canonicalBytes(sortingNames: false), as: UTF8.self)
    case .secret: "a secret"
    case .command(let command): "`\(command.rendering)`"
    }
  }

  private static func named(_ fields: [DatumField]) -> String {
    "(\(fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")))"
  }

  private static func quoted(_ text: String) -> String { "\"\(text)\"" }

  private static func bytesText(_ bytes: [UInt8]) -> String {
    guard bytes.count <= 200, let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" })
    else { return "\(bytes.count) bytes" }
    return quoted(text)
  }
}

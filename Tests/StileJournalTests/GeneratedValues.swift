import StileMachine

/// Values of every kind, also those that a runbook would hardly make.
extension SeededNumbers {
  mutating func text() -> String {
    let pieces = [
      "", "site", "/srv/site", "a b", "\"", "\\", "\n", "\u{1}", "\u{7f}", "é", "e\u{301}", "漢字",
      "🐑", "\u{202E}", "#{x}", "{\"blob\":", "null", "💥\u{0}", "'", "$(rm)",
    ]
    return list(upTo: 4) { $0.one(of: pieces) }.joined()
  }

  mutating func bytes() -> [UInt8] {
    below(2) == 0 ? Array(text().utf8) : list(upTo: 9) { UInt8(truncatingIfNeeded: $0.next()) }
  }

  mutating func number() -> Int64 {
    let edges: [Int64] = [
      0, 1, -1, 9, 10, 99, 1_000_000_007, .max, .min, 999_999_999_999_999_999,
    ]
    return below(2) == 0 ? one(of: edges) : Int64(truncatingIfNeeded: next()) >> below(60)
  }

  mutating func double() -> Double {
    one(of: [
      0, -0.0, 0.1, 1e300, -.leastNonzeroMagnitude, 1.5, 1e22, 123456789, .greatestFiniteMagnitude,
      .pi,
    ])
  }

  mutating func json(_ depth: Int = 3) -> JSON {
    switch below(depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2: .int(number())
    case 3: .float(double())
    case 4: .string(text())
    case 5: .array(list(upTo: 4) { $0.json(depth - 1) })
    default: .object(list(upTo: 4) { JSONMember($0.text(), $0.json(depth - 1)) })
    }
  }

  mutating func fields(_ depth: Int) -> [DatumField] {
    list(upTo: 4) { DatumField($0.text(), $0.datum(depth)) }
  }

  mutating func output() -> CommandOutput {
    CommandOutput(status: number(), stdout: bytes(), stderr: bytes(), isCut: below(2) == 0)
  }

  mutating func command() -> CommandText {
    let form: CommandText.Form =
      below(2) == 0
      ? .words(list(upTo: 4) { $0.bytes() })
      : .script(text(), arguments: list(upTo: 4) { $0.bytes() }, hasPipe: below(2) == 0)
    return CommandText(form: form, rendering: text())
  }

  mutating func datum(_ depth: Int = 3) -> Datum {
    switch below(depth > 0 ? 21 : 17) {
    case 0: .none
    case 1: .bool(below(2) == 0)
    case 2: .int(number())
    case 3: .float(double())
    case 4: .string(text())
    case 5: .bytes(bytes())
    case 6: .duration(number())
    case 7: .time(number())
    case 8: .size(number())
    case 9: .path(bytes())
    case 10: .user(text())
    case 11: .domainName(text())
    case 12: .url(text())
    case 13: .output(output())
    case 14: .json(json())
    case 15: .secret(secret())
    case 16: .command(command())
    case 17: .list(list(upTo: 4) { $0.datum(depth - 1) })
    case 18: .map(fields(depth - 1))
    case 19: .record(one(of: ["Tree", "Host", "Map", "blob", "dns.Tree"]), fields(depth - 1))
    default:
      .enumCase(
        type: one(of: ["Mode", "dns.Type"]), name: one(of: ["octal", "CNAME"]),
        fields(depth - 1))
    }
  }

  private mutating func secret() -> SecretText {
    SecretText(
      pieces: list(upTo: 3) { $0.below(2) == 0 ? .text($0.text()) : .secret($0.text()) })
  }
}

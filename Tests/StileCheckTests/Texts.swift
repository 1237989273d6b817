import StandardLibrary
import StileCheck
import StileSyntax

/// Files of a test, by name, beside the real standard modules.
struct Texts: SourceProvider {
  var files: [String: String]

  func file(_ path: String) -> [UInt8]? { files[path].map { Array($0.utf8) } }
  func standardModule(_ name: String) -> [UInt8]? { StandardLibrary.text(of: name) }
  var standardModuleNames: [String] { StandardLibrary.names }

  /// The natives that the standard modules call, as far as these tests need them.
  static let natives: [NativeCallable] = [
    NativeCallable(
      "dns_observe", .probe,
      "(names: List[DomainName], type: RecordType, before: Duration?, resolver: String?, "
        + "port: Int) -> Observation"
    ),
    NativeCallable("dns_window", .probe, "(observation: Observation) -> Window"),
    NativeCallable(
      "dns_authoritative", .probe,
      "(name: DomainName, type: RecordType, resolver: String?, port: Int) -> List[String]"),
    NativeCallable(
      "dns_resolved", .probe,
      "(name: DomainName, type: RecordType, resolver: String?) -> List[String]"),
    NativeCallable(
      "dns_record", .probe, "(zone: Zone, name: DomainName, type: RecordType) -> RecordSet?"),
    NativeCallable(
      "dns_update", .action,
      "(zone: Zone, name: DomainName, type: RecordType, was: RecordSet?, now: RecordSet?)"),
    NativeCallable(
      "http_get", .probe,
      "(url: Url, at: Host?, ca_file: Path?, resolver: String?, limit: Duration) -> Response"),
    NativeCallable(
      "http_certificate", .probe,
      "(url: Url, at: Host?, ca_file: Path?, resolver: String?, limit: Duration) -> Certificate"),
  ]
}

/// Checks a text; `others` are files that it uses.
func check(_ text: String, _ others: [String: String] = [:]) -> CheckResult {
  var files = others
  files["example.stile"] = text
  return Checker.check(
    entry: "example.stile", provider: Texts(files: files), natives: Texts.natives)
}

/// The program of a text without errors; nil fails the test with the messages.
func program(_ text: String, _ others: [String: String] = [:]) throws(Refused) -> Program {
  let result = check(text, others)
  guard let program = result.program else {
    throw Refused(
      messages: result.diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "\n"))
  }
  return program
}

struct Refused: Error, CustomStringConvertible {
  let messages: String
  var description: String { messages }
}

/// The codes of a text's messages.
func codes(_ text: String, _ others: [String: String] = [:]) -> [String] {
  check(text, others).diagnostics.map(\.code)
}

extension Program {
  func function(_ name: String) -> Function? { functions.first { $0.name == name } }
}

/// The items of a flow, in order, those in stages, loops and branches included.
func items(_ statements: [TypedStatement]) -> [TypedItem] {
  statements.flatMap { statement -> [TypedItem] in
    switch statement.kind {
    case .item(let item, _): [item]
    case .stage(let stage): items(stage.body)
    case .forEach(let loop): items(loop.body)
    case .parallel(let branches): branches.flatMap { items($0) }
    case .if(_, let then, let otherwise), .ifLet(_, _, let then, let otherwise):
      items(then) + items(otherwise)
    default: []
    }
  }
}

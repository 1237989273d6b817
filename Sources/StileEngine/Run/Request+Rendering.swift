import StileMachine
import StileSyntax

extension NativeRequest {
  /// One line for people; a secret shows as its name.
  var rendering: String {
    let shown = arguments.map { "\($0.name): \($0.value.shortText)" }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }
}

extension Datum {
  /// A few words for a journal line; what is long is named, not shown.
  fileprivate var shortText: String {
    switch self {
    case .none: "none"
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let text), .user(let text), .domainName(let text), .url(let text): text
    case .duration(let nanoseconds): "\(nanoseconds / 1_000_000_000)s"
    case .size(let bytes): "\(bytes)B"
    case .path(let bytes): String(decoding: bytes, as: UTF8.self)
    case .list(let elements): "[\(elements.map(\.shortText).joined(separator: ", "))]"
    case .enumCase(_, let name, _): ".\(name)"
    case .record(let type, _):
      self[field: "values"]?.shortText ?? self[field: "name"]?.shortText ?? type
    case .time, .bytes, .map, .output, .json, .command: "…"
    case .secret: "(secret)"
    }
  }
}

extension CommandRequest {
  /// The same command with another limit, in nanoseconds.
  func limited(to within: Int64) -> CommandRequest {
    CommandRequest(
      execution: execution, host: host, command: command, user: user, directory: directory,
      stdin: stdin,
      environment: environment, within: within, allowed: allowed, reboots: reboots,
      isOutputRead: isOutputRead)
  }
}

extension SourceSpan {
  /// The span of what stands in no text.
  static let nowhere = SourceSpan(SourceID(-1), 0, 0)
}

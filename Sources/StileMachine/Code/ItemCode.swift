import StileCheck
import StileSyntax

/// A part of a key, with the registers of the loops that it carries.
struct PartCode: Sendable {
  let name: String
  let loops: [Register]
  /// The host of a list that it stands for.
  var host: Register?
}

struct StageCode: Sendable {
  let part: PartCode?
  let title: Register
  let tags: [String]
}

struct ItemCode: Sendable {
  let kind: ItemReached.Kind
  let part: PartCode
  let title: Register
  let tags: [String]
  let isRequired: Bool
  let isSafeToRepeat: Bool
  let type: Type
  let header: SourceSpan
  /// Filled by its clauses.
  var host: Register?
  var within: Register?
  var retry: RetryCode?
  var when: Register?
  var whenText = ""
  /// Its value; read when it ends, filled when memory gives it back.
  let result: Register
  /// Nobody reads its value, so it may be absent.
  let isResultUnused: Bool
}

/// `retry N every D`.
struct RetryCode: Sendable {
  let count: Register
  let pause: Register
}

struct RegionCode: Sendable {
  let kind: RegionHeader.Kind
  let title: Register?
  let within: Register?
  let every: Register?
  let holding: Register?
  let span: SourceSpan
  /// Where a sample's series goes.
  var result: Register?
}

/// A line of a region: its text, and the values that a failure shows.
struct ConditionCode: Sendable {
  struct Shown: Sendable {
    enum Source: Sendable {
      case register(Register)
      case global(Int)
    }

    let text: String
    let source: Source
  }

  let text: String
  let shown: [Shown]
}

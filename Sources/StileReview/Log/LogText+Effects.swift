import StileJournal
import StileMachine

extension LogText {
  /// How much of an output the log shows; the journal has it whole.
  private static let shownLines = 12

  static func intended(_ body: ActIntended, _ utc: Int64) -> EventLine {
    EventLine("act", [body.rendering, place(body.host, body.user)], at: utc)
  }

  /// `on HOST as USER`.
  static func place(_ host: String?, _ user: String?) -> String {
    [host.map { "on \($0)" }, user.map { "as \($0)" }].compactMap { $0 }.joined(separator: " ")
  }

  static func ended(_ body: ActEnded, began: Int64?, _ utc: Int64) -> EventLine {
    let took = began.map { SpanText.elapsed(utc &- $0) } ?? ""
    let source =
      switch body.source {
      case .reply: ""
      case .settled: "found out on the resume"
      case .person: "said by a person"
      }
    switch body.outcome {
    case .exited(let output):
      return EventLine(
        "", ["exit \(output.status)", took, source], details: shown(output),
        tone: output.status == 0 ? .plain : .notable, at: utc)
    case .value(let value):
      let text = value == .none ? "made" : DatumText.line(value)
      return EventLine("", [text, took, source], at: utc)
    case .failed(let failure):
      return EventLine(
        "", ["failed", took, source], details: FailureText.lines(failure), tone: .bad, at: utc)
    case .void: return EventLine("", ["never started", source], tone: .notable, at: utc)
    case .lost:
      return EventLine("", ["ran, its end is not known", source], tone: .bad, at: utc)
    }
  }

  static func probe(_ body: ProbeEnded, about subject: String, _ utc: Int64) -> [EventLine] {
    switch (body.kind, body.outcome) {
    case (.probe, .value(let value)):
      [EventLine("asked", [subject, DatumText.line(value)], at: utc)]
    case (.region, .value(.bool(true))):
      [EventLine("asked", [subject, "holds already"], at: utc)]
    case (.region, .value(.bool(false))):
      [EventLine("asked", [subject, "does not hold yet"], at: utc)]
    case (.region, .value):
      [EventLine("asked", [subject, "holds"], at: utc)]
    case (.probe, .failed(let failure)), (.region, .failed(let failure)):
      [
        EventLine(
          "asked", [subject], details: FailureText.lines(failure),
          tone: .notable, at: utc)
      ]
    case (.wait, _), (.window, _), (.sample, _), (.notice, _), (.answer, _), (.undoStep, _): []
    }
  }

  /// The versions that caches may hold, and for how long.
  static func window(_ body: WindowOpened, _ utc: Int64) -> EventLine {
    EventLine(
      "window", ["the clock of an observation starts", observed(body.observation)], at: utc)
  }

  static func seen(_ body: WindowSeen, _ utc: Int64) -> EventLine {
    let answer = body.answer
    return EventLine(
      "seen", [answer.question.server, answer.question.name, content(answer.content)], at: utc)
  }

  static func content(_ content: DNSAnswer.Content) -> String {
    switch content {
    case .records(let records, let ttl):
      "says \(records.joined(separator: ", ")) for \(SpanText.remaining(ttl &* 1_000_000_000))"
    case .missing(let ttl):
      "knows no such name, for \(SpanText.remaining(ttl &* 1_000_000_000))"
    case .silent(let reason): "gave no answer that counts: \(reason)"
    }
  }

  private static func observed(_ observation: Datum) -> String {
    guard case .list(let names)? = observation[field: "names"],
      case .duration(let ttl)? = observation[field: "ttl"]
    else { return "" }
    let list = names.map { DatumText.line($0) }.joined(separator: ", ")
    return "\(list): caches may hold it \(SpanText.remaining(ttl))"
  }

  private static func shown(_ output: CommandOutput) -> [String] {
    let lines =
      visible(output.stdout).map { "│ \($0)" } + visible(output.stderr).map { "║ \($0)" }
    return lines + (output.isCut ? ["… the host cut the output"] : [])
  }

  private static func visible(_ bytes: [UInt8]) -> [String] {
    if bytes.isEmpty { return [] }
    guard let text = String(validating: bytes.filter { $0 != 0 }, as: UTF8.self) else {
      return ["\(bytes.count) bytes"]
    }
    let lines = Sanitizer.text(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { TextWidth.cut(String($0), to: 160) }
    let whole = lines.last == "" ? lines.dropLast() : lines[...]
    guard whole.count > shownLines else { return Array(whole) }
    return whole.prefix(shownLines) + ["… \(whole.count - shownLines) more lines"]
  }
}

import StileMachine
import StileSyntax

/// Talks with a fiber and tells each stop on one line, for tests to compare.
struct Story {
  private let machine: Machine
  private let fiber: FiberID
  private var isStarted = false
  private var held: Stop?
  /// The last stop as it came.
  private(set) var stop: Stop?

  init(_ machine: Machine, _ fiber: FiberID) {
    self.machine = machine
    self.fiber = fiber
  }

  /// Starts the fiber, or gives back the stop that `skip` came to.
  mutating func next() -> String {
    if let held {
      self.held = nil
      return Self.line(held)
    }
    return tell(machine.start(fiber))
  }

  mutating func next(_ answer: Answer) -> String { tell(machine.advance(fiber, answer)) }

  /// Gives these answers; the stop that they lead to is the next.
  mutating func skip(_ answers: Answer...) {
    var stop = isStarted ? self.stop : machine.start(fiber)
    isStarted = true
    for answer in answers { stop = machine.advance(fiber, answer) }
    self.stop = stop
    held = stop
  }

  private mutating func tell(_ stop: Stop) -> String {
    isStarted = true
    self.stop = stop
    return Self.line(stop)
  }

  private static func line(_ stop: Stop) -> String {
    switch stop {
    case .reached(let item):
      let tags = item.tags.isEmpty ? "" : " tags \(item.tags.joined(separator: ","))"
      let stages = item.stages.isEmpty ? "" : " in \(item.stages.joined(separator: " > "))"
      return "reached \(item.key) \(item.kind.rawValue): \(item.title)\(stages)\(tags)"
    case .header(let header):
      var words = ["header"]
      if let host = header.host { words.append("on \(host.name)") }
      if let within = header.within { words.append("within \(within)") }
      if let reason = header.skipReason { words.append("skip: \(reason)") }
      return words.joined(separator: " ")
    case .request(let request, let arms):
      let armed = arms.isEmpty ? "" : " arms [\(arms.map(line).joined(separator: ", "))]"
      return line(request) + armed
    case .region(let region):
      return "region \(region.kind)"
        + (region.within.map { " within \($0 / 1_000_000_000)s" } ?? "")
    case .asked(.holds): return "asked holds"
    case .asked(.fails(let reports)):
      let texts = reports.map { ([$0.text] + $0.values).joined(separator: "; ") }
      return "asked fails [\(texts.joined(separator: ", "))]"
    case .asked(.measured(let numbers)): return "asked \(numbers)"
    case .asked(.unasked(let failure)): return "asked unasked: \(failure.message)"
    case .fork(let fork): return "fork \(fork.branches) by \(fork.width)"
    case .ended(let value): return "ended \(line(value))"
    case .failed(let failure): return "failed \(failure.message)"
    case .finished(.success(let value)): return "finished \(line(value))"
    case .finished(.failure(let failure)): return "finished with failure: \(failure.message)"
    }
  }

  private static func line(_ arm: PendingArm) -> String {
    let owner = arm.isOfItem ? " of item" : ""
    switch arm.kind {
    case .block(let reference, let captures, let seat):
      let values = captures.map { " \($0.name)=\(line($0.value))" }.joined()
      let user = seat?.user.map { " as \($0)" } ?? ""
      let place = seat.map { " on \($0.host.name)\(user)" } ?? ""
      return "block \(reference.declaration) \(reference.ordinal)\(values)\(place)\(owner)"
    case .nothing(let reason): return "nothing (\(reason))\(owner)"
    case .wall(let reason): return "wall (\(reason))\(owner)"
    }
  }

  private static func line(_ request: EffectRequest) -> String {
    switch request {
    case .command(let command):
      var words = [command.execution.rawValue, command.command.rendering]
      if !command.host.isLocal { words.append("on \(command.host.name)") }
      if let user = command.user { words.append("as \(user)") }
      return words.joined(separator: " ")
    case .native(let native):
      let arguments = native.arguments.map { "\($0.name): \(line($0.value))" }
      return "native \(native.name)(\(arguments.joined(separator: ", ")))"
    case .window(let observation): return "window \(line(observation))"
    case .wait(.span(let nanoseconds)): return "wait \(nanoseconds / 1_000_000_000)s"
    case .wait(let rule): return "wait \(rule)"
    case .notify(let notice):
      let required = notice.isRequired ? " required" : ""
      return "notify \(notice.subject ?? "-"): \(notice.text)\(required)"
    case .question(let question): return "\(question.kind.rawValue)? \(question.text)"
    case .undoStep(let family): return "undo \(family)"
    }
  }

  static func line(_ datum: Datum) -> String {
    switch datum {
    case .none: "none"
    case .int(let number): String(number)
    case .bool(let flag): String(flag)
    case .string(let text): "\"\(text)\""
    case .domainName(let text), .user(let text), .url(let text): text
    case .path(let bytes): String(decoding: bytes, as: UTF8.self)
    case .list(let elements): "[\(elements.map(line).joined(separator: ", "))]"
    case .map(let fields):
      "{\(fields.map { "\($0.name): \(line($0.value))" }.joined(separator: ", "))}"
    case .record(let name, let fields):
      "\(name)(\(fields.map { "\($0.name): \(line($0.value))" }.joined(separator: ", ")))"
    case .enumCase(_, let name, _): ".\(name)"
    case .output(let output): "output \(output.status)"
    case .secret(let secret): "secret \(secret.pieces)"
    case .duration(let nanoseconds): "\(nanoseconds)ns"
    default: "\(datum)"
    }
  }
}

extension Answer {
  /// What a command left.
  static func output(
    _ stdout: String = "", status: Int64 = 0, stderr: String = "", isCut: Bool = false
  ) -> Answer {
    .value(
      .output(
        CommandOutput(
          status: status, stdout: Array(stdout.utf8), stderr: Array(stderr.utf8), isCut: isCut)))
  }
}

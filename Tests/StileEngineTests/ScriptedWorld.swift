import StileMachine
import StileSyntax

/// A host that outlives the runner: what it holds, what it was told to do, and which attempts it
/// knows.
final class ScriptedHost {
  var store: [String: String] = [:]
  /// Every change that was really made, in order.
  var ledger: [String] = []
  var claims: [String: AttemptState] = [:]
  /// Attempts that do what they do, but never leave a status.
  var diesDuring: Set<String> = []
  /// Commands that never come to it, each once, and what happens to it meanwhile.
  var losing: [String: Loss] = [:]
  var machineID = "m"
  private(set) var bootID = "host-boot-1"
  private(set) var isTakenOver = false
  /// As whom commands ran, where that was said.
  var users: [String: String] = [:]

  /// What `get KEY` gives, one after the other, for keys that change by themselves.
  var readings: [String: [String]] = [:]
  /// Attempts whose outputs are of no use any more.
  var swept: [String] = []
  /// What the next hellos find; then it answers.
  var hellos: [Hello] = []

  enum Hello {
    case sameBoot
    case nobody
    case nextBoot
  }

  enum Loss {
    case connection
    /// By another runner.
    case takeover
    case reboot
    /// Its command has begun.
    case rebootMeanwhile
  }

  /// Commands that fail, with their status, until they are taken out.
  var failing: [String: Int64] = [:]
  /// How long the answer to a command takes, in nanoseconds of virtual time.
  var delays: [String: Int64] = [:]
  /// Commands that fail as often as this, and work from then on.
  var failsFirst: [String: Int] = [:]

  /// `put KEY VALUE`, `drop KEY`, `get KEY`, `has KEY`, `fail STATUS`.
  func execute(_ words: [String]) -> CommandOutput {
    let key = words.count > 1 ? words[1] : ""
    let line = words.joined(separator: " ")
    if let status = failing[line] { return output(status, "") }
    if let left = failsFirst[line], left > 0 {
      failsFirst[line] = left - 1
      return output(1, "")
    }
    switch words.first {
    case "put":
      ledger.append(line)
      store[key] = words.count > 2 ? words[2] : ""
      return output(0, "")
    case "drop":
      ledger.append(line)
      store[key] = nil
      return output(0, "")
    case "get" where readings[key]?.isEmpty == false:
      return output(0, readings[key]?.removeFirst() ?? "")
    case "get": return output(0, store[key] ?? "")
    case "has": return output(store[key] == nil ? 1 : 0, "")
    default: return output(127, "")
    }
  }

  private func output(_ status: Int64, _ text: String) -> CommandOutput {
    CommandOutput(status: status, stdout: Array(text.utf8), stderr: [], isCut: false)
  }

  func launch(_ attempt: String, _ words: [String]) -> AttemptState {
    if let known = claims[attempt] { return known }
    if let loss = losing.removeValue(forKey: words.joined(separator: " ")) {
      return lose(attempt, by: loss)
    }
    let output = execute(words)
    let state =
      diesDuring.contains(words.joined(separator: " "))
      ? AttemptState.dead : .ended(output, wasLate: false)
    claims[attempt] = state
    return state
  }

  private func lose(_ attempt: String, by loss: Loss) -> AttemptState {
    switch loss {
    case .connection: break
    case .takeover: isTakenOver = true
    case .reboot: bootID = "host-boot-2"
    case .rebootMeanwhile:
      bootID = "host-boot-2"
      claims[attempt] = .rebooted
    }
    return settle(attempt)
  }

  func hello() -> WorldResult {
    switch hellos.isEmpty ? .sameBoot : hellos.removeFirst() {
    case .nobody: return .unreachable("no answer")
    case .nextBoot: bootID = "host-boot-2"
    case .sameBoot: break
    }
    return .bound(
      HostBinding(
        login: "root", address: "here", hostKeyPrint: nil, machineID: machineID, bootID: bootID,
        base: "/base", clockOffset: 0, pipeShell: "sh", claims: claims.keys.sorted()))
  }

  func settle(_ attempt: String) -> AttemptState {
    if let known = claims[attempt] { return known }
    claims[attempt] = .void
    return .void
  }
}

/// A world in virtual time with one host, which answers in order: at once, or after a delay.
final class ScriptedWorld: World {
  private(set) var moment: Moment
  var bootID = "boot-1"
  let host: ScriptedHost
  /// Answers of people, in the order of their questions; without one a question stays open.
  var answers: [PersonAnswer] = []
  private(set) var questions: [Question] = []
  /// What somebody has to say; it is handed over several times, as it lies in an inbox until it is
  /// taken away.
  var notes: [PersonNote] = []
  private var turnsWithLetters = 5
  /// The same for what people say about waits.
  var waitChanges: [WaitChange] = []
  private(set) var delivered: [Message] = []
  /// Channels that refuse messages, by their address.
  var refusedAddresses: Set<String> = []
  /// What the first tries at an address come to; those after them arrive.
  var problems: [String: [Undelivered]] = [:]
  /// What an observation finds, and what each name server says afterwards.
  var observed: [DNSAnswer] = []
  var served: [String: String] = [:]
  private(set) var submissions = 0
  /// After this many submissions nothing reaches the host or comes back any more.
  var dies: (afterSubmissions: Int, isDelivered: Bool)?
  private(set) var isDead = false
  /// What is on its way, and when it arrives on the boot clock.
  private var completions: [(at: Int64, completion: Completion)] = []
  /// How many commands were out at once.
  private(set) var mostAtOnce = 0
  /// Somebody wants to leave when so many requests have been submitted.
  var interruptedAfter: Int?
  /// The same when its boot clock shows this.
  var interruptedAt: Int64?
  /// So many questions stay open before the answers come.
  var silentQuestions = 0

  init(host: ScriptedHost, at moment: Moment) {
    self.host = host
    self.moment = moment
  }

  func submit(_ submission: Submission) {
    guard !isDead else { return }
    submissions += 1
    if let dies, submissions == dies.afterSubmissions {
      isDead = true
      if !dies.isDelivered { return }
    }
    guard let result = result(of: submission.request) else { return }
    if isDead { return }
    let at = moment.boot + (host.delays[submission.request.line] ?? 0)
    completions.append((at, Completion(submission.name, result, at: moment)))
    mostAtOnce = max(mostAtOnce, completions.filter { $0.at > moment.boot }.count)
  }

  func cancel(_ name: EffectName) {}

  func next(before deadline: Moment?) -> [Completion] {
    if isDead { return [Completion(EffectName("interrupt"), .done, at: moment)] }
    if let count = interruptedAfter, submissions >= count {
      interruptedAfter = nil
      return [Completion(EffectName("interrupt"), .done, at: moment)]
    }
    let letters = takeLetters()
    if letters.isEmpty, !completions.contains(where: { $0.at <= moment.boot }) {
      let moments = completions.map(\.at) + (deadline.map { [$0.boot] } ?? [])
      guard let next = moments.min(), next < interruptedAt ?? .max else {
        moment = moment.advanced(by: max(0, (interruptedAt ?? moment.boot) - moment.boot))
        return [Completion(EffectName("interrupt"), .done, at: moment)]
      }
      moment = moment.advanced(by: max(next - moment.boot, 0))
    }
    let arrived = completions.filter { $0.at <= moment.boot }.map(\.completion)
    completions.removeAll { $0.at <= moment.boot }
    return letters + arrived
  }

  private func takeLetters() -> [Completion] {
    guard turnsWithLetters > 0 else { return [] }
    turnsWithLetters -= 1
    return notes.map { Completion(EffectName("note/\($0.id)"), .noted($0), at: moment) }
      + waitChanges.map { Completion(EffectName("wait/\($0.id)"), .waitChanged($0), at: moment) }
  }

  private func result(of request: WorldRequest) -> WorldResult? {
    switch request {
    case .hello where host.isTakenOver: return .fenced("another runner")
    case .hello: return host.hello()
    case .launch(let attempt, let command):
      host.users[command.words.joined(separator: " ")] = command.user
      return .attempt(host.launch(attempt, command.words))
    case .settle(let attempt, _), .stop(let attempt, _): return .attempt(host.settle(attempt))
    case .probe(let command): return .output(host.execute(command.words))
    case .native:
      return .value(
        observation(DNSEvidence(answers: observed, before: 60_000_000_000, bootID: bootID)))
    case .dnsAsk(let question):
      let value = served[question.server]
      return .dnsAnswer(
        DNSAnswer(
          question: question, content: value.map { .records([$0], ttl: 60) } ?? .silent("is mute"),
          sent: moment, received: moment))
    case .deliver(let message):
      if case .string(let address)? = message.channel[field: "address"],
        refusedAddresses.contains(address)
      {
        return .undelivered(Undelivered("refused"))
      }
      if case .string(let address)? = message.channel[field: "address"],
        let problem = problems[address]?.first
      {
        problems[address]?.removeFirst()
        return .undelivered(problem)
      }
      delivered.append(message)
      return .delivered
    case .question(_, _, let question):
      questions.append(question)
      if questions.count <= silentQuestions { return nil }
      return answers.isEmpty ? nil : .answered(answers.removeFirst())
    case .sweep(let attempts, _):
      host.swept += attempts
      return nil
    case .bye: return .done
    }
  }
}

extension WorldRequest {
  /// The command that it carries, as one line.
  fileprivate var line: String {
    switch self {
    case .launch(_, let command), .probe(let command): command.words.joined(separator: " ")
    case .deliver(let message): "deliver \(message.body)"
    default: ""
    }
  }
}

extension CommandRequest {
  var words: [String] {
    switch command.form {
    case .words(let words): words.map { String(decoding: $0, as: UTF8.self) }
    case .script(let text, _, _): ["sh", text]
    }
  }
}

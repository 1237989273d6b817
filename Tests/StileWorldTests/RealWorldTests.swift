import StileMachine
import Synchronization
import Testing

@testable import StileWorld

/// Who is asked for what.
@Suite struct RealWorldTests {
  /// Answers `yes` to every question of which the text is not empty, and remembers what it was
  /// told.
  private final class Desk: PersonDesk {
    let told = Mutex<[String]>([])

    func ask(
      id: String, about: String, _ question: Question,
      answer: @escaping @Sendable (PersonAnswer) -> Void
    ) {
      told.withLock { $0.append("ask \(id)") }
      if question.text.isEmpty { return }
      answer(PersonAnswer(word: "yes", text: "", person: "somebody", terminal: nil))
    }

    func withdraw(id: String) { told.withLock { $0.append("withdraw \(id)") } }

    func show(_ message: Message) { told.withLock { $0.append("show \(message.body)") } }
  }

  /// Takes mail and nothing else.
  private final class Post: Service {
    let loop: EventLoop
    init(loop: EventLoop) { self.loop = loop }

    func submit(_ submission: Submission) -> Bool {
      guard case .deliver = submission.request else { return false }
      loop.complete(submission.name, .delivered)
      return true
    }

    func cancel(_ name: EffectName) {}
  }

  private func answer(_ request: WorldRequest, _ desk: Desk) throws -> WorldResult? {
    let loop = try EventLoop()
    let setting = RealWorld.Setting(
      run: "test-run", runFolder: "/nowhere", epoch: 1, nonce: "nonce", secrets: SecretVault([:]),
      environment: [])
    let world = RealWorld(setting, loop: loop, services: [Post(loop: loop)], people: desk)
    world.submit(Submission(EffectName("one"), request))
    return world.next(before: world.moment).first?.result
  }

  private func message(_ kind: String) -> Message {
    let channel = Datum.record("Channel", [DatumField("kind", .string(kind))])
    return Message(id: "m", channel: channel, subject: nil, body: "moved")
  }

  @Test func `a person answers from another thread or at once`() throws {
    let question = Question(kind: .confirm, text: "go on?", choices: [])
    let result = try answer(.question(id: "q", about: "step", question), Desk())
    guard case .answered(let answer) = result else {
      Issue.record("\(String(describing: result))")
      return
    }
    #expect(answer.word == "yes")
  }

  @Test func `a question that nobody waits for is taken away`() throws {
    let desk = Desk()
    let setting = RealWorld.Setting(
      run: "test-run", runFolder: "/nowhere", epoch: 1, nonce: "nonce", secrets: SecretVault([:]),
      environment: [])
    let world = RealWorld(setting, loop: try EventLoop(), services: [], people: desk)
    let question = Question(kind: .confirm, text: "", choices: [])
    world.submit(Submission(EffectName("one"), .question(id: "q", about: "step", question)))
    world.cancel(EffectName("one"))
    #expect(desk.told.withLock { $0 } == ["ask q", "withdraw q"])
  }

  @Test func `the console is the desk, other channels are services`() throws {
    let desk = Desk()
    guard case .delivered = try answer(.deliver(message("console")), desk) else {
      Issue.record("not shown")
      return
    }
    #expect(desk.told.withLock { $0 } == ["show moved"])
    guard case .delivered = try answer(.deliver(message("mail")), desk) else {
      Issue.record("not sent")
      return
    }
    #expect(desk.told.withLock { $0.count } == 1)
  }

  @Test func `what no service takes fails, and waits for nobody`() throws {
    let request = WorldRequest.native(NativeRequest(name: "odd", arguments: []))
    guard case .failed = try answer(request, Desk()) else {
      Issue.record("it waits")
      return
    }
  }
}

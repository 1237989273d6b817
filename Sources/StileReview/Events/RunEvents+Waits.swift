import StileJournal
import StileMachine

extension RunEvents {
  func waiting(_ body: WaitOpened, _ utc: Int64) -> EventLine {
    let key = EffectView.key(of: body.name)
    let title = view.item(key)?.started.title ?? ""
    return EventLine("wait", [key, title, WaitText.end(body, calendar)], tone: .notable, at: utc)
  }

  /// When a window's wait ends, and the sum that says so.
  func expected(_ body: WaitExpected, _ utc: Int64) -> EventLine {
    EventLine(
      "wait",
      [
        EffectView.key(of: body.name), "until \(calendar.time(body.due, seenFrom: utc))",
        "\(SpanText.remaining(body.due &- utc)) left",
      ], details: body.arithmetic, tone: .notable, at: utc)
  }

  func anchored(_ body: WaitAnchored, _ utc: Int64) -> EventLine {
    EventLine(
      "wait",
      [
        EffectView.key(of: body.name), "\(SpanText.remaining(body.remaining)) left",
        "the clock is trusted by \(body.trustedBy)",
      ], tone: .notable, at: utc)
  }

  func changed(_ body: WaitChange, _ utc: Int64) -> EventLine {
    let key = EffectView.key(of: body.wait)
    let what =
      switch body.kind {
      case .extended(let time): "\(SpanText.remaining(time)) longer"
      case .ended:
        (view.waits[body.wait]?.due).map { "ended \(SpanText.remaining($0 &- utc)) early" }
          ?? "ended before its end was known"
      }
    return EventLine("wait", [key, what, by(body.person, body.why)], tone: .notable, at: utc)
  }

  /// What was shown on this very screen needs no receipt.
  func sent(_ body: OutboxTried, _ utc: Int64) -> [EventLine] {
    let message = view.message(body.message)
    if let message, ChannelText.isConsole(message.added.message.channel), body.problem == nil {
      return []
    }
    let channel = message.map { ChannelText.name($0.added.message.channel) } ?? body.message
    let subject = message?.added.message.subject ?? ""
    guard let problem = body.problem else {
      return [EventLine("sent", ["to \(channel)", subject], tone: .good, at: utc)]
    }
    let next = body.next.map { "again at \(calendar.time($0, seenFrom: utc))" } ?? ""
    return [
      EventLine(
        "unsent", ["to \(channel)", subject, "try \(body.number)", problem, next],
        tone: .notable, at: utc)
    ]
  }

  /// A choice is told by the decision that follows from it.
  func answered(_ body: QuestionAnswered, _ utc: Int64) -> [EventLine] {
    let question = view.questions.last { $0.opened.id == body.id }?.opened.question
    let answer = body.answer
    switch question?.kind {
    case .choice: return []
    case .ask: return [EventLine("answer", [answer.text, by(answer.person, "")], at: utc)]
    case .confirm, .manual, nil:
      return [EventLine("answer", [answer.word, by(answer.person, answer.text)], at: utc)]
    }
  }
}

/// Until when a wait lasts, as far as that is known when it begins.
enum WaitText {
  static func end(_ body: WaitOpened, _ calendar: Calendar) -> String {
    switch body.rule {
    case .span(let nanoseconds):
      let end = body.start.advanced(by: nanoseconds).utc
      return "\(SpanText.remaining(nanoseconds)), until "
        + calendar.time(end, seenFrom: body.start.utc)
    case .until(let utc):
      return "until \(calendar.time(utc, seenFrom: body.start.utc))"
    case .window: return "until no cache can hold the old answer"
    }
  }
}

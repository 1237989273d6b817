import StileSyntax

/// A policy: a runbook that nobody starts, so nobody is there to answer it.
extension Checker {
  mutating func checkPolicy(
    _ policy: PolicyDeclaration, _ declaration: Declaration, in module: Int
  ) {
    _ = checkTitle(of: "policy", policy.title, declaration)
    if let title = policy.title.text { _ = literalText(title) }
    let word = keyword(declaration.span, "policy")
    checkSchedule(policy, word)
    let saved = body
    let flow = checkFlow(.policy, policy.title, policy.clauses, policy.body, in: module)
    if flow.header.span(.alert) == nil { report(.alertMissing(at: policy.title.span)) }
    pending.policies.append(.init(facts: body.facts, policy: word))
    policies.append(flow.code)
    body = saved
  }

  private mutating func checkSchedule(_ policy: PolicyDeclaration, _ word: SourceSpan) {
    switch policy.period {
    case .interval(let length):
      if length <= 0 { report(.emptySpan("every", at: word)) }
    case .daily(let day, _):
      if !Self.days.contains(day.text) {
        report(.unknownDay(day, nearest: NearestName.find(day.text, in: Self.days)))
      }
    case .monthly(let day, _):
      if !(1...28).contains(day) { report(.dayOfMonth(day, at: policy.title.span)) }
    case .missing: break
    }
    guard let zone = policy.timeZone, let name = literalText(zone) else { return }
    if !Self.isTimeZone(name) { report(.timeZone(name, at: zone.span)) }
  }

  private static let days = [
    "day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The form of a name of the time zone database, such as `Europe/Berlin`; whether there is one
  /// of that name only the machine knows that runs the policy.
  private static func isTimeZone(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      guard let first = part.first, isLetter(first) else { return false }
      return part.allSatisfy { isLetter($0) || isDigit($0) || "_+-".utf8.contains($0) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A question would wait for somebody who is not there, wherever in what is called it stands.
  mutating func refusePolicyQuestions() {
    for policy in pending.policies {
      for question in Set(reach(of: policy.facts).asks).sorted(by: { $0.lower < $1.lower }) {
        report(.policyAsks(text(question), at: question, policy: policy.policy))
      }
    }
  }
}

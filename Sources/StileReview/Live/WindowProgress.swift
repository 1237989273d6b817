import StileJournal
import StileMachine

/// How far a change has come, by what the authoritative servers said last.
enum WindowProgress {
  /// `: 3 of 4 servers have changed`; empty where the observation can't be read.
  static func text(_ window: WindowView) -> String {
    guard let evidence = DNSEvidence(observation: window.opened.observation) else { return "" }
    let observed = latest(evidence.answers)
    let now = latest(window.seen)
    let servers = Set(observed.keys.map(\.server))
    let changed = servers.filter { server in
      observed.contains { question, old in
        question.server == server && now[question].map { !isSame($0, old) } == true
      }
    }
    return ": \(changed.count) of \(servers.count) servers have changed"
  }

  /// The last answer to each question that was none of silence.
  private static func latest(_ answers: [DNSAnswer]) -> [DNSQuestion: DNSAnswer.Content] {
    var latest: [DNSQuestion: DNSAnswer.Content] = [:]
    for answer in answers {
      if case .silent = answer.content { continue }
      latest[answer.question] = answer.content
    }
    return latest
  }

  /// A TTL that counts down is no other answer.
  private static func isSame(_ one: DNSAnswer.Content, _ other: DNSAnswer.Content) -> Bool {
    switch (one, other) {
    case (.records(let left, _), .records(let right, _)): left == right
    case (.missing, .missing): true
    default: false
    }
  }
}

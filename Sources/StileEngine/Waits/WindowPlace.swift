import StileMachine

/// What a window is about: a name and a type.
struct Subject: Hashable {
  let name: String
  let type: String

  init(_ question: DNSQuestion) {
    name = question.name
    type = question.type
  }
}

/// An answer without its TTL: what a cache would go on telling people.
enum Version: Hashable {
  case records([String])
  case missing

  /// Nil for silence, which says nothing about what the server would answer.
  init?(_ content: DNSAnswer.Content) {
    switch content {
    case .records(let values, _): self = .records(values)
    case .missing: self = .missing
    case .silent: return nil
    }
  }
}

/// One question at one address, and which versions it has stopped answering with.
struct Place {
  struct Absence {
    /// Answers in a row without the version.
    var count = 0
    /// The arrival of the one that made it gone.
    var gone: Int64?

    /// Counts one more answer; false once it has been enough of them.
    mutating func count(_ arrival: Int64) -> Bool {
      guard gone == nil else { return false }
      count += 1
      if count >= WindowWatch.answersInARow { gone = arrival }
      return true
    }
  }

  let question: DNSQuestion
  var nextDue: Int64
  var isAsked = false
  /// When the question was sent last.
  var sentAt = Int64.min
  var isSilent = false
  /// The version of the latest answer.
  var latest: Version?
  /// When the latest answer that came was asked for.
  var askedAt: Int64?
  var absences: [Version: Absence] = [:]
  /// It did not answer the observation, so it may have served what nobody has seen: the arrival of
  /// its third answer ends that.
  let wasSilent: Bool
  private(set) var answers = Absence()

  init(_ question: DNSQuestion, observed: Version?, nextDue: Int64) {
    self.question = question
    self.nextDue = nextDue
    latest = observed
    wasSilent = observed == nil
  }

  var subject: Subject { Subject(question) }

  /// When what it served while it was silent was gone; nil where that is not over yet.
  var unseenGone: Int64? { answers.gone }

  /// Counts an answer for and against every known version; says whether anything that matters
  /// changed.
  mutating func take(
    _ answer: DNSAnswer, _ version: Version, known: [Version: Int64]
  ) -> Bool {
    var matters = latest != version
    latest = version
    askedAt = max(askedAt ?? answer.sent.boot, answer.sent.boot)
    isSilent = false
    absences[version] = nil
    if wasSilent, answers.count(answer.received.boot) { matters = true }
    for old in known.keys where old != version {
      if absences[old, default: Absence()].count(answer.received.boot) { matters = true }
    }
    return matters
  }
}

extension DNSAnswer.Content {
  /// In nanoseconds; 0 for silence.
  var ttl: Int64 {
    switch self {
    case .records(_, let seconds), .missing(let seconds):
      seconds.multipliedReportingOverflow(by: 1_000_000_000).overflow
        ? Int64.max : seconds * 1_000_000_000
    case .silent: 0
    }
  }
}

extension Datum {
  /// A domain name's text.
  var domainText: String? {
    switch self {
    case .domainName(let name), .string(let name): name
    default: nil
    }
  }
}

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
  }

  let question: DNSQuestion
  var nextDue: Int64
  var isAsked = false
  var isSilent = false
  /// The version of the latest answer.
  var latest: Version?
  /// The arrival of the latest answer that this window asked for.
  var answeredAt: Int64?
  var absences: [Version: Absence] = [:]

  init(question: DNSQuestion, nextDue: Int64) {
    self.question = question
    self.nextDue = nextDue
  }

  var subject: Subject { Subject(question) }

  /// Counts an answer for and against every known version; says whether anything that matters changed.
  mutating func take(_ version: Version, known: [Version: Int64], at arrival: Int64) -> Bool {
    var matters = latest != version
    latest = version
    answeredAt = arrival
    isSilent = false
    absences[version] = nil
    for old in known.keys where old != version {
      var absence = absences[old] ?? Absence()
      guard absence.gone == nil else { continue }
      absence.count += 1
      if absence.count >= WindowWatch.answersInARow { absence.gone = arrival }
      absences[old] = absence
      matters = true
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

package import StileMachine

/// The evidence of one TTL window: which server said what since the change, and when no resolver can hold
/// an older answer any more (DESIGN 2.6, ENGINE.md 7).
///
/// It asks nothing itself: `due` says what is to be asked, `record` takes the answers. An older answer is
/// *gone* from an address with the third answer in a row that is another one, because many servers may
/// stand behind one address. The window is safe when the last of them is gone, plus the time for which a
/// resolver that asked just before may keep it:
///
///     server 1   old old new new new new new      gone ──┐
///     server 2   old old old old new new new       gone ─┼── TTL + 2 s ──┤ safe
///                                                 ▲ the later one counts
///
/// What a run saw can be recorded again after a crash: it is a value, and equal answers make it equal.
package struct WindowWatch: Sendable {
  /// What a name stands for, whatever its TTL.
  enum Version: Hashable, Sendable {
    case records([String])
    case missing
  }

  /// What is known of one question to one address.
  struct Watched: Hashable, Sendable {
    let question: DNSQuestion
    /// It did not answer when the observation was taken: what it served then is not known.
    let wasSilent: Bool
    /// Counted up to three.
    var answerCount = 0
    /// The arrival of the third answer in the window.
    var third: Moment?
    var latest: Version?
    /// For each version that it has answered in the window, how long it has not.
    var absences: [Version: Absence] = [:]
  }

  struct Absence: Hashable, Sendable {
    /// Answers in a row without the version, counted up to three.
    var count = 0
    /// The arrival of the third.
    var gone: Moment?
  }

  /// A name and a type: what changes, and what must have changed everywhere.
  struct Subject: Hashable, Sendable {
    let name: String
    let type: String
  }

  /// When a question is asked next; not part of the evidence.
  private struct Asking {
    var next: Int64
    var isUnderWay = false
    /// When the last answer that came was asked for.
    var answered: Int64?
  }

  private(set) var watched: [Watched]
  /// The longest TTL, in nanoseconds, that each version was seen with.
  private(set) var lifetimes: [Subject: [Version: Int64]] = [:]
  private(set) var observed: [Subject: Set<Version>] = [:]
  /// The moment of the observation, and how long answers from before it may be kept.
  let history: (since: Moment, lifetime: Int64)?
  private var asking: [Asking]
  /// When the last question to all of them was begun.
  private var lastRound: Int64?

  /// Nil where the value is no observation. `bootID` names the boot in which `opened` was taken: of an
  /// observation from another boot only the wall clock is known, and counting begins when the window opens.
  package init?(observation: Datum, opened: Moment, bootID: String = "") {
    guard let evidence = DNSEvidence(observation: observation), !evidence.answers.isEmpty else {
      return nil
    }
    watched = evidence.answers.map {
      Watched(question: $0.question, wasSilent: Version($0.content) == nil)
    }
    asking = evidence.answers.map { _ in Asking(next: opened.boot) }
    let taken = evidence.answers.map(\.received).max { $0.boot < $1.boot } ?? opened
    let since = evidence.bootID == bootID ? taken : opened
    history = evidence.before.map { (since, $0) }
    for answer in evidence.answers {
      let subject = Subject(answer.question)
      guard let version = note(answer) else { continue }
      observed[subject, default: []].insert(version)
    }
  }

  /// Nobody said what TTLs the names had before the observation: without that there is no end.
  package var lacksHistory: Bool { history == nil }

  /// Takes an answer in; true if it adds to the evidence, so that it must be found again after a crash.
  package mutating func record(_ answer: DNSAnswer) -> Bool {
    guard let index = watched.firstIndex(where: { $0.question == answer.question }) else {
      return false
    }
    asking[index].isUnderWay = false
    let before = (watched[index], lifetimes[Subject(answer.question)])
    guard let version = note(answer) else { return false }
    asking[index].answered = max(asking[index].answered ?? answer.sent.boot, answer.sent.boot)
    watched[index].take(version, at: answer.received)
    return before != (watched[index], lifetimes[Subject(answer.question)])
  }

  /// Takes an answer of an earlier boot in: it tells that there was such a version, and nothing of when it
  /// went, because that boot's clock is not this one's.
  package mutating func recall(_ answer: DNSAnswer) { _ = note(answer) }

  /// Keeps the longest TTL of a version; nil for silence, which says nothing.
  private mutating func note(_ answer: DNSAnswer) -> Version? {
    guard let version = Version(answer.content) else { return nil }
    let known = lifetimes[Subject(answer.question), default: [:]][version] ?? 0
    lifetimes[Subject(answer.question), default: [:]][version] = max(
      known, answer.content.lifetime)
    return version
  }
}

// MARK: - Asking

extension WindowWatch {
  /// A tenth of the longest TTL, at most a minute.
  private var period: Int64 {
    let longest = lifetimes.values.flatMap(\.values).max() ?? 0
    return min(max(longest / 10, Self.shortestPeriod), Self.longestPeriod)
  }

  private static let shortestPeriod: Int64 = 200_000_000
  private static let longestPeriod: Int64 = 60_000_000_000

  /// The questions to ask now; each is to be answered by `record`, silence too.
  package mutating func due(at now: Moment) -> [DNSQuestion] {
    if let round = lastRound, safeUnchecked.map({ $0.boot > round }) ?? true { lastRound = nil }
    let beginsLastRound = lastRound == nil && (safeUnchecked.map { $0.boot <= now.boot } ?? false)
    if beginsLastRound { lastRound = now.boot }
    var questions: [DNSQuestion] = []
    for index in asking.indices {
      let isDue = asking[index].next <= now.boot && !asking[index].isUnderWay
      guard isDue || beginsLastRound else { continue }
      asking[index].next = now.advanced(by: period).boot
      asking[index].isUnderWay = true
      questions.append(watched[index].question)
    }
    return questions
  }

  /// The instant on the boot clock at which `due` has something again, if no answer comes before.
  package var nextDue: Int64? {
    let next = asking.filter { !$0.isUnderWay }.map(\.next).min()
    guard lastRound == nil, let safe = safeUnchecked?.boot else { return next }
    return min(next ?? safe, safe)
  }

  /// No resolver holds an older answer, and every address has confirmed the new one after that moment.
  package func isOver(at now: Moment) -> Bool {
    guard let safe = safeUnchecked, safe.boot <= now.boot, let round = lastRound, round >= safe.boot
    else { return false }
    return asking.allSatisfy { ($0.answered ?? Int64.min) >= round }
  }
}

extension WindowWatch.Watched {
  fileprivate mutating func take(_ version: WindowWatch.Version, at moment: Moment) {
    latest = version
    if answerCount < 3 {
      answerCount += 1
      if answerCount == 3 { third = moment }
    }
    absences[version] = WindowWatch.Absence()
    for other in absences.keys where other != version {
      guard var absence = absences[other], absence.count < 3 else { continue }
      absence.count += 1
      if absence.count == 3 { absence.gone = moment }
      absences[other] = absence
    }
  }

  /// When it had not served `version` for three answers; a version that it never answered counts from the
  /// first answer of the window.
  func gone(_ version: WindowWatch.Version) -> Moment? {
    guard let absence = absences[version] else { return third }
    return absence.gone
  }
}

extension WindowWatch.Version {
  init?(_ content: DNSAnswer.Content) {
    switch content {
    case .records(let values, _): self = .records(values)
    case .missing: self = .missing
    case .silent: return nil
    }
  }
}

extension WindowWatch.Subject {
  init(_ question: DNSQuestion) { self.init(name: question.name, type: question.type) }
}

extension DNSAnswer.Content {
  /// Nanoseconds for which a resolver may keep it.
  fileprivate var lifetime: Int64 {
    switch self {
    case .records(_, let ttl), .missing(let ttl):
      let (nanoseconds, isTooLong) = ttl.multipliedReportingOverflow(by: 1_000_000_000)
      return isTooLong ? Int64.max / 4 : nanoseconds
    case .silent: return 0
    }
  }
}

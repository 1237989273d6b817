import StileMachine

/// Watches the authoritative servers after a change, and says when no cache can hold an old answer
/// any more.
///
///     an old version at one address:
///     ──last seen──┊ without ┊ without ┊ without = gone ──its TTL, 2 s──▶ safe
///
/// It does no I/O: `due` says what to ask, `record` takes the answers. The safe moment is the
/// maximum, over every address and every old version, of the arrival of the third answer in a row
/// without the version, plus that version's longest TTL and a margin. An address that is silent has
/// not changed, and what was not asked while nobody watched only moves the end later: it never
/// comes early. All times are nanoseconds on the boot clock.
///
/// After a crash the answers that mattered are recorded again, in their order: that gives the same
/// state.
struct WindowWatch {
  /// Caches count whole seconds, and an answer may be on its way: two seconds.
  static let margin = 2 * second
  /// Answers in a row without a version before it counts as gone: many servers may stand behind one
  /// address.
  static let answersInARow = 3

  static let second: Int64 = 1_000_000_000
  private static let longestPause = 60 * second
  private static let shortestPause = second / 5

  /// The longest TTL that the names had before the observation, and since when that counts.
  let history: (since: Int64, lifetime: Int64)
  /// What must change, by name and type: each of them to something that the observation did not
  /// find.
  private var moving: [Subject: Set<Version>] = [:]
  /// The longest TTL of each version that was ever seen, in nanoseconds.
  private(set) var versions: [Subject: [Version: Int64]] = [:]
  private(set) var places: [Place]

  /// Nil where the value is no observation.
  ///
  /// `before` is the longest TTL that the names may have had before the observation, in
  /// nanoseconds; `opened` stands for the observation's own time where that counts in another boot.
  init?(observation: Datum, before: Int64, bootID: String, opened: Moment) {
    guard let evidence = DNSEvidence(observation: observation),
      case .list(let names)? = observation[field: "names"]
    else { return nil }
    let isSameBoot = evidence.bootID == bootID
    let taken = evidence.answers.map(\.received.boot).max()
    history = ((isSameBoot ? taken : nil) ?? opened.boot, before)
    let observed = Set(names.compactMap { $0.domainText })
    places = []
    for answer in evidence.answers {
      let subject = Subject(answer.question)
      let version = Version(answer.content)
      if !places.contains(where: { $0.question == answer.question }) {
        places.append(Place(answer.question, observed: version, nextDue: opened.boot))
      }
      if observed.contains(subject.name) {
        moving[subject, default: []].formUnion([version].compactMap { $0 })
      }
      if let version { learn(version, subject, answer.content.ttl) }
    }
  }

  /// The longest TTL of what the observation found, in nanoseconds.
  static func longestTTL(of observation: Datum) -> Int64 {
    DNSEvidence(observation: observation)?.answers.map(\.content.ttl).max() ?? 0
  }

  // MARK: Asking

  /// The questions to send now; each is out until `record` has its answer. Once the safe moment has
  /// come every address is asked at once, and then goes on at its pace.
  mutating func due(at moment: Moment) -> [DNSQuestion] {
    let safe = safeMoment.flatMap { $0 <= moment.boot ? $0 : nil }
    var questions: [DNSQuestion] = []
    for index in places.indices {
      let mustLookAgain = safe.map { places[index].sentAt < $0 } ?? false
      guard !places[index].isAsked, mustLookAgain || places[index].nextDue <= moment.boot else {
        continue
      }
      places[index].isAsked = true
      places[index].sentAt = moment.boot
      questions.append(places[index].question)
    }
    return questions
  }

  /// When `due` has something again; nil while every question is out.
  var nextDue: Int64? {
    let waiting = places.filter { !$0.isAsked }
    guard let earliest = waiting.map(\.nextDue).min() else { return nil }
    guard let safe = safeMoment, waiting.contains(where: { $0.sentAt < safe }) else {
      return earliest
    }
    return min(earliest, safe)
  }

  /// Takes an answer; says whether it matters for the end, so that it is worth keeping.
  mutating func record(_ answer: DNSAnswer) -> Bool {
    guard let index = places.firstIndex(where: { $0.question == answer.question }) else {
      return false
    }
    let subject = Subject(answer.question)
    places[index].isAsked = false
    guard let version = Version(answer.content) else {
      places[index].isSilent = true
      places[index].nextDue = Self.sum(answer.received.boot, pause(subject))
      return false
    }
    let isLonger = learn(version, subject, answer.content.ttl)
    var place = places[index]
    let matters = place.take(answer, version, known: versions[subject] ?? [:])
    let isCounting = place.absences.values.contains { $0.count < Self.answersInARow }
    place.nextDue = Self.sum(
      answer.received.boot, isCounting ? Self.shortestPause : pause(subject))
    places[index] = place
    return matters || isLonger
  }

  /// Takes an answer of an earlier boot: there was such a version, but when it went is not known,
  /// because that boot's clock is not this one's.
  mutating func recall(_ answer: DNSAnswer) {
    guard let version = Version(answer.content) else { return }
    learn(version, Subject(answer.question), answer.content.ttl)
  }

  // MARK: The end

  /// When no cache can hold an old version any more; nil as long as that can't be told.
  var safeMoment: Int64? { bounds?.map(\.safe).max() }

  /// The safe moment has come, and every address was asked once more since.
  func isOver(at moment: Moment) -> Bool {
    guard let safe = safeMoment, moment.boot >= safe else { return false }
    return places.allSatisfy { ($0.askedAt ?? Int64.min) >= safe }
  }

  /// What every address of a name answers now; nil while they differ, or while that is nothing new.
  func newVersion(of subject: Subject) -> Version? {
    guard let current = agreedVersion(of: subject) else { return nil }
    return moving[subject]?.contains(current) == true ? nil : current
  }

  /// A name whose addresses all give one of the answers that the observation found side by side,
  /// and none of the others any more. Whether that is the change, or a server has only caught up
  /// before it, no answer tells.
  var undecided: (subject: Subject, version: Version)? {
    for subject in places.map(\.subject) {
      guard let current = agreedVersion(of: subject), let observed = moving[subject],
        observed.contains(current), observed.count > 1
      else { continue }
      let others = observed.subtracting([current])
      let areGone = places.allSatisfy { place in
        place.subject != subject || others.allSatisfy { place.absences[$0]?.gone != nil }
      }
      if areGone { return (subject, current) }
    }
    return nil
  }

  /// Somebody knows that this version is the new one, though the observation had found it.
  mutating func takeAsNew(_ version: Version, of subject: Subject) {
    moving[subject]?.remove(version)
  }

  private func agreedVersion(of subject: Subject) -> Version? {
    let asked = places.filter { $0.subject == subject }
    guard let current = asked.first?.latest, asked.allSatisfy({ $0.latest == current }) else {
      return nil
    }
    return current
  }

  /// How many servers give the new answer already: `3 of 4 servers have changed`.
  var progress: String {
    let servers = Set(places.map(\.question.server))
    let changed = servers.filter { server in
      places.allSatisfy { place in
        guard place.question.server == server, let observed = moving[place.subject] else {
          return true
        }
        return place.latest.map { !observed.contains($0) } ?? false
      }
    }
    let silent = Set(places.filter(\.isSilent).map(\.question.server)).sorted()
    let note = silent.isEmpty ? "" : "; no answer from \(silent.joined(separator: ", "))"
    return "\(changed.count) of \(servers.count) servers have changed\(note)"
  }

  // MARK: Parts

  @discardableResult
  private mutating func learn(_ version: Version, _ subject: Subject, _ ttl: Int64) -> Bool {
    let known = versions[subject]?[version]
    versions[subject, default: [:]][version] = max(known ?? 0, ttl)
    return known.map { ttl > $0 } ?? true
  }

  private func pause(_ subject: Subject) -> Int64 {
    let ttl = versions[subject]?.values.max() ?? 0
    return max(Self.shortestPause, min(Self.longestPause, ttl / 10))
  }

  /// A sum that stays at the end of time instead of trapping.
  static func sum(_ terms: Int64...) -> Int64 {
    terms.reduce(0) { total, term in
      let (sum, overflows) = total.addingReportingOverflow(term)
      return overflows ? Int64.max : sum
    }
  }
}

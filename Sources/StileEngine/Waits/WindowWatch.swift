import StileMachine

/// Watches the authoritative servers after a change, and says when no cache can hold an old answer any more
/// (DESIGN 2.6, ENGINE.md 7).
///
///     an old version at one address:
///     ──last seen──┊ without ┊ without ┊ without = gone ──its TTL, 2 s──▶ safe
///
/// It does no I/O: `due` says what to ask, `record` takes the answers. The safe moment is the maximum, over
/// every address and every old version, of the arrival of the third answer in a row without the version,
/// plus that version's longest TTL and a margin. An address that is silent has not changed, and what was
/// not asked while nobody watched only moves the end later: it never comes early. All times are nanoseconds
/// on the boot clock.
struct WindowWatch {
  /// Caches count whole seconds, and an answer may be on its way: two seconds.
  static let margin = 2 * second
  /// Answers in a row without a version before it counts as gone: many servers may stand behind one address.
  static let answersInARow = 3

  private static let second: Int64 = 1_000_000_000
  private static let longestPause = 60 * second
  private static let shortestPause = second / 5

  /// No end before this: what resolvers may have kept from before the observation.
  private let earliest: Int64
  /// What must change, by name and type; a chain's further links need not.
  private let moving: Set<Subject>
  /// The longest TTL of each version that was ever seen, in nanoseconds.
  private var versions: [Subject: [Version: Int64]] = [:]
  private var places: [Place]

  /// Nil where the value is no observation.
  ///
  /// `before` is the longest TTL that the names may have had before the observation, in nanoseconds;
  /// `opened` stands for the observation's own time where that counts in another boot.
  init?(observation: Datum, before: Int64, bootID: String, opened: Moment) {
    guard let evidence = DNSEvidence(observation: observation),
      case .list(let names)? = observation[field: "names"]
    else { return nil }
    let isSameBoot = evidence.bootID == bootID
    let taken = evidence.answers.map(\.received.boot).max()
    earliest = Self.sum((isSameBoot ? taken : nil) ?? opened.boot, before)
    let observed = Set(names.compactMap { $0.domainText })
    moving = Set(
      evidence.answers.map { Subject($0.question) }.filter { observed.contains($0.name) })
    var questions: [DNSQuestion] = []
    for answer in evidence.answers where !questions.contains(answer.question) {
      questions.append(answer.question)
    }
    places = questions.map { Place(question: $0, nextDue: opened.boot) }
    for answer in evidence.answers {
      guard let version = Version(answer.content) else { continue }
      learn(version, Subject(answer.question), answer.content.ttl)
      if let index = places.firstIndex(where: { $0.question == answer.question }) {
        places[index].latest = version
      }
    }
  }

  /// The longest TTL of what the observation found, in nanoseconds.
  static func longestTTL(of observation: Datum) -> Int64 {
    DNSEvidence(observation: observation)?.answers.map(\.content.ttl).max() ?? 0
  }

  // MARK: Asking

  /// The questions to send now; each is out until `record` has its answer.
  mutating func due(at moment: Moment) -> [DNSQuestion] {
    let isLastLook = safeMoment.map { moment.boot >= $0 } ?? false
    var questions: [DNSQuestion] = []
    for index in places.indices {
      let mustLookAgain = isLastLook && (places[index].answeredAt ?? 0) < (safeMoment ?? 0)
      guard !places[index].isAsked, mustLookAgain || places[index].nextDue <= moment.boot else {
        continue
      }
      places[index].isAsked = true
      questions.append(places[index].question)
    }
    return questions
  }

  /// When `due` has something again; nil while every question is out.
  var nextDue: Int64? {
    let waiting = places.filter { !$0.isAsked }
    guard let earliest = waiting.map(\.nextDue).min() else { return nil }
    guard let safe = safeMoment, waiting.contains(where: { ($0.answeredAt ?? 0) < safe }) else {
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
    let matters = place.take(version, known: versions[subject] ?? [:], at: answer.received.boot)
    let isCounting = place.absences.values.contains { $0.count < Self.answersInARow }
    place.nextDue = Self.sum(
      answer.received.boot, isCounting ? Self.shortestPause : pause(subject))
    places[index] = place
    return matters || isLonger
  }

  // MARK: The end

  /// When no cache can hold an old version any more; nil as long as that can't be told.
  var safeMoment: Int64? {
    var safe = earliest
    for subject in Set(places.map(\.subject)) {
      guard let end = end(of: subject) else { return nil }
      safe = max(safe, end)
    }
    return safe
  }

  /// The safe moment has come, and every address was asked once more since.
  func isOver(at moment: Moment) -> Bool {
    guard let safe = safeMoment, moment.boot >= safe else { return false }
    return places.allSatisfy { ($0.answeredAt ?? Int64.min) >= safe }
  }

  /// The end of one name's old versions; nil while its addresses differ, or nothing has changed.
  private func end(of subject: Subject) -> Int64? {
    let asked = places.filter { $0.subject == subject }
    guard let current = asked.first?.latest, asked.allSatisfy({ $0.latest == current }) else {
      return nil
    }
    let old = (versions[subject] ?? [:]).filter { $0.key != current }
    if old.isEmpty { return moving.contains(subject) ? nil : earliest }
    var end = earliest
    for place in asked {
      for (version, ttl) in old {
        guard let gone = place.absences[version]?.gone else { return nil }
        end = max(end, Self.sum(gone, ttl, Self.margin))
      }
    }
    return end
  }

  // MARK: For people

  /// How many places serve the new answer already: `3 of 4 servers have changed`.
  var progress: String {
    let moved = places.filter { place in
      guard moving.contains(place.subject), let latest = place.latest else { return false }
      return place.absences.keys.contains { $0 != latest }
    }
    let silent = places.filter(\.isSilent).map(\.question.server)
    let all = places.filter { moving.contains($0.subject) }.count
    let note = silent.isEmpty ? "" : ", silent: \(Set(silent).sorted().joined(separator: " "))"
    return "\(moved.count) of \(all) answers have changed\(note)"
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
  private static func sum(_ terms: Int64...) -> Int64 {
    terms.reduce(0) { total, term in
      let (sum, overflows) = total.addingReportingOverflow(term)
      return overflows ? Int64.max : sum
    }
  }
}

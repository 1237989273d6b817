import StileMachine

extension WindowWatch {
  /// One reason for the length of the window: what may be kept, since when, and for how long.
  struct Bound: Hashable {
    let reason: String
    /// On the boot clock, like `safe`.
    let gone: Int64
    /// Nanoseconds.
    let lifetime: Int64

    var safe: Int64 { WindowWatch.sum(gone, lifetime, WindowWatch.margin) }
  }

  /// All that the end depends on; nil as long as one bound is not known.
  var bounds: [Bound]? {
    var bounds = [
      Bound(
        reason: "an answer from before the observation", gone: history.since,
        lifetime: history.lifetime)
    ]
    for place in places {
      guard let current = newVersion(of: place.subject) else { return nil }
      let server = "\(place.subject) at \(place.question.server)"
      let known = versions[place.subject] ?? [:]
      if place.wasSilent {
        guard let gone = place.unseenGone else { return nil }
        bounds.append(
          Bound(
            reason: "\(server), whatever it was while it was silent", gone: gone,
            lifetime: known.values.reduce(history.lifetime, max)))
      }
      for (version, lifetime) in known where version != current {
        guard let gone = place.absences[version]?.gone else { return nil }
        bounds.append(Bound(reason: "\(server): \(version)", gone: gone, lifetime: lifetime))
      }
    }
    return bounds
  }

  /// How the end was computed, for people; empty as long as there is none. `now` tells what the
  /// wall clock says of an instant on the boot clock.
  func arithmetic(now: Moment) -> [String] {
    guard let bounds, let last = bounds.max(by: { ($0.safe, $0.reason) < ($1.safe, $1.reason) })
    else { return [] }
    func clock(_ instant: Int64) -> String { now.advanced(by: instant &- now.boot).clock }
    return [
      "\(last.reason): gone at \(clock(last.gone)), may be kept for \(span(last.lifetime))",
      "safe at \(clock(last.gone)) + \(span(last.lifetime)) + \(span(Self.margin)) ="
        + " \(clock(last.safe)), the latest of \(bounds.count)",
    ]
  }

  private func span(_ nanoseconds: Int64) -> String { "\(nanoseconds / Self.second) s" }
}

extension Version: CustomStringConvertible {
  var description: String {
    switch self {
    case .records(let values): values.joined(separator: ", ")
    case .missing: "no such record"
    }
  }
}

extension Subject: CustomStringConvertible {
  var description: String { "\(name) \(type)" }
}

extension Moment {
  /// `12:03:41 UTC`.
  fileprivate var clock: String {
    let seconds = Int((utc / WindowWatch.second) % 86_400)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":") + " UTC"
  }
}

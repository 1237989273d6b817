import StileJournal
import StileMachine

/// Samples: numbers taken again and again, written down as they come, so that a resume goes on to
/// the same end.
extension Run {
  /// Numbers are written together: as many as this, or those of ten seconds.
  private static let mostUnwritten = 1000
  private static let longestUnwritten: Int64 = 10_000_000_000

  /// More questions than this are no sample that anybody wants to read.
  private static let mostQuestions: Int64 = 100_000

  func openSample(
    _ name: String, _ header: RegionHeader, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let (duration, every) = (header.within ?? 0, header.every ?? 0)
    guard every > 0, duration > 0, duration / every <= Self.mostQuestions else {
      let text = "a sample asks at most \(Self.mostQuestions) times: take it less often"
      return .failure(Failure(.value, text, span: header.span))
    }
    let now = turn.moment
    var start = now.boot
    if let known = view.samples[name] {
      // What other clocks say is good enough for where in a measurement it stands.
      let elapsed =
        known.bootID == setup.bootID
        ? now.boot.minus(known.openedAt.boot) : now.utc.minus(known.openedAt.utc)
      start = now.boot - min(max(elapsed, 0), duration)
    } else {
      write(
        .sampleOpened(SampleOpened(name: name, every: every, duration: duration)), &turn)
    }
    var region = RegionProgress(name: name, header: header, deadline: nil)
    region.sample = SampleProgress(start: start, writtenAt: now.boot)
    fibers[id]?.region = region
    return .go
  }

  /// The lines were asked once: a gap where that failed.
  func judgeSample(
    _ outcome: RegionOutcome, _ asked: RegionProgress, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    var region = asked
    guard var sample = region.sample, let every = region.header.every,
      let duration = region.header.within
    else { return .go }
    let now = turn.moment.boot
    switch outcome {
    case .measured(let numbers):
      sample.points += numbers.map { SamplePoint(at: now - sample.start, value: $0) }
    case .unasked(let failure): sample.problem = failure
    case .holds, .fails: break
    }
    // Questions that took longer than `every` leave out their followers.
    let rounds = (now - sample.start) / every + 1
    let next = rounds * every
    let isOver = next > duration
    if isOver || sample.points.count >= Self.mostUnwritten
      || now - sample.writtenAt >= Self.longestUnwritten
    {
      writePoints(of: &sample, region.name, &turn)
    }
    region.sample = sample
    fibers[id]?.region = region
    if isOver { return closeSample(region, id, &turn) }
    alarm(.pollAgain(id), at: max(sample.start + next, now + 1))
    return nil
  }

  /// What was taken of samples that the process leaves.
  func writeSamples(_ turn: inout Turn) {
    for fiber in fibers.values.sorted(by: { $0.path < $1.path }) {
      guard let region = fiber.region, var sample = region.sample else { continue }
      writePoints(of: &sample, region.name, &turn)
      fibers[fiber.id]?.region?.sample = sample
    }
  }

  private func writePoints(
    of sample: inout SampleProgress, _ name: String, _ turn: inout Turn
  ) {
    sample.writtenAt = turn.moment.boot
    if sample.points.isEmpty { return }
    write(.sampleTaken(SampleTaken(name: name, points: sample.points)), &turn)
    sample.points = []
  }

  private func closeSample(
    _ region: RegionProgress, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    fibers[id]?.region = nil
    let numbers = view.samples[region.name]?.points.map(\.value) ?? []
    guard let series = Datum.series(of: numbers) else {
      let why = region.sample?.problem
      return .failure(
        Failure(
          .unverified, "no number could be taken: \(why?.message ?? "its lines gave none")",
          details: why?.details ?? [], span: region.header.span))
    }
    write(
      .probeEnded(
        ProbeEnded(name: region.name, kind: .sample, digest: "", outcome: .value(series))), &turn)
    return .value(series)
  }
}

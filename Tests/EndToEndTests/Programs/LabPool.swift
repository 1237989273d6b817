import Testing

/// The labs that all tests share: two at once, lent to one test at a time.
///
/// A lab comes back as it went out, or the test that had it has failed and the lab is replaced.
actor LabPool {
  static let shared = LabPool()
  private static let most = 2

  private var idle: [Lab] = []
  private var standing = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private func borrow() async throws -> Lab {
    while idle.isEmpty && standing >= Self.most {
      await withCheckedContinuation { waiting.append($0) }
    }
    if let lab = idle.popLast() { return lab }
    standing += 1
    do {
      return try await Lab.start()
    } catch {
      standing -= 1
      wake()
      throw error
    }
  }

  private func giveBack(_ lab: Lab?) {
    if let lab { idle.append(lab) } else { standing -= 1 }
    wake()
  }

  private func wake() {
    if !waiting.isEmpty { waiting.removeFirst().resume() }
  }

  /// Lends a lab; afterwards everything in it must stand as before.
  func withLab<Result: Sendable>(
    _ body: @Sendable (Lab) async throws -> Result
  ) async throws -> Result {
    let lab = try await borrow()
    do {
      let result = try await body(lab)
      try await lab.settle()
      let isSame = try await lab.state() == lab.pristine
      #expect(isSame, "the lab is not as it was")
      if !isSame { try await lab.stop() }
      giveBack(isSame ? lab : nil)
      return result
    } catch {
      try? await lab.stop()
      giveBack(nil)
      throw error
    }
  }
}

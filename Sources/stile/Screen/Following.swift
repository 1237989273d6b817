import ArgumentParser
import StileEngine
import StileJournal
import StileReview
import StileWorld

/// Two threads for one run: this one shows and asks, another one runs.
enum Following {
  /// Does `work` on a thread of its own and shows what comes of it; ends with the exit status of
  /// its verdict.
  static func follow(
    _ options: RunOptions, _ session: SessionOptions,
    _ work: @escaping @Sendable (Session) throws -> Verdict
  ) throws {
    CrashReports.ignoreBrokenPipes()
    let signals = try Signals()
    let letters = try Letters()
    let screen = RunScreen(options)
    let glimpses = screen.glimpses
    try RunThread.start {
      letters.post(outcome(of: work, session, letters, glimpses))
    }
    var loop = MainLoop(letters, signals, person: session.person, screen: screen)
    let status = loop.run()
    if status != .done { throw status.error }
  }

  private static func outcome(
    of work: (Session) throws -> Verdict, _ options: SessionOptions, _ letters: Letters,
    _ glimpses: Glimpses?
  ) -> Letter {
    var hasBegun = false
    let session = Session(
      options: options, desk: TerminalDesk(letters: letters), glimpses: glimpses,
      recall: { letters.post(.history($0)) },
      show: {
        hasBegun = true
        letters.post(.records($0))
      },
      ready: { letters.post(.begun(leave: $0.interrupt)) })
    do {
      return ended(try work(session))
    } catch let problem as Problem {
      return .ended(.untouched, problem: problem.description)
    } catch let code as ExitCode {
      return .ended(ExitStatus(rawValue: code.rawValue) ?? .failed, problem: nil)
    } catch let problem as JournalProblem {
      return ended(problem, hasBegun)
    } catch {
      return .ended(hasBegun ? .failed : .untouched, problem: "\(error)")
    }
  }

  /// What the last record says needs no second line.
  private static func ended(_ verdict: Verdict) -> Letter {
    let status = ExitStatus(rawValue: verdict.exitCode) ?? .failed
    if case .held(let holder) = verdict {
      return .ended(status, problem: "another runner has this run: \(holder)")
    }
    return .ended(status, problem: nil)
  }

  /// A journal that fails in the middle stops everything: what runs on a host goes on there.
  private static func ended(_ problem: JournalProblem, _ hasBegun: Bool) -> Letter {
    if case .held = problem { return .ended(.heldByAnother, problem: problem.message) }
    guard hasBegun else { return .ended(.untouched, problem: problem.message) }
    return .ended(
      .failed,
      problem: "\(problem.message); nothing more was started, and `stile resume` goes on")
  }
}

import Glibc
import StileJournal
import StileMachine
import StileReview

/// The main thread of a run: shows facts, asks questions, and takes Ctrl-C.
struct MainLoop {
  /// How often the live area is drawn anew while nothing happens, in milliseconds.
  private static let refreshPause: Int32 = 500

  private let letters: Letters
  private let signals: Signals
  private let person: Person
  private var screen: RunScreen
  private var questions: [QuestionLine] = []
  private var leave: (@Sendable () -> Void)?

  init(_ letters: Letters, _ signals: Signals, person: Person, screen: RunScreen) {
    self.letters = letters
    self.signals = signals
    self.person = person
    self.screen = screen
  }

  /// Returns when the run's thread is done, or when somebody leaves at once.
  mutating func run() -> ExitStatus {
    while true {
      let ready = wait()
      let arrived = letters.takeAll()
      for letter in arrived {
        if let status = take(letter) { return status }
      }
      if ready.hasSignal, let status = leaveSoon() { return status }
      if ready.hasInput { readAnswer() }
      if screen.isLive && arrived.isEmpty { screen.refresh() }
    }
  }

  private func wait() -> (hasSignal: Bool, hasInput: Bool) {
    var descriptors = [letters.descriptor, signals.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    if !questions.isEmpty {
      descriptors.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
    }
    let count = poll(
      &descriptors, nfds_t(descriptors.count), screen.isLive ? Self.refreshPause : -1)
    guard count > 0 else { return (false, false) }
    return (descriptors[1].revents != 0, descriptors.count > 2 && descriptors[2].revents != 0)
  }

  private mutating func take(_ letter: Letter) -> ExitStatus? {
    switch letter {
    case .begun(let leave): self.leave = leave
    case .history(let view): screen.recall(view)
    case .records(let records): interrupting { $0.show(records) }
    case .message(let message): interrupting { $0.show(message) }
    case .question(let pending):
      questions.append(QuestionLine(pending))
      if questions.count == 1 { ask() }
    case .withdrawn(let id):
      let wasShown = questions.first?.pending.id == id
      questions.removeAll { $0.pending.id == id }
      if wasShown {
        TextOutput.problems.write("\n")
        ask()
      }
    case .ended(let status, let problem):
      screen.clear()
      if let problem { TextOutput.problems.write("stile: \(Sanitizer.text(problem))\n") }
      return status
    }
    return nil
  }

  // MARK: Questions

  /// Shows the first question that waits, or gives the screen back to the live area.
  private mutating func ask() {
    screen.isAsking = !questions.isEmpty
    screen.clear()
    questions.first?.show()
  }

  private mutating func readAnswer() {
    guard !questions.isEmpty else { return }
    switch questions[0].read() {
    case .unfinished: return
    case .left:
      // Nobody is there any more: the same as Ctrl-C.
      TextOutput.problems.write("\n")
      questions = []
      ask()
      leave?()
    case .answered(let word, let text):
      let question = questions.removeFirst()
      question.pending.answer(
        PersonAnswer(word: word, text: text, person: person.name, terminal: person.terminal))
      ask()
    }
  }

  /// Shows facts above a question that stands on the screen.
  private mutating func interrupting(_ show: (inout RunScreen) -> Void) {
    if !questions.isEmpty { TextOutput.problems.write("\n") }
    show(&screen)
    questions.first?.show()
  }

  // MARK: Leaving

  /// Once: the command in flight ends, then the run parks. Twice: this process goes, and what runs
  /// on a host goes on there; the resume settles it.
  private mutating func leaveSoon() -> ExitStatus? {
    let count = signals.takeAll()
    guard count > 0 else { return nil }
    let isSecond = screen.isLeaving || count > 1
    guard let leave, !isSecond else {
      screen.clear()
      TextOutput.problems.write("stile: left at once\(screen.wayOn)\n")
      return .interrupted
    }
    screen.isLeaving = true
    if !screen.isLive {
      TextOutput.problems.write("stile: leaving after what is in flight; again leaves now\n")
    }
    leave()
    return nil
  }
}

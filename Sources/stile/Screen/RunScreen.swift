import CLinux
import StileJournal
import StileMachine
import StileReview
import StileWorld

/// Where the facts of a run are shown, in the form that was asked for.
struct RunScreen {
  private let progress: Progress
  private let colours: Colours
  private let calendar = Calendar.local
  private var events: RunEvents
  private var frame = LiveFrame()
  /// What commands under way wrote last; only a terminal shows it.
  let glimpses: Glimpses?
  /// Somebody wants to leave; the command in flight is waited for.
  var isLeaving = false
  /// A question stands on the screen: nothing is drawn over it.
  var isAsking = false

  init(_ options: RunOptions) {
    progress =
      options.json
      ? .json
      : options.progress != .auto
        ? options.progress : TextOutput.standard.isTerminal ? .tty : .plain
    colours = Terminal.hasColour(TextOutput.standard) ? .on : .off
    events = RunEvents(calendar: calendar)
    glimpses = progress == .tty ? Glimpses() : nil
  }

  /// Takes in what happened before, without showing it again.
  mutating func recall(_ view: RunView) {
    events = RunEvents(after: view, calendar: calendar)
  }

  /// How somebody goes on who leaves now; empty while there is no run.
  var wayOn: String {
    events.view.run.isEmpty ? "" : "; `stile resume \(events.view.run)` goes on"
  }

  /// The live area counts on, so it is drawn anew from time to time.
  var isLive: Bool { progress == .tty && !isAsking }

  mutating func show(_ records: [Record]) {
    if progress == .json {
      return TextOutput.standard.write(records.map { $0.json + "\n" }.joined())
    }
    let lines = events.lines(for: records)
    switch progress {
    case .quiet: write(lines.filter(\.isEnd))
    // The live area shows what begins, and a question is shown where it is answered.
    case .tty: write(lines.filter { $0.word != "begin" && $0.word != "ask" })
    case .auto, .plain, .json: write(lines)
    }
  }

  mutating func show(_ message: Message) {
    guard progress != .json && progress != .quiet else { return }
    let title = message.subject ?? ""
    write([
      EventLine(
        "notice", [title.isEmpty ? message.body : title],
        details: title.isEmpty ? [] : [message.body], tone: .notable, at: stile_clock_utc())
    ])
  }

  /// Draws the live area as it is now.
  mutating func refresh() { write([]) }

  /// Takes the live area away, before something else is written.
  mutating func clear() {
    guard progress == .tty else { return }
    TextOutput.standard.write(frame.update(facts: [], live: []))
  }

  private mutating func write(_ events: [EventLine]) {
    let facts = events.flatMap { $0.lines(calendar, colours: colours) }
    guard progress == .tty else {
      return TextOutput.standard.write(facts.map { $0 + "\n" }.joined())
    }
    let size = Terminal.size
    let live =
      isAsking
      ? []
      : LiveArea.lines(
        self.events.view,
        now: Moment(utc: stile_clock_utc(), boot: stile_clock_boot()),
        glimpses: glimpses?.all ?? [:], isLeaving: isLeaving,
        calendar: calendar, columns: size.columns, colours: colours)
    TextOutput.standard.write(
      frame.update(facts: facts, live: Array(live.prefix(max(1, size.rows - 1)))))
  }
}

package import StileJournal
import StileMachine

/// Where a run stands: in one line for a list of runs, in a page for one.
package struct RunStatus: Sendable {
  /// The process that holds the run, as its lock says; nil when nobody does.
  package struct Holder: Sendable {
    package let text: String
    package init(_ text: String) { self.text = text }
  }

  let view: RunView
  let holder: Holder?
  let tool: String

  package init(_ view: RunView, holder: Holder?, tool: String = "stile") {
    self.view = view
    self.holder = holder
    self.tool = tool
  }

  /// `running`, `parked`, `interrupted`, `done` …
  package var state: String {
    if view.handedOver != nil { return "handed over" }
    return switch view.state {
    case .underWay: holder == nil ? "interrupted" : "running"
    case .parked: holder == nil ? "parked" : "running"
    case .ended(let end): end.verdict.rawValue
    }
  }

  package var isUnfinished: Bool {
    if case .ended = view.state { false } else { true }
  }

  /// A process has it in hand, and has not left it.
  var isGoingOn: Bool {
    if case .underWay = view.state { holder != nil } else { false }
  }

  /// What the run waits for; empty where nothing is waited for.
  package func waitsFor(_ calendar: Calendar) -> String {
    if let file = view.handedOver { return "in \(file)" }
    switch view.state {
    case .ended: return ""
    case .parked(let parked):
      let due = parked.due.map { " until \(calendar.full($0))" } ?? ""
      return parked.text + due
    case .underWay:
      if let holder { return holder.text }
      let open = view.openActs.count
      return open == 0 ? "its process is gone" : "its process is gone, \(open) to be settled"
    }
  }

  /// What a person would type next; nil where there is nothing to do.
  package var nextCommand: String? {
    if let file = view.handedOver { return "\(tool) take \(file)" }
    return switch view.state {
    case .ended: RunSummary(view).owesUndo ? "\(tool) undo \(view.run)" : nil
    case .underWay, .parked:
      holder == nil
        ? "\(tool) \(view.goesAllTheWayBack ? "undo" : "resume") \(view.run)" : answerCommand
    }
  }

  /// How another terminal answers what the run asks.
  private var answerCommand: String? {
    view.openQuestions.first.map { asked in
      let words = asked.opened.question.choices.map(\.word)
      return "\(tool) answer \(view.run) \(words.isEmpty ? "TEXT" : words.joined(separator: "|"))"
    }
  }
}

extension RunStatus {
  /// Several runs, newest last, in columns; the command that goes on stands at the end of each
  /// line.
  package static func table(
    _ runs: [RunStatus], calendar: Calendar, colours: Colours = .off
  ) -> [String] {
    let rows = runs.map { run -> [String] in
      let since = run.view.last.map { calendar.full($0.moment.utc) } ?? ""
      return [run.view.run, run.state, since, run.waitsFor(calendar), run.nextCommand ?? ""]
        .map(Sanitizer.line)
    }
    let widths = (0..<5).map { column in
      rows.map { TextWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - TextWidth.columns(of: text))
      }
      var line = cells.enumerated().filter { widths[$0.offset] > 0 }.map(\.element)
        .joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

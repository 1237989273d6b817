import ArgumentParser
import Glibc
import StileJournal
import StileReview

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Tell the story of a run: who, what, which commands, what came out.")

  @Argument(help: "The run, or four letters of its name; else the last one.")
  var name: String?
  @Flag(help: "Print the run's records as JSON, one a line.") var json = false
  @Flag(name: .shortAndLong, help: "Go on with what happens, until the run has ended.")
  var follow = false
  @Option(
    help: ArgumentHelp("Tell only of this item and of what lies in it.", valueName: "key"))
  var item: String?
  @Option(help: ArgumentHelp("Tell only of what was done on this host.", valueName: "name"))
  var host: String?
  @Flag(help: "Check the whole journal instead: its file, each record, each output.")
  var verify = false

  func validate() throws {
    if verify, json || follow || item != nil || host != nil {
      throw ValidationError("`--verify` stands alone: it looks at all of the journal")
    }
  }

  func run() throws {
    if verify { return try verifyJournal() }
    let known = try Runs.one(name)
    try refuseUnknown(in: known.view)
    var teller = Teller(LogSelection(item: item, host: host), isJSON: json)
    teller.tell(known.records)
    if follow { try follow(known, &teller) }
  }

  /// A name that the run does not know is a slip of the hand, not an empty story.
  private func refuseUnknown(in view: RunView) throws(Problem) {
    if follow { return }
    if let item, !view.items.contains(where: { $0.started.item.key == item }) {
      throw Problem("\(view.run) has no item `\(item)`; `stile status \(view.run)` lists them")
    }
    if let host, view.hosts[host] == nil {
      let known = view.hosts.keys.sorted().joined(separator: ", ")
      throw Problem("\(view.run) was never on `\(host)`, but on: \(known)")
    }
  }

  private func follow(_ known: KnownRun, _ teller: inout Teller) throws {
    let store = try Runs.journal(of: known.view.run)
    defer { store.close() }
    while !teller.view.isEnded {
      usleep(100_000)
      guard try store.newestNumber() != teller.view.last?.sequence else { continue }
      teller.tell(try store.records(after: teller.view.last))
    }
  }

  private func verifyJournal() throws {
    let store = try Runs.journal(of: name)
    defer { store.close() }
    let records = try store.verify()
    let head = records.last.map { "record \($0.sequence), \($0.hash.prefix(16))" } ?? "empty"
    TextOutput.standard.write(
      "\(store.run): sound, \(records.count) records; the newest is \(head)\n")
  }
}

/// Prints the story of a run, and remembers how far it is told.
private struct Teller {
  private(set) var view = RunView()
  private let selection: LogSelection
  private let isJSON: Bool
  private var log: RunLog

  init(_ selection: LogSelection, isJSON: Bool) {
    self.selection = selection
    self.isJSON = isJSON
    log = RunLog(
      selection, calendar: .local, colours: Terminal.hasColour(TextOutput.standard) ? .on : .off)
  }

  mutating func tell(_ records: [Record]) {
    var text = ""
    for record in records {
      view.apply(record)
      if isJSON {
        if selection.contains(record, in: view) { text += record.json + "\n" }
      } else {
        text += log.lines(for: record).map { $0 + "\n" }.joined()
      }
    }
    TextOutput.standard.write(text)
  }
}

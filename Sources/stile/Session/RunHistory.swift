import StileJournal

/// What happened in a run until now, and what that adds up to: read and folded once.
struct RunHistory {
  let records: [Record]
  let view: RunView

  init(_ records: [Record]) {
    self.records = records
    view = RunView(records)
  }
}

/// What must hold of every journal, whatever happened to its run.
enum JournalChain {
  /// Numbers without a gap, and each record tied to the one before.
  static func faults(in records: [JournalRecord]) -> [String] {
    var faults: [String] = []
    var hash = String(repeating: "0", count: 64)
    for (index, record) in records.enumerated() {
      if record.sequence != index + 1 { faults.append("record \(record.sequence) at \(index + 1)") }
      if record.previousHash != hash { faults.append("record \(record.sequence) is not tied") }
      hash = record.hash
    }
    return faults
  }

  /// Acts that were intended and have no end, and acts that have two.
  static func unsettled(in records: [JournalRecord]) -> [String] {
    let ended = records.filter { $0.kind == "act.ended" }.compactMap { $0["attempt"] }
    let twice = Dictionary(grouping: ended) { $0 }.filter { $1.count > 1 }.keys
    let open = records.filter { $0.kind == "act.intended" }
      .map(\.attempt).filter { !ended.contains($0) }
    return twice.map { "ended twice: \($0)" } + open.map { "never ended: \($0)" }
  }
}

import StileMachine

/// Where the branches that ran side by side stopped when one of them failed, each by the key of its
/// item: what depends on the order of arrival is written down.
package struct ForkEnded: Hashable, Sendable {
  /// The failure that somebody is asked about first.
  package var counts: String
  package var failed: [String]
  /// Not begun, because of the failure.
  package var held: [String]
  /// Still asking or waiting; nothing of it changes anything.
  package var open: [String]

  package init(counts: String, failed: [String], held: [String], open: [String]) {
    self.counts = counts
    self.failed = failed
    self.held = held
    self.open = open
  }
}

extension ForkEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("counts", counts)
    writer.member("failed", failed)
    writer.member("held", held)
    writer.member("open", open)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let counts = try reader.text("counts")
    let failed = try reader.texts("failed")
    let held = try reader.texts("held")
    self.init(counts: counts, failed: failed, held: held, open: try reader.texts("open"))
  }
}

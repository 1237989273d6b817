package import StileMachine

/// Numbers, dates and chains the records of one run, purely in memory: what a record's hash and its
/// attempt id will be is known before it is committed.
package struct Chain: Sendable {
  package let run: String
  package let epoch: Int64
  package let bootID: String
  /// The number and the hash of the newest record; 0 and zeros before the first.
  package private(set) var sequence: Int64
  package private(set) var hash: String

  /// The chain of a new run.
  package init(run: String, epoch: Int64, bootID: String) {
    self.run = run
    self.epoch = epoch
    self.bootID = bootID
    sequence = 0
    hash = Fingerprint.zero
  }

  /// Goes on behind the newest record of a run.
  package init(continuing head: Record, epoch: Int64, bootID: String) {
    run = head.run
    self.epoch = epoch
    self.bootID = bootID
    sequence = head.sequence
    hash = head.hash
  }

  package mutating func append(_ body: RecordBody, at moment: Moment) -> SealedRecord {
    sequence += 1
    let header = RecordHeader(
      sequence: sequence, run: run, epoch: epoch, moment: moment, bootID: bootID)
    let writer = header.line(body)
    let previous = hash
    hash = Fingerprint.of(previous, writer.json.bytes)
    let record = Record(
      sequence: sequence, run: run, epoch: epoch, moment: moment, bootID: bootID,
      previousHash: previous, hash: hash, body: body)
    return SealedRecord(record: record, payload: writer.json.bytes, blobs: writer.blobs)
  }
}

/// A record with the bytes that make its hash, ready to be committed.
package struct SealedRecord: Sendable {
  package let record: Record
  /// The line: canonical bytes of header and body.
  package let payload: [UInt8]
  /// What the line names and does not hold.
  package let blobs: [Blob]
}

import StileMachine

/// What stands in a record's line before what it says.
struct RecordHeader {
  /// The version of the members that follow; they only ever become more.
  static let version: Int64 = 1

  let sequence: Int64
  let run: String
  let epoch: Int64
  let moment: Moment
  let bootID: String

  /// The bytes that are hashed and stored: one JSON object, on one line.
  ///
  ///     {"boot":…,"boot_id":"…","epoch":1,"kind":"…","run":"…","seq":12,"utc":…,…}
  func line(_ body: RecordBody, hashes: (previous: String, own: String)? = nil) -> RecordWriter {
    var writer = RecordWriter()
    writer.object {
      $0.member("boot", moment.boot)
      $0.member("boot_id", bootID)
      $0.member("epoch", epoch)
      if let hashes { $0.member("hash", hashes.own) }
      $0.member("kind", body.kind.rawValue)
      if let hashes { $0.member("previous", hashes.previous) }
      $0.member("run", run)
      $0.member("seq", sequence)
      $0.member("utc", moment.utc)
      $0.member("version", Self.version)
      $0.name("what")
      $0.object { body.write(to: &$0) }
    }
    return writer
  }
}

extension Record {
  /// The record as one JSON object on one line, as `stile log --json` prints it: the stored line
  /// and, as `hash` and `previous`, its place in the chain.
  package var json: String {
    let header = RecordHeader(
      sequence: sequence, run: run, epoch: epoch, moment: moment, bootID: bootID)
    let writer = header.line(body, hashes: (previousHash, hash))
    return String(decoding: writer.json.bytes, as: UTF8.self)
  }

  /// Reads a stored line. A kind that this version does not know stops the reading, because what it
  /// says may matter for everything after it; a member that it does not know is passed over.
  init(
    line: [UInt8], previousHash: String, hash: String, after previous: Record?,
    load: @escaping (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) {
    var reader = RecordReader(line, load: load)
    self = try reader.object { (reader) throws(JSONProblem) in
      let boot = try reader.int("boot")
      let bootID = try reader.text("boot_id", usually: previous?.bootID)
      let epoch = try reader.int("epoch")
      let name = try reader.text("kind")
      guard let kind = RecordKind(rawValue: name) else {
        throw reader.problem(
          "a record of the kind `\(name.prefix(40))` needs a newer stile than this one")
      }
      let run = try reader.text("run", usually: previous?.run)
      let sequence = try reader.int("seq")
      let utc = try reader.int("utc")
      try reader.find("what")
      return Record(
        sequence: sequence, run: run, epoch: epoch, moment: Moment(utc: utc, boot: boot),
        bootID: bootID, previousHash: previousHash, hash: hash,
        body: try reader.object { (reader) throws(JSONProblem) in
          try RecordBody(kind, from: &reader)
        })
    }
    try reader.end()
  }
}

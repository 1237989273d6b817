import StileMachine

extension UndoArmed {
  func write(to writer: inout RecordWriter) {
    writer.name("arm")
    writer.object { arm.write(to: &$0) }
    writer.member("item", item)
    writer.member("name", name)
    writer.member("revision", revision)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    try reader.find("arm")
    let arm = try reader.object { (reader) throws(JSONProblem) in
      try PendingArm(from: &reader)
    }
    let item = try reader.attempted("item")
    let name = try reader.text("name")
    self.init(item: item, name: name, arm: arm, revision: try reader.text("revision"))
  }
}

extension PendingArm {
  func write(to writer: inout RecordWriter) {
    if case .block(let reference, let captures, let seat) = kind {
      writer.name("block")
      writer.object {
        $0.member("captures", captures)
        $0.member("declaration", reference.declaration)
        if let host = seat?.host { $0.member("host", host) }
        $0.member("ordinal", Int64(reference.ordinal))
        $0.member("user", seat?.user)
      }
    }
    if case .nothing(let why) = kind { writer.member("nothing", why) }
    writer.member("of_item", isOfItem)
    if case .wall(let why) = kind { writer.member("wall", why) }
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    var kind: Kind?
    if try reader.has("block") {
      kind = try reader.object { (reader) throws(JSONProblem) in
        let captures = try reader.fields("captures")
        let declaration = try reader.text("declaration")
        let host = try reader.hostIfAny("host")
        let ordinal = Int(clamping: try reader.int("ordinal"))
        let user = try reader.textIfAny("user")
        return .block(
          UndoReference(declaration: declaration, ordinal: ordinal), captures: captures,
          seat: host.map { SeatValue(host: $0, user: user) })
      }
    }
    if let why = try reader.textIfAny("nothing") { kind = .nothing(why) }
    let isOfItem = try reader.flag("of_item")
    if let why = try reader.textIfAny("wall") { kind = .wall(why) }
    guard let kind else { throw reader.problem("an arm is of no kind that this stile knows") }
    self.init(kind: kind, isOfItem: isOfItem)
  }
}

extension UndoStarted {
  func write(to writer: inout RecordWriter) {
    writer.member("pass", pass)
    writer.member("undo", undo)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let pass = try reader.int("pass")
    self.init(undo: try reader.int("undo"), pass: pass)
  }
}

extension UndoEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("by", by)
    writer.member("failure", failure)
    writer.member("outcome", outcome.rawValue)
    writer.member("pass", pass)
    writer.member("undo", undo)
    writer.member("why", why)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let by = try reader.textIfAny("by")
    let failure = try reader.failureIfAny("failure")
    let outcome: Outcome = try reader.word("outcome")
    let pass = try reader.int("pass")
    let undo = try reader.int("undo")
    self.init(
      undo: undo, pass: pass, outcome: outcome, failure: failure, by: by,
      why: try reader.textIfAny("why"))
  }
}

import StileMachine

extension ItemStarted {
  func write(to writer: inout RecordWriter) {
    if continues { writer.member("continues", true) }
    writer.member("family", family)
    writer.member("host", host)
    writer.member("item", item)
    writer.member("kind", kind.rawValue)
    writer.member("stages", stages)
    writer.member("tags", tags)
    writer.member("title", title)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let continues = try reader.flagIfAny("continues") ?? false
    let family = try reader.text("family")
    let host = try reader.textIfAny("host")
    let item = try reader.attempted("item")
    let kind: ItemReached.Kind = try reader.word("kind")
    let stages = try reader.texts("stages")
    let tags = try reader.texts("tags")
    self.init(
      item: item, family: family, kind: kind, title: try reader.text("title"), tags: tags,
      stages: stages, host: host, continues: continues)
  }
}

extension ItemEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("by", by)
    writer.member("evidence", evidence)
    writer.member("failure", failure)
    writer.member("item", item)
    writer.member("next_try", nextTry)
    writer.member("status", status.rawValue)
    writer.member("value", value)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let by = try reader.textIfAny("by")
    let evidence = try reader.textIfAny("evidence")
    let failure = try reader.failureIfAny("failure")
    let item = try reader.attempted("item")
    let nextTry = try reader.intIfAny("next_try")
    let status: ItemStatus = try reader.word("status")
    self.init(
      item: item, status: status, value: try reader.datumIfAny("value"), failure: failure,
      nextTry: nextTry, by: by, evidence: evidence)
  }
}

extension RecordWriter {
  mutating func member(_ name: StaticString, _ item: Attempted) {
    self.name(name)
    object {
      $0.member("generation", item.generation)
      $0.member("key", item.key)
      $0.member("try", item.tryNumber)
    }
  }

  mutating func member(_ name: StaticString, _ failure: FailureNote?) {
    guard let failure else { return }
    self.name(name)
    object {
      $0.member("details", failure.details)
      $0.member("kind", failure.kind.rawValue)
      $0.member("message", failure.message)
      $0.member("place", failure.place)
      $0.member("status", failure.status)
    }
  }
}

extension RecordReader {
  mutating func attempted(_ name: StaticString) throws(JSONProblem) -> Attempted {
    try find(name)
    return try object { (reader) throws(JSONProblem) in
      let generation = try reader.int("generation")
      let key = try reader.text("key")
      return Attempted(key: key, generation: generation, tryNumber: try reader.int("try"))
    }
  }

  mutating func failure(_ name: StaticString) throws(JSONProblem) -> FailureNote {
    guard let failure = try failureIfAny(name) else { throw problem("`\(name)` is missing") }
    return failure
  }

  mutating func failureIfAny(_ name: StaticString) throws(JSONProblem) -> FailureNote? {
    guard try has(name) else { return nil }
    return try object { (reader) throws(JSONProblem) in
      let details = try reader.texts("details")
      let kind: Failure.Kind = try reader.word("kind")
      let message = try reader.text("message")
      let place = try reader.textIfAny("place")
      return FailureNote(
        kind: kind, message: message, details: details, status: try reader.intIfAny("status"),
        place: place)
    }
  }
}

import StileMachine

extension PollOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("every", every)
    writer.member("holding", holding)
    writer.member("name", name)
    writer.member("within", within)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let every = try reader.intIfAny("every")
    let holding = try reader.intIfAny("holding")
    let name = try reader.text("name")
    self.init(name: name, within: try reader.intIfAny("within"), every: every, holding: holding)
  }
}

extension WaitOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("boot_id", bootID)
    writer.member("kept", isClockKept)
    writer.member("name", name)
    writer.name("rule")
    writer.object { writer in
      switch rule {
      case .span(let nanoseconds): writer.member("span", nanoseconds)
      case .until(let utc): writer.member("until", utc)
      case .window(let window): writer.member("window", window)
      }
    }
    writer.member("start", start)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let bootID = try reader.text("boot_id")
    let isClockKept = try reader.flagIfAny("kept") ?? false
    let name = try reader.text("name")
    try reader.find("rule")
    let rule = try reader.object { (reader) throws(JSONProblem) -> Rule in
      if let nanoseconds = try reader.intIfAny("span") { return .span(nanoseconds) }
      if let utc = try reader.intIfAny("until") { return .until(utc) }
      if let window = try reader.textIfAny("window") { return .window(window) }
      throw reader.problem("a wait has no rule that this stile knows")
    }
    self.init(
      name: name, rule: rule, start: try reader.moment("start"), bootID: bootID,
      isClockKept: isClockKept)
  }
}

extension WaitExpected {
  func write(to writer: inout RecordWriter) {
    writer.member("arithmetic", arithmetic)
    writer.member("due", due)
    writer.member("name", name)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let arithmetic = try reader.texts("arithmetic")
    let due = try reader.int("due")
    self.init(name: try reader.text("name"), due: due, arithmetic: arithmetic)
  }
}

extension WaitChange {
  /// Without `by` the wait is over.
  func write(to writer: inout RecordWriter) {
    if case .extended(let time) = kind { writer.member("by", time) }
    writer.member("id", id)
    writer.member("name", wait)
    writer.member("person", person)
    writer.member("terminal", terminal)
    writer.member("why", why)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let time = try reader.intIfAny("by")
    let id = try reader.text("id")
    let wait = try reader.text("name")
    let person = try reader.text("person")
    let terminal = try reader.textIfAny("terminal")
    self.init(
      id: id, wait: wait, kind: time.map { .extended(by: $0) } ?? .ended, person: person,
      terminal: terminal, why: try reader.text("why"))
  }
}

extension WaitAnchored {
  func write(to writer: inout RecordWriter) {
    writer.member("boot_id", bootID)
    writer.member("kept", isClockKept)
    writer.member("name", name)
    writer.member("remaining", remaining)
    writer.member("start", start)
    writer.member("trusted_by", trustedBy)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let bootID = try reader.text("boot_id")
    let isClockKept = try reader.flagIfAny("kept") ?? false
    let name = try reader.text("name")
    let remaining = try reader.int("remaining")
    let start = try reader.moment("start")
    self.init(
      name: name, start: start, bootID: bootID, isClockKept: isClockKept, remaining: remaining,
      trustedBy: try reader.text("trusted_by"))
  }
}

extension WindowOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("observation", observation)
    writer.member("window", window)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let observation = try reader.datum("observation")
    self.init(window: try reader.text("window"), observation: observation)
  }
}

extension WindowSeen {
  func write(to writer: inout RecordWriter) {
    writer.name("answer")
    writer.object { answer.write(to: &$0) }
    writer.member("window", window)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    try reader.find("answer")
    let answer = try reader.object { (reader) throws(JSONProblem) in
      try DNSAnswer(from: &reader)
    }
    self.init(window: try reader.text("window"), answer: answer)
  }
}

extension DNSAnswer {
  func write(to writer: inout RecordWriter) {
    writer.name("content")
    writer.object { writer in
      switch content {
      case .missing(let ttl): writer.member("missing", ttl)
      case .records(let records, let ttl):
        writer.member("records", records)
        writer.member("ttl", ttl)
      case .silent(let why): writer.member("silent", why)
      }
    }
    writer.name("question")
    writer.object {
      $0.member("name", question.name)
      $0.member("server", question.server)
      $0.member("type", question.type)
    }
    writer.member("received", received)
    writer.member("sent", sent)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    try reader.find("content")
    let content = try reader.object { (reader) throws(JSONProblem) -> Content in
      if let ttl = try reader.intIfAny("missing") { return .missing(ttl: ttl) }
      if try reader.has("records") {
        let records = try reader.texts()
        return .records(records, ttl: try reader.int("ttl"))
      }
      return .silent(try reader.text("silent"))
    }
    try reader.find("question")
    let question = try reader.object { (reader) throws(JSONProblem) in
      let name = try reader.text("name")
      let server = try reader.text("server")
      return DNSQuestion(server: server, name: name, type: try reader.text("type"))
    }
    let received = try reader.moment("received")
    self.init(
      question: question, content: content, sent: try reader.moment("sent"), received: received)
  }
}

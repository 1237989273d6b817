import StileMachine

// What left the process, and what came back.

extension ActIntended {
  func write(to writer: inout RecordWriter) {
    writer.member("class", effectClass.rawValue)
    writer.member("digest", digest)
    writer.member("ends_boot", endsBoot)
    writer.member("host", host)
    writer.member("name", name)
    writer.member("rendering", rendering)
    writer.member("user", user)
    writer.member("within", within)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let effectClass: EffectClass = try reader.word("class")
    let digest = try reader.text("digest")
    let endsBoot = try reader.textIfAny("ends_boot")
    let host = try reader.textIfAny("host")
    let name = try reader.text("name")
    let rendering = try reader.text("rendering")
    let user = try reader.textIfAny("user")
    self.init(
      name: name, effectClass: effectClass, digest: digest, rendering: rendering, host: host,
      user: user, within: try reader.intIfAny("within"), endsBoot: endsBoot)
  }
}

extension ActEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("attempt", attempt)
    writer.member("name", name)
    writer.name("outcome")
    writer.object { writer in
      switch outcome {
      case .exited(let output): writer.member("exited", output)
      case .failed(let failure): writer.member("failed", failure)
      case .lost: writer.member("lost", true)
      case .value(let value): writer.member("value", value)
      case .void: writer.member("void", true)
      }
    }
    writer.member("source", source.rawValue)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let attempt = try reader.text("attempt")
    let name = try reader.text("name")
    try reader.find("outcome")
    let outcome = try reader.object { (reader) throws(JSONProblem) -> Outcome in
      if try reader.has("exited") { return .exited(try reader.output()) }
      if let failure = try reader.failureIfAny("failed") { return .failed(failure) }
      if try reader.flagIfAny("lost") == true { return .lost }
      if let value = try reader.datumIfAny("value") { return .value(value) }
      if try reader.flagIfAny("void") == true { return .void }
      throw reader.problem("an act has no outcome that this stile knows")
    }
    self.init(
      attempt: attempt, name: name, outcome: outcome, source: try reader.word("source"))
  }
}

extension ProbeEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("digest", digest)
    writer.member("kind", kind.rawValue)
    writer.member("name", name)
    writer.name("outcome")
    writer.object { writer in
      switch outcome {
      case .failed(let failure): writer.member("failed", failure)
      case .value(let value): writer.member("value", value)
      }
    }
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let digest = try reader.text("digest")
    let kind: Kind = try reader.word("kind")
    let name = try reader.text("name")
    try reader.find("outcome")
    let outcome = try reader.object { (reader) throws(JSONProblem) -> Outcome in
      if let failure = try reader.failureIfAny("failed") { return .failed(failure) }
      return .value(try reader.datum("value"))
    }
    self.init(name: name, kind: kind, digest: digest, outcome: outcome)
  }
}

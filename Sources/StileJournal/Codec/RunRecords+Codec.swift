import StileMachine

// What a run is, who has it in hand, where it leads: members in the order of their names.

extension RunOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("file", file)
    writer.member("format", format)
    writer.member("language", language)
    writer.member("person", person)
    writer.member("revision", revision)
    writer.member("runbook", runbook)
    writer.member("title", title)
    writer.member("tool", tool)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let file = try reader.text("file")
    let format = try reader.int("format")
    let language = try reader.int("language")
    let person = try reader.person("person")
    let revision = try reader.text("revision")
    let runbook = try reader.text("runbook")
    let title = try reader.text("title")
    self.init(
      format: format, language: language, tool: try reader.text("tool"), runbook: runbook,
      title: title, file: file, person: person, revision: revision)
  }
}

extension RevisionAdded {
  func write(to writer: inout RecordWriter) {
    writer.member("arguments", arguments)
    if !choices.isEmpty {
      writer.name("choices")
      writer.array(choices) { writer, choice in
        writer.object {
          $0.member("by", choice.by)
          $0.member("key", choice.key)
          $0.member("why", choice.why)
          $0.member("word", choice.word.rawValue)
        }
      }
    }
    writer.member("entry", entry)
    writer.name("files")
    writer.array(files) { writer, file in
      writer.object {
        $0.member("name", file.name)
        $0.member("standard", file.isStandard)
        $0.member("text", keeping: file.bytes)
      }
    }
    writer.member("hash", hash)
    writer.member("person", person)
    if !rearmings.isEmpty {
      writer.name("rearmings")
      writer.array(rearmings) { writer, rearming in
        writer.object {
          $0.member("declaration", rearming.declaration)
          $0.member("ordinal", rearming.ordinal)
          $0.member("undo", rearming.undo)
        }
      }
    }
    if !renamings.isEmpty {
      writer.name("renamings")
      writer.array(renamings) { writer, renaming in
        writer.object {
          $0.member("family", renaming.family)
          $0.member("from", renaming.from)
          $0.member("to", renaming.to)
        }
      }
    }
    if !walls.isEmpty { writer.member("walls", walls) }
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let arguments = try reader.fields("arguments")
    let choices = try reader.has("choices") ? try reader.choices() : []
    let entry = try reader.text("entry")
    try reader.find("files")
    let files = try reader.array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let name = try reader.text("name")
        let isStandard = try reader.flag("standard")
        return File(name: name, isStandard: isStandard, bytes: try reader.kept("text"))
      }
    }
    let hash = try reader.text("hash")
    let person = try reader.person("person")
    let rearmings = try reader.has("rearmings") ? try reader.rearmings() : []
    let renamings = try reader.has("renamings") ? try reader.renamings() : []
    let walls = try reader.has("walls") ? try reader.texts() : []
    self.init(
      hash: hash, entry: entry, files: files, arguments: arguments, person: person,
      choices: choices, renamings: renamings, rearmings: rearmings, walls: walls)
  }
}

extension RecordReader {
  fileprivate mutating func choices() throws(JSONProblem) -> [EditChoice] {
    try array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let by = try reader.text("by")
        let key = try reader.text("key")
        let why = try reader.text("why")
        return EditChoice(key: key, word: try reader.word("word"), by: by, why: why)
      }
    }
  }

  fileprivate mutating func rearmings() throws(JSONProblem) -> [Rearming] {
    try array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let declaration = try reader.text("declaration")
        let ordinal = try reader.int("ordinal")
        return Rearming(undo: try reader.int("undo"), declaration: declaration, ordinal: ordinal)
      }
    }
  }

  fileprivate mutating func renamings() throws(JSONProblem) -> [Renaming] {
    try array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let family = try reader.text("family")
        let from = try reader.text("from")
        return Renaming(from: from, to: try reader.text("to"), family: family)
      }
    }
  }
}

extension LeaseTaken {
  func write(to writer: inout RecordWriter) {
    writer.member("epoch", epoch)
    writer.member("nonce", nonce)
    writer.member("person", person)
    writer.member("process", process)
    writer.member("reason", reason.rawValue)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let epoch = try reader.int("epoch")
    let nonce = try reader.text("nonce")
    let person = try reader.person("person")
    let process = try reader.int("process")
    self.init(
      epoch: epoch, nonce: nonce, person: person, process: process,
      reason: try reader.word("reason"))
  }
}

extension DecisionMade {
  func write(to writer: inout RecordWriter) {
    writer.member("about", about)
    writer.member("by", by)
    writer.member("choice", choice)
    writer.member("why", why)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let about = try reader.text("about")
    let by = try reader.text("by")
    let choice = try reader.text("choice")
    self.init(about: about, choice: choice, by: by, why: try reader.text("why"))
  }
}

extension DirectionTurned {
  func write(to writer: inout RecordWriter) {
    writer.member("direction", direction.rawValue)
    writer.member("forgotten", forgotten)
    writer.member("person", person)
    writer.member("why", why)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let direction: Direction = try reader.word("direction")
    let forgotten = try reader.texts("forgotten")
    let person = try reader.text("person")
    self.init(
      direction: direction, person: person, why: try reader.text("why"), forgotten: forgotten)
  }
}

extension RunParked {
  func write(to writer: inout RecordWriter) {
    writer.member("due", due)
    writer.member("reason", reason.rawValue)
    writer.member("text", text)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let due = try reader.intIfAny("due")
    let reason: Reason = try reader.word("reason")
    self.init(reason: reason, text: try reader.text("text"), due: due)
  }
}

extension RunEnded {
  func write(to writer: inout RecordWriter) {
    writer.member("text", text)
    writer.member("undelivered", undelivered)
    writer.member("verdict", verdict.rawValue)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let text = try reader.text("text")
    let undelivered = try reader.texts("undelivered")
    self.init(verdict: try reader.word("verdict"), text: text, undelivered: undelivered)
  }
}

extension RecordWriter {
  mutating func member(_ name: StaticString, _ person: Person) {
    self.name(name)
    object {
      $0.member("machine", person.machine)
      $0.member("name", person.name)
      $0.member("terminal", person.terminal)
      $0.member("uid", person.uid)
    }
  }
}

extension RecordReader {
  mutating func person(_ name: StaticString) throws(JSONProblem) -> Person {
    try find(name)
    return try object { (reader) throws(JSONProblem) in
      let machine = try reader.text("machine")
      let name = try reader.text("name")
      let terminal = try reader.textIfAny("terminal")
      return Person(name: name, uid: try reader.int("uid"), machine: machine, terminal: terminal)
    }
  }
}

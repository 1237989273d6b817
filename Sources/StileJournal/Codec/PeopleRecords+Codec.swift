import StileMachine

// What goes to people and what comes back from them.

extension OutboxAdded {
  func write(to writer: inout RecordWriter) {
    writer.name("message")
    writer.object {
      $0.member("body", message.body)
      $0.member("channel", message.channel)
      $0.member("id", message.id)
      $0.member("subject", message.subject)
    }
    writer.member("name", name)
    writer.member("required", isRequired)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    try reader.find("message")
    let message = try reader.object { (reader) throws(JSONProblem) in
      let body = try reader.text("body")
      let channel = try reader.datum("channel")
      let id = try reader.text("id")
      return Message(
        id: id, channel: channel, subject: try reader.textIfAny("subject"), body: body)
    }
    let name = try reader.text("name")
    self.init(name: name, message: message, isRequired: try reader.flag("required"))
  }
}

extension OutboxTried {
  func write(to writer: inout RecordWriter) {
    writer.member("message", message)
    writer.member("next", next)
    writer.member("number", number)
    writer.member("problem", problem)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let message = try reader.text("message")
    let next = try reader.intIfAny("next")
    let number = try reader.int("number")
    self.init(
      message: message, number: number, problem: try reader.textIfAny("problem"), next: next)
  }
}

extension QuestionOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("about", about)
    writer.name("choices")
    writer.array(question.choices) { writer, choice in
      writer.object {
        $0.member("asks", choice.asks)
        $0.member("meaning", choice.meaning)
        $0.member("word", choice.word)
      }
    }
    writer.member("id", id)
    writer.member("kind", question.kind.rawValue)
    writer.member("text", question.text)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let about = try reader.text("about")
    try reader.find("choices")
    let choices = try reader.array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let asks = try reader.textIfAny("asks")
        let meaning = try reader.text("meaning")
        return Question.Choice(word: try reader.text("word"), meaning: meaning, asks: asks)
      }
    }
    let id = try reader.text("id")
    let kind: Question.Kind = try reader.word("kind")
    self.init(
      id: id, about: about,
      question: Question(kind: kind, text: try reader.text("text"), choices: choices))
  }
}

extension QuestionAnswered {
  func write(to writer: inout RecordWriter) {
    writer.member("id", id)
    writer.member("person", answer.person)
    writer.member("terminal", answer.terminal)
    writer.member("text", answer.text)
    writer.member("word", answer.word)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let id = try reader.text("id")
    let person = try reader.text("person")
    let terminal = try reader.textIfAny("terminal")
    let text = try reader.text("text")
    self.init(
      id: id,
      answer: PersonAnswer(
        word: try reader.text("word"), text: text, person: person, terminal: terminal))
  }
}

extension PersonNote {
  func write(to writer: inout RecordWriter) {
    writer.member("id", id)
    writer.member("person", person)
    writer.member("terminal", terminal)
    writer.member("text", text)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let id = try reader.text("id")
    let person = try reader.text("person")
    let terminal = try reader.textIfAny("terminal")
    self.init(id: id, text: try reader.text("text"), person: person, terminal: terminal)
  }
}

import StileMachine

extension SampleOpened {
  func write(to writer: inout RecordWriter) {
    writer.member("duration", duration)
    writer.member("every", every)
    writer.member("name", name)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let duration = try reader.int("duration")
    let every = try reader.int("every")
    self.init(name: try reader.text("name"), every: every, duration: duration)
  }
}

extension SampleTaken {
  func write(to writer: inout RecordWriter) {
    writer.member("name", name)
    writer.name("points")
    writer.array(points) { writer, point in
      writer.object {
        $0.member("at", point.at)
        $0.member("value", Datum.float(point.value))
      }
    }
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let name = try reader.text("name")
    try reader.find("points")
    let points = try reader.array { (reader) throws(JSONProblem) in
      try reader.object { (reader) throws(JSONProblem) in
        let at = try reader.int("at")
        guard case .float(let value) = try reader.datum("value") else {
          throw reader.problem("a sample took what is no number")
        }
        return SamplePoint(at: at, value: value)
      }
    }
    self.init(name: name, points: points)
  }
}

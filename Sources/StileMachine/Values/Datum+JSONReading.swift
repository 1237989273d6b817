extension Datum {
  /// Reads what `write` wrote; `load` gives back the bytes that were kept under a name.
  package init(
    from reader: inout JSONReader, load: (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) {
    switch try reader.kind() {
    case .null:
      try reader.null()
      self = .none
    case .bool: self = .bool(try reader.bool())
    case .number: self = .int(try reader.int())
    case .string: self = .string(try reader.string())
    case .array:
      var elements: [Datum] = []
      try reader.beginArray()
      while try reader.nextElement() { elements.append(try Datum(from: &reader, load: load)) }
      self = .list(elements)
    case .object:
      try reader.beginObject()
      guard let tag = try reader.nextName() else { throw reader.problem("a value has no type") }
      self = try Self.read(tagged: tag, from: &reader, load: load)
      if try reader.nextMember() { throw reader.problem("a value has two types") }
    }
  }

  private static func read(
    tagged tag: String, from reader: inout JSONReader,
    load: (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) -> Datum {
    switch tag {
    case "Float":
      guard let value = Double(try reader.string()) else { throw reader.problem("no Float") }
      return .float(value)
    case "Bytes": return .bytes(try reader.base64())
    case "Duration": return .duration(try reader.int())
    case "Time": return .time(try reader.int())
    case "Size": return .size(try reader.int())
    case "Path": return .path(try reader.text())
    case "User": return .user(try reader.string())
    case "DomainName": return .domainName(try reader.string())
    case "Url": return .url(try reader.string())
    case "Map": return .map(try DatumField.read(from: &reader, load: load))
    case "Output": return .output(try CommandOutput(from: &reader, load: load))
    case "Json": return .json(try reader.value())
    case "Command": return .command(try CommandText(from: &reader))
    case "secret": return .secret(try SecretText(from: &reader))
    case "record":
      try reader.beginArray()
      let type = try reader.element { (reader) throws(JSONProblem) in try reader.string() }
      let fields = try reader.element { (reader) throws(JSONProblem) in
        try read(membersFrom: &reader, load: load)
      }
      if try reader.nextElement() { throw reader.problem("a record has a type and fields only") }
      return .record(type, fields)
    default:
      let fields = try read(membersFrom: &reader, load: load)
      guard let dot = tag.utf8.lastIndex(of: UInt8(ascii: ".")) else { return .record(tag, fields) }
      return .enumCase(
        type: String(tag[..<dot]), name: String(tag[tag.utf8.index(after: dot)...]), fields)
    }
  }

  private static func read(
    membersFrom reader: inout JSONReader, load: (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) -> [DatumField] {
    var fields: [DatumField] = []
    try reader.beginObject()
    while let name = try reader.nextName() {
      fields.append(DatumField(name, try Datum(from: &reader, load: load)))
    }
    return fields
  }
}

extension DatumField {
  /// Reads the pairs that `write` wrote.
  package static func read(
    from reader: inout JSONReader, load: (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) -> [DatumField] {
    var fields: [DatumField] = []
    try reader.beginArray()
    while try reader.nextElement() {
      try reader.beginArray()
      let name = try reader.element { (reader) throws(JSONProblem) in try reader.string() }
      let value = try reader.element { (reader) throws(JSONProblem) in
        try Datum(from: &reader, load: load)
      }
      if try reader.nextElement() { throw reader.problem("a field is a name and a value only") }
      fields.append(DatumField(name, value))
    }
    return fields
  }
}

extension CommandOutput {
  package init(
    from reader: inout JSONReader, load: (String) throws(JSONProblem) -> [UInt8]
  ) throws(JSONProblem) {
    var status: Int64?
    var stdout: [UInt8] = []
    var stderr: [UInt8] = []
    var isCut = false
    try reader.beginObject()
    while let name = try reader.nextName() {
      switch name {
      case "cut": isCut = try reader.bool()
      case "status": status = try reader.int()
      case "stdout": stdout = try Self.bytes(try reader.string(), load: load)
      case "stderr": stderr = try Self.bytes(try reader.string(), load: load)
      default: try reader.skip()
      }
    }
    guard let status else { throw reader.problem("an output has no status") }
    self.init(status: status, stdout: stdout, stderr: stderr, isCut: isCut)
  }

  private static func bytes(_ name: String, load: (String) throws(JSONProblem) -> [UInt8])
    throws(JSONProblem) -> [UInt8]
  {
    name.isEmpty ? [] : try load(name)
  }
}

extension SecretText {
  package init(from reader: inout JSONReader) throws(JSONProblem) {
    if try reader.kind() == .string {
      self.init(pieces: [.secret(try reader.string())])
      return
    }
    var pieces: [Piece] = []
    try reader.beginArray()
    while try reader.nextElement() {
      if try reader.kind() == .string {
        pieces.append(.text(try reader.string()))
        continue
      }
      try reader.beginObject()
      guard try reader.nextName() == "name" else { throw reader.problem("a secret has no name") }
      pieces.append(.secret(try reader.string()))
      if try reader.nextMember() { throw reader.problem("a secret has a name only") }
    }
    self.init(pieces: pieces)
  }
}

extension CommandText {
  package init(from reader: inout JSONReader) throws(JSONProblem) {
    var rendering = ""
    var script: String?
    var words: [[UInt8]] = []
    var hasPipe = false
    try reader.beginObject()
    while let name = try reader.nextName() {
      switch name {
      case "rendering": rendering = try reader.string()
      case "script": script = try reader.string()
      case "pipe": hasPipe = try reader.bool()
      case "arguments", "words": words = try reader.texts()
      default: try reader.skip()
      }
    }
    let form: Form =
      if let script { .script(script, arguments: words, hasPipe: hasPipe) } else { .words(words) }
    self.init(form: form, rendering: rendering)
  }
}

extension JSONReader {
  /// One element of an array whose length is known.
  package mutating func element<Element>(
    _ read: (inout JSONReader) throws(JSONProblem) -> Element
  ) throws(JSONProblem) -> Element {
    guard try nextElement() else { throw problem("an element is missing") }
    return try read(&self)
  }

  package mutating func base64() throws(JSONProblem) -> [UInt8] {
    guard let bytes = Base64.bytes(try string()) else { throw problem("no base64") }
    return bytes
  }

  /// Bytes that are text almost always, as `JSONWriter.text` writes them.
  package mutating func text() throws(JSONProblem) -> [UInt8] {
    if try kind() == .string { return Array(try string().utf8) }
    try beginObject()
    guard try nextName() == "base64" else { throw problem("neither text nor base64") }
    let bytes = try base64()
    if try nextMember() { throw problem("more than base64") }
    return bytes
  }

  package mutating func texts() throws(JSONProblem) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    try beginArray()
    while try nextElement() { texts.append(try text()) }
    return texts
  }
}

import StileMachine

/// Reads one record's line. Members come in the order of their names, so that each is found by
/// going on; one that this version does not know is passed over.
struct RecordReader {
  private var json: JSONReader
  /// The bytes that are kept under a name.
  private let load: (String) throws(JSONProblem) -> [UInt8]
  /// Where the name of the next member lies, if it was looked at and not wanted yet.
  private var pending: Range<Int>?
  /// The innermost object has no more members; its brace was taken.
  private var isAtEnd = false

  init(_ line: [UInt8], load: @escaping (String) throws(JSONProblem) -> [UInt8]) {
    json = JSONReader(line, depthLimit: JSONReader.journalDepthLimit)
    self.load = load
  }

  func problem(_ message: String) -> JSONProblem { json.problem(message) }

  /// Nothing may follow the line's object.
  mutating func end() throws(JSONProblem) { try json.end() }

  // MARK: Members

  /// Goes to the member of this name; false if the object has none.
  mutating func has(_ name: StaticString) throws(JSONProblem) -> Bool {
    while !isAtEnd {
      if pending == nil {
        guard try json.nextMember() else {
          isAtEnd = true
          return false
        }
        pending = try json.rawString().content
        try json.colon()
      }
      switch order(name) {
      case 0:
        pending = nil
        return true
      case 1...: return false
      default:
        pending = nil
        try json.skip()
      }
    }
    return false
  }

  /// Goes to the member of this name, which is always there.
  mutating func find(_ name: StaticString) throws(JSONProblem) {
    guard try has(name) else { throw problem("`\(name)` is missing") }
  }

  /// Below 0 if the pending name stands before `name`, 0 if it is `name`, else above.
  private func order(_ name: StaticString) -> Int {
    guard let pending else { return 1 }
    return name.withUTF8Buffer { wanted in
      for index in 0..<min(pending.count, wanted.count) {
        let byte = json.bytes[pending.lowerBound + index]
        if byte != wanted[index] { return byte < wanted[index] ? -1 : 1 }
      }
      return pending.count - wanted.count
    }
  }

  // MARK: Values

  mutating func object<Value>(
    _ read: (inout RecordReader) throws(JSONProblem) -> Value
  ) throws(JSONProblem) -> Value {
    try json.beginObject()
    let value = try read(&self)
    if pending != nil { try json.skip() }
    pending = nil
    while !isAtEnd, try json.nextMember() {
      try json.skipString()
      try json.colon()
      try json.skip()
    }
    isAtEnd = false
    return value
  }

  mutating func array<Element>(
    _ read: (inout RecordReader) throws(JSONProblem) -> Element
  ) throws(JSONProblem) -> [Element] {
    var elements: [Element] = []
    try json.beginArray()
    while try json.nextElement() { elements.append(try read(&self)) }
    return elements
  }

  mutating func text() throws(JSONProblem) -> String {
    guard json.comes(Self.blobMark) else { return try json.string() }
    var kept = JSONReader(try blob(), depthLimit: JSONReader.journalDepthLimit)
    let text = try kept.string()
    try kept.end()
    return text
  }

  mutating func datum() throws(JSONProblem) -> Datum {
    guard json.comes(Self.blobMark) else { return try Datum(from: &json, load: load) }
    var kept = JSONReader(try blob(), depthLimit: JSONReader.journalDepthLimit)
    let datum = try Datum(from: &kept, load: load)
    try kept.end()
    return datum
  }

  mutating func texts() throws(JSONProblem) -> [String] {
    try array { (reader) throws(JSONProblem) in try reader.text() }
  }

  /// Bytes that are text almost always.
  mutating func bytes() throws(JSONProblem) -> [UInt8] { try json.text() }

  mutating func output() throws(JSONProblem) -> CommandOutput {
    try CommandOutput(from: &json, load: load)
  }

  private static let blobMark: StaticString = "{\"blob\":"

  private mutating func blob() throws(JSONProblem) -> [UInt8] {
    try object { (reader) throws(JSONProblem) in try reader.kept("blob") }
  }

  // MARK: Members by kind of value

  mutating func flag(_ name: StaticString) throws(JSONProblem) -> Bool {
    try find(name)
    return try json.bool()
  }

  mutating func flagIfAny(_ name: StaticString) throws(JSONProblem) -> Bool? {
    try has(name) ? try json.bool() : nil
  }

  mutating func int(_ name: StaticString) throws(JSONProblem) -> Int64 {
    try find(name)
    return try json.int()
  }

  mutating func intIfAny(_ name: StaticString) throws(JSONProblem) -> Int64? {
    try has(name) ? try json.int() : nil
  }

  mutating func text(_ name: StaticString) throws(JSONProblem) -> String {
    try find(name)
    return try text()
  }

  /// A text that is almost always the same as in the record before: then no new one is made.
  mutating func text(_ name: StaticString, usually known: String?) throws(JSONProblem) -> String {
    try find(name)
    if let known, try json.take(known) { return known }
    return try text()
  }

  mutating func textIfAny(_ name: StaticString) throws(JSONProblem) -> String? {
    try has(name) ? try text() : nil
  }

  mutating func texts(_ name: StaticString) throws(JSONProblem) -> [String] {
    try find(name)
    return try texts()
  }

  /// One of the words of an enum.
  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString) throws(JSONProblem)
    -> Word
  {
    let text = try text(name)
    guard let word = Word(rawValue: text) else {
      throw problem("`\(text.prefix(40))` is no `\(name)` that this stile knows")
    }
    return word
  }

  mutating func datum(_ name: StaticString) throws(JSONProblem) -> Datum {
    try find(name)
    return try datum()
  }

  mutating func datumIfAny(_ name: StaticString) throws(JSONProblem) -> Datum? {
    try has(name) ? try datum() : nil
  }

  mutating func fields(_ name: StaticString) throws(JSONProblem) -> [DatumField] {
    try find(name)
    return try array { (reader) throws(JSONProblem) in
      try reader.json.beginArray()
      guard try reader.json.nextElement() else { throw reader.problem("a field has no name") }
      let name = try reader.text()
      guard try reader.json.nextElement() else { throw reader.problem("a field has no value") }
      let value = try reader.datum()
      if try reader.json.nextElement() { throw reader.problem("a field has two values") }
      return DatumField(name, value)
    }
  }

  mutating func moment(_ name: StaticString) throws(JSONProblem) -> Moment {
    try find(name)
    return try object { (reader) throws(JSONProblem) in
      let boot = try reader.int("boot")
      return Moment(utc: try reader.int("utc"), boot: boot)
    }
  }

  /// Bytes that are a blob, whatever their length.
  mutating func kept(_ name: StaticString) throws(JSONProblem) -> [UInt8] {
    try load(try text(name))
  }
}

import StileMachine

/// Writes one record's line: JSON without white space, members in the order of their names.
///
/// Large things do not belong into a line. They are kept beside it, by the SHA-256 of their bytes.
struct RecordWriter {
  /// A text or value whose JSON is longer stands in the line as `{"blob":"…"}`.
  static let inlineLimit = 64 * 1024

  private(set) var json = JSONWriter(reservingCapacity: 512)
  private(set) var blobs: [Blob] = []

  // MARK: Values

  mutating func value(_ text: String) {
    let mark = json.mark
    json.string(text)
    moveOutIfLarge(since: mark)
  }

  mutating func value(_ datum: Datum) {
    let mark = json.mark
    var kept: [Blob] = []
    datum.write(to: &json) { Self.keep($0, in: &kept) }
    blobs += kept
    moveOutIfLarge(since: mark)
  }

  mutating func value(_ moment: Moment) {
    object {
      $0.member("boot", moment.boot)
      $0.member("utc", moment.utc)
    }
  }

  mutating func object(_ write: (inout RecordWriter) -> Void) {
    json.beginObject()
    write(&self)
    json.endObject()
  }

  mutating func array<Element>(
    _ elements: [Element], _ write: (inout RecordWriter, Element) -> Void
  ) {
    json.beginArray()
    for element in elements { write(&self, element) }
    json.endArray()
  }

  private static func keep(_ bytes: [UInt8], in blobs: inout [Blob]) -> String {
    let blob = Blob(bytes)
    blobs.append(blob)
    return blob.hash
  }

  private mutating func moveOutIfLarge(since mark: JSONWriter.Mark) {
    guard json.count(since: mark) > Self.inlineLimit else { return }
    let bytes = json.takeBack(to: mark)
    object { $0.member("blob", keeping: bytes) }
  }

  // MARK: Members

  mutating func name(_ name: StaticString) { json.name(name) }

  mutating func member(_ name: StaticString, _ value: Bool) {
    json.name(name)
    json.bool(value)
  }

  mutating func member(_ name: StaticString, _ value: Int64) {
    json.name(name)
    json.int(value)
  }

  mutating func member(_ name: StaticString, _ value: String) {
    json.name(name)
    self.value(value)
  }

  mutating func member(_ name: StaticString, _ value: Datum) {
    json.name(name)
    self.value(value)
  }

  mutating func member(_ name: StaticString, _ value: Moment) {
    json.name(name)
    self.value(value)
  }

  mutating func member(_ name: StaticString, _ values: [String]) {
    json.name(name)
    array(values) { $0.value($1) }
  }

  /// Pairs of a name and a value, in order.
  mutating func member(_ name: StaticString, _ fields: [DatumField]) {
    json.name(name)
    array(fields) { writer, field in
      writer.json.beginArray()
      writer.value(field.name)
      writer.value(field.value)
      writer.json.endArray()
    }
  }

  /// An absent member says `nil`.
  mutating func member(_ name: StaticString, _ value: Int64?) {
    if let value { member(name, value) }
  }

  mutating func member(_ name: StaticString, _ value: String?) {
    if let value { member(name, value) }
  }

  mutating func member(_ name: StaticString, _ value: Datum?) {
    if let value { member(name, value) }
  }

  /// Bytes that are a blob, whatever their length.
  mutating func member(_ name: StaticString, keeping bytes: [UInt8]) {
    json.name(name)
    json.string(Self.keep(bytes, in: &blobs))
  }

  /// Bytes that are text almost always.
  mutating func member(_ name: StaticString, text bytes: [UInt8]) {
    json.name(name)
    json.text(bytes)
  }

  mutating func member(_ name: StaticString, _ output: CommandOutput) {
    json.name(name)
    var kept: [Blob] = []
    output.write(to: &json) { Self.keep($0, in: &kept) }
    blobs += kept
  }
}

// Values in the journal: Bool, Int, String, lists and `none` as JSON has them, all else an object
// with one member that names the type. docs/reference/journal.md has the table.
//
// The members inside a value keep their order, because the order of a record's fields and of a JSON
// document's members is a part of the value; everywhere else in the journal names are sorted.

extension Datum {
  /// Writes it; bytes that do not belong into a line go to `keep`, which answers with their name.
  package func write(to writer: inout JSONWriter, keep: ([UInt8]) -> String) {
    switch self {
    case .none: writer.null()
    case .bool(let value): writer.bool(value)
    case .int(let value): writer.int(value)
    case .string(let value): writer.string(value)
    case .list(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer, keep: keep) }
      writer.endArray()
    case .record(let type, let fields):
      Self.write(record: type, fields, to: &writer, keep: keep)
    default:
      writer.beginObject()
      writeTagged(to: &writer, keep: keep)
      writer.endObject()
    }
  }

  private func writeTagged(to writer: inout JSONWriter, keep: ([UInt8]) -> String) {
    switch self {
    case .none, .bool, .int, .string, .list, .record: break
    case .float(let value):
      writer.name("Float")
      writer.string(value.description)
    case .bytes(let bytes):
      writer.name("Bytes")
      writer.string(Base64.text(bytes))
    case .duration(let nanoseconds):
      writer.name("Duration")
      writer.int(nanoseconds)
    case .time(let nanoseconds):
      writer.name("Time")
      writer.int(nanoseconds)
    case .size(let bytes):
      writer.name("Size")
      writer.int(bytes)
    case .path(let bytes):
      writer.name("Path")
      writer.text(bytes)
    case .user(let name):
      writer.name("User")
      writer.string(name)
    case .domainName(let name):
      writer.name("DomainName")
      writer.string(name)
    case .url(let text):
      writer.name("Url")
      writer.string(text)
    case .map(let entries):
      writer.name("Map")
      DatumField.write(entries, to: &writer, keep: keep)
    case .enumCase(let type, let name, let fields):
      writer.name("\(type).\(name)")
      Self.write(members: fields, to: &writer, keep: keep)
    case .output(let output):
      writer.name("Output")
      output.write(to: &writer, keep: keep)
    case .json(let document):
      writer.name("Json")
      writer.value(document, sortingNames: false)
    case .secret(let text):
      writer.name("secret")
      text.write(to: &writer)
    case .command(let command):
      writer.name("Command")
      command.write(to: &writer)
    }
  }

  /// A record by its type's name, unless that could be taken for something else.
  private static func write(
    record type: String, _ fields: [DatumField], to writer: inout JSONWriter,
    keep: ([UInt8]) -> String
  ) {
    writer.beginObject()
    if reserved.contains(type) || type.utf8.contains(UInt8(ascii: ".")) {
      writer.name("record")
      writer.beginArray()
      writer.string(type)
      write(members: fields, to: &writer, keep: keep)
      writer.endArray()
    } else {
      writer.name(type)
      write(members: fields, to: &writer, keep: keep)
    }
    writer.endObject()
  }

  private static func write(
    members fields: [DatumField], to writer: inout JSONWriter, keep: ([UInt8]) -> String
  ) {
    writer.beginObject()
    for field in fields {
      writer.name(field.name)
      field.value.write(to: &writer, keep: keep)
    }
    writer.endObject()
  }

  /// What a one-member object may be other than a record.
  private static let reserved: Set<String> = [
    "Float", "Bytes", "Duration", "Time", "Size", "Path", "User", "DomainName", "Url", "Map",
    "Output", "Json", "Command", "secret", "record", "blob",
  ]
}

extension DatumField {
  /// As pairs, `[["name",value],…]`: an object could not have one name twice, nor be sorted.
  package static func write(
    _ fields: [DatumField], to writer: inout JSONWriter, keep: ([UInt8]) -> String
  ) {
    writer.beginArray()
    for field in fields {
      writer.beginArray()
      writer.string(field.name)
      field.value.write(to: &writer, keep: keep)
      writer.endArray()
    }
    writer.endArray()
  }
}

extension CommandOutput {
  package func write(to writer: inout JSONWriter, keep: ([UInt8]) -> String) {
    writer.beginObject()
    if isCut {
      writer.name("cut")
      writer.bool(true)
    }
    writer.name("status")
    writer.int(status)
    writer.name("stderr")
    writer.string(stderr.isEmpty ? "" : keep(stderr))
    writer.name("stdout")
    writer.string(stdout.isEmpty ? "" : keep(stdout))
    writer.endObject()
  }
}

extension SecretText {
  /// One secret as its name; a text with secrets in it as an array of texts and `{"name":…}`.
  package func write(to writer: inout JSONWriter) {
    if pieces.count == 1, case .secret(let name)? = pieces.first { return writer.string(name) }
    writer.beginArray()
    for piece in pieces {
      switch piece {
      case .text(let text): writer.string(text)
      case .secret(let name):
        writer.beginObject()
        writer.name("name")
        writer.string(name)
        writer.endObject()
      }
    }
    writer.endArray()
  }
}

extension CommandText {
  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch form {
    case .words(let words):
      writer.name("rendering")
      writer.string(rendering)
      writer.name("words")
      writer.texts(words)
    case .script(let script, let arguments, let hasPipe):
      writer.name("arguments")
      writer.texts(arguments)
      writer.name("pipe")
      writer.bool(hasPipe)
      writer.name("rendering")
      writer.string(rendering)
      writer.name("script")
      writer.string(script)
    }
    writer.endObject()
  }
}

extension JSONWriter {
  /// Bytes that are text almost always: a string, else `{"base64":…}`.
  package mutating func text(_ bytes: [UInt8]) {
    if let text = String(validating: bytes, as: UTF8.self) { return string(text) }
    beginObject()
    name("base64")
    string(Base64.text(bytes))
    endObject()
  }

  package mutating func texts(_ texts: [[UInt8]]) {
    beginArray()
    for bytes in texts { text(bytes) }
    endArray()
  }
}

import StileJournal
import StileMachine
import StileSyntax

/// The fingerprint of a request: an effect that is given back must be the one that is asked for.
///
/// It leaves out what may change between two processes without changing the request: a host counts
/// by its name, a secret by its name.
enum RequestDigest {
  static func hex(of request: EffectRequest) -> String {
    var writer = JSONWriter(reservingCapacity: 512)
    writer.beginArray()
    write(request, to: &writer)
    writer.endArray()
    return Fingerprint.of(writer.bytes)
  }

  static func hex(ofText text: String) -> String { Fingerprint.of(Array(text.utf8)) }

  private static func write(_ request: EffectRequest, to writer: inout JSONWriter) {
    switch request {
    case .command(let command):
      writer.string(command.execution.rawValue)
      write(command, to: &writer)
    case .native(let native):
      writer.string("native")
      writer.string(native.name)
      DatumField.write(native.arguments, to: &writer, keep: Fingerprint.of)
    case .window(let observation):
      writer.string("window")
      observation.write(to: &writer, keep: Fingerprint.of)
    case .wait(let rule):
      writer.string("wait")
      write(rule, to: &writer)
    case .notify(let notice):
      writer.string("notify")
      Datum.list(notice.channels).write(to: &writer, keep: Fingerprint.of)
      writer.string(notice.subject ?? "")
      writer.string(notice.text)
    case .question(let question):
      writer.string(question.kind.rawValue)
      writer.string(question.text)
    case .undoStep(let family):
      writer.string("undo")
      writer.string(family)
    }
  }

  private static func write(_ command: CommandRequest, to writer: inout JSONWriter) {
    writer.string(command.host.name)
    command.command.write(to: &writer)
    // Only where it is said, so that an older journal's requests are still the same.
    if let user = command.user { writer.string("as \(user)") }
    write(command.directory.map { .plain($0) }, to: &writer)
    write(command.stdin, to: &writer)
    writer.beginArray()
    for variable in command.environment {
      writer.string(variable.name)
      write(variable.value, to: &writer)
    }
    writer.endArray()
    writer.int(command.within ?? -1)
    writer.beginArray()
    for status in command.allowed { writer.int(status) }
    writer.endArray()
    if command.reboots { writer.string("reboots") }
  }

  private static func write(_ text: CommandRequest.Text?, to writer: inout JSONWriter) {
    switch text {
    case .plain(let bytes): writer.text(bytes)
    case .secret(let secret): Datum.secret(secret).write(to: &writer, keep: Fingerprint.of)
    case nil: writer.null()
    }
  }

  private static func write(_ rule: WaitRule, to writer: inout JSONWriter) {
    switch rule {
    case .span(let span):
      writer.string("span")
      writer.int(span)
    case .until(let time):
      writer.string("until")
      writer.int(time)
    case .ttl(let observation):
      writer.string("ttl")
      observation.write(to: &writer, keep: Fingerprint.of)
    case .window(let window):
      writer.string("window")
      window.write(to: &writer, keep: Fingerprint.of)
    }
  }
}

import Glibc
package import StileMachine

/// The folder through which other terminals reach the process that has a run in hand.
///
/// Only that process writes the journal. Whoever has something for it lays a letter here, whole,
/// waits until the journal says it, and takes the letter away; so a letter that is taken in twice
/// must not count twice.
package struct Inbox: Hashable, Sendable {
  package enum Letter: Hashable, Sendable {
    case note(PersonNote)
    case answer(question: String, PersonAnswer)
    case wait(WaitChange)
  }

  package let path: String

  init(path: String) { self.path = path }

  /// More than a person types.
  private static let mostBytes = 64 * 1024

  /// Makes the folder where it lacks.
  package func make() throws(JournalProblem) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw JournalProblem.system("make", path)
    }
    try RunFolder.checkPrivate(path, isFolder: true)
  }

  /// Lays a letter there under a name that no other has.
  package func put(_ letter: Letter, as name: String) throws(JournalProblem) {
    let draft = "\(path)/.\(name)"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalProblem.system("write", draft) }
    let bytes = letter.bytes
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(draft, "\(path)/\(name)") == 0 else {
      unlink(draft)
      throw JournalProblem.system("write", draft)
    }
  }

  package func remove(_ name: String) { unlink("\(path)/\(name)") }

  /// The letters that lie there, by their names; what is no letter is left alone.
  package func letters() -> [Letter] {
    (FolderListing.names(in: path) ?? []).filter { !$0.hasPrefix(".") }.compactMap(letter)
  }

  private func letter(_ name: String) -> Letter? {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? Letter(bytes: Array(bytes[..<count])) : nil
  }
}

extension Inbox.Letter {
  /// One JSON object: the record that it is to become.
  var bytes: [UInt8] {
    var writer = RecordWriter()
    writer.object {
      $0.member("kind", body.kind.rawValue)
      $0.name("what")
      $0.object { body.write(to: &$0) }
    }
    return writer.json.bytes
  }

  init?(bytes: [UInt8]) {
    var reader = RecordReader(bytes) { (_) throws(JSONProblem) in [] }
    let body = try? reader.object { (reader) throws(JSONProblem) -> RecordBody? in
      guard let kind = RecordKind(rawValue: try reader.text("kind")) else { return nil }
      try reader.find("what")
      return try reader.object { (reader) throws(JSONProblem) in
        try RecordBody(kind, from: &reader)
      }
    }
    switch body {
    case .noteAdded(let note): self = .note(note)
    case .questionAnswered(let answered): self = .answer(question: answered.id, answered.answer)
    case .waitChanged(let change): self = .wait(change)
    default: return nil
    }
  }

  private var body: RecordBody {
    switch self {
    case .note(let note): .noteAdded(note)
    case .wait(let change): .waitChanged(change)
    case .answer(let question, let answer):
      .questionAnswered(QuestionAnswered(id: question, answer: answer))
    }
  }
}

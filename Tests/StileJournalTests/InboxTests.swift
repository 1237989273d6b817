import Glibc
import StileJournal
import StileMachine
import Testing

@Suite struct InboxTests {
  private let note = PersonNote(
    id: "n1", text: "the mail is slow \u{1b}[31m \"so\"", person: "ada", terminal: "/dev/pts/3")
  private let answer = PersonAnswer(word: "skip", text: "a copy", person: "bob", terminal: nil)

  private func inbox(_ runs: TemporaryRuns) throws -> Inbox {
    try JournalStore.create(run: Sample.run, in: runs.directory).close()
    let inbox = try runs.directory.existingFolder(of: Sample.run).inbox
    try inbox.make()
    return inbox
  }

  @Test func `a letter is read as it was written, until it is taken away`() throws {
    let runs = try TemporaryRuns()
    let inbox = try inbox(runs)
    try inbox.put(.answer(question: "q1", answer), as: "b")
    try inbox.put(.note(note), as: "a")
    #expect(inbox.letters() == [.note(note), .answer(question: "q1", answer)])
    inbox.remove("a")
    #expect(inbox.letters() == [.answer(question: "q1", answer)])
  }

  @Test func `what is no letter, or is not whole, counts as nothing`() throws {
    let runs = try TemporaryRuns()
    let inbox = try inbox(runs)
    try inbox.put(.note(note), as: "whole")
    let bytes = try File.bytes(inbox.path + "/whole")
    inbox.remove("whole")
    for length in 0..<bytes.count {
      try File.write(Array(bytes[..<length]), to: "\(inbox.path)/cut")
      #expect(inbox.letters() == [], "\(length) bytes")
    }
    try File.write(Array(#"{"kind":"run.ended","what":{}}"#.utf8), to: "\(inbox.path)/cut")
    symlink("/etc/passwd", "\(inbox.path)/link")
    mkfifo("\(inbox.path)/fifo", 0o600)
    mkdir("\(inbox.path)/folder", 0o700)
    #expect(inbox.letters() == [])
  }

  @Test func `nobody else can lay a letter there`() throws {
    let runs = try TemporaryRuns()
    let inbox = try inbox(runs)
    chmod(inbox.path, 0o777)
    #expect(throws: JournalProblem.self) { try inbox.make() }
  }
}

/// Files as bytes.
private enum File {
  static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes[..<max(0, count)])
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }
}

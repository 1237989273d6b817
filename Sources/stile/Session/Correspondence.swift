import Glibc
import StileJournal
import StileMachine
import StileReview
import StileWorld

/// Says something to a run from a terminal that does not have it in hand, and waits until its
/// journal has it.
struct Correspondence {
  let run: String
  private let directory: RunDirectory
  /// How long the process that has the run in hand may take: 10 s, in nanoseconds.
  private static let patience: Int64 = 10_000_000_000

  init(_ name: String) throws {
    directory = try Session.directory()
    run = try directory.find(name)
  }

  func note(_ text: String, by person: Person) throws {
    let note = PersonNote(
      id: Nonce.fresh(), text: text, person: person.name, terminal: person.terminal)
    try say(.note(note), .noteAdded(note)) { $0.notes.contains { $0.id == note.id } }
  }

  /// Ends the wait of an item, or makes it longer.
  func change(
    _ item: String, _ kind: WaitChange.Kind, because why: String, by person: Person
  ) throws {
    let open = RunView(try records()).openWaits.map(\.opened.name)
    guard let wait = open.first(where: { EffectView.key(of: $0) == item }) else {
      let items = open.map { "`\(EffectView.key(of: $0))`" }.joined(separator: ", ")
      throw Problem(
        "\(run) does not wait in `\(item)` now"
          + (items.isEmpty ? "" : "; it waits in \(Sanitizer.line(items))"))
    }
    let change = WaitChange(
      id: Nonce.fresh(), wait: wait, kind: kind, person: person.name, terminal: person.terminal,
      why: why)
    var isLate = false
    try say(.wait(change), .waitChanged(change)) { view in
      let isKept = view.waits[wait]?.changes.contains { $0.id == change.id } ?? false
      isLate = !isKept && view.effects[wait] != nil
      return isKept || isLate
    }
    if isLate { throw Problem("the wait of `\(item)` has just ended by itself") }
  }

  func answer(_ word: String, because why: String?, to id: String?, by person: Person) throws {
    let asked = try question(id)
    let (word, text) = try reading(word, why, as: asked.question)
    let answer = PersonAnswer(
      word: word, text: text, person: person.name, terminal: person.terminal)
    var given: PersonAnswer?
    let isHeld = try send(.answer(question: asked.id, answer)) { view in
      given = view.question(asked.id)?.answer
      return given != nil
    }
    guard isHeld, let given else { throw nobody(asked) }
    if given != answer {
      throw Problem("\(given.person) was quicker, and answered `\(given.word)`")
    }
  }

  // MARK: The question

  private func question(_ id: String?) throws -> QuestionOpened {
    let view = RunView(try records())
    let open = view.openQuestions.map(\.opened)
    if let id {
      guard let asked = open.first(where: { $0.id == id }) else {
        throw Problem("\(run) asks no question `\(id)` now")
      }
      return asked
    }
    guard let asked = open.first else { throw Problem("\(run) asks nothing now") }
    if open.count > 1 {
      let list = open.map { "  \($0.id)  \(Sanitizer.line($0.question.text))\n" }.joined()
      throw Problem("\(run) asks several questions; name one by `--question`:\n\(list)")
    }
    if try directory.holder(of: run) == nil { throw nobody(asked) }
    return asked
  }

  private func nobody(_ asked: QuestionOpened) -> Problem {
    Problem("nobody has \(run) in hand; `stile resume \(run)` asks again")
  }

  /// Read as the line that is typed at the run's own terminal.
  private func reading(
    _ word: String, _ why: String?, as question: Question
  ) throws(Problem) -> (word: String, text: String) {
    var dialog = QuestionDialog(question)
    var step = dialog.take(word)
    if step == .more {
      guard let why else {
        throw Problem("say with `--because`: \(dialog.prompt.trimmed)")
      }
      step = dialog.take(why)
    } else if why != nil {
      throw Problem("`\(word)` takes no `--because` here")
    }
    guard case .answered(let word, let text) = step else {
      throw Problem(
        "`\(word)` is no answer to this:\n" + dialog.introduction.joined(separator: "\n"))
    }
    return (word, text)
  }

  // MARK: The way there

  /// Lays a letter into the inbox until the journal shows that it was read; false if nobody has the
  /// run in hand any more.
  private func send(
    _ letter: Inbox.Letter, until isRead: (RunView) -> Bool
  ) throws -> Bool {
    let inbox = try directory.existingFolder(of: run).inbox
    let name = Nonce.fresh()
    try inbox.make()
    try inbox.put(letter, as: name)
    defer { inbox.remove(name) }
    let store = try JournalStore.open(run: run, in: directory, for: .reading)
    defer { store.close() }
    let limit = Moment.now.boot + Self.patience
    var known: Int64 = 0
    while Moment.now.boot < limit {
      usleep(20_000)
      // Whoever has gone since then had written all that it took in.
      let isHeld = try directory.holder(of: run) != nil
      let newest = try store.newestNumber()
      if newest != known, isRead(RunView(try store.records())) { return true }
      if !isHeld { return false }
      known = newest
    }
    throw Problem("the process that has \(run) in hand takes nothing in; try again")
  }

  /// To the process that has the run in hand; where nobody has, into the journal itself.
  private func say(
    _ letter: Inbox.Letter, _ record: RecordBody, until isKept: (RunView) -> Bool
  ) throws {
    while try directory.holder(of: run) != nil {
      if try send(letter, until: isKept) { return }
    }
    do {
      try append(record, unless: isKept)
    } catch JournalProblem.held {
      // Somebody has just taken the run up.
      _ = try send(letter, until: isKept)
    }
  }

  private func append(
    _ record: RecordBody, unless isKept: (RunView) -> Bool
  ) throws {
    let store = try JournalStore.open(run: run, in: directory, for: .writing)
    defer { store.close() }
    let history = try store.records()
    let view = RunView(history)
    guard let head = history.last, !isKept(view) else { return }
    try view.refuseHandedOver()
    var chain = Chain(continuing: head, epoch: head.epoch, bootID: RealWorld.readBootID())
    try store.commit([chain.append(record, at: .now)])
  }

  private func records() throws(JournalProblem) -> [Record] {
    let store = try JournalStore.open(run: run, in: directory, for: .reading)
    defer { store.close() }
    return try store.records()
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " || $0 == ":" }.reversed())
  }
}

import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileWorld

/// One process's work on one run, put together: program, journal, world, driver.
///
/// It is called on the run's thread and returns when the run ends or parks.
struct Session {
  let options: SessionOptions
  let desk: any PersonDesk
  /// Where somebody looks on while commands run.
  let glimpses: Glimpses?
  /// Gets what is in the journal already, before anything is added.
  let recall: (RunView) -> Void
  /// Gets committed records, on the run's thread.
  let show: ([Record]) -> Void
  /// Called once, before the run begins.
  let ready: (Interrupter) -> Void

  /// `stile run`.
  func start(_ path: String, runbook name: String?) throws -> Verdict {
    let (prepared, files) = try Prepared.file(path, runbook: name, options)
    let runbook = prepared.runbook
    if options.isInputForbidden, !runbook.questions.isEmpty {
      throw Problem("`--no-input`: this runbook asks a person, so it can't run without one")
    }
    let directory = try Self.directory()
    // Before anybody is asked for secrets; once more when nobody else can begin.
    try refuseTwin(of: prepared, files, in: directory)
    let revision = prepared.revision(entry: files.entry, person: options.person)
    let texts = try RunTexts(prepared, RunView(), goingBy: revision)
    let vault = try texts.vault(hasPeople: options.hasPeople)
    let opened = RunOpened(
      language: 1, tool: Stile.version, runbook: runbook.id, title: runbook.title,
      file: files.absolutePath, person: options.person, revision: revision.hash)
    let turn = try directory.takeTurn()
    try refuseTwin(of: prepared, files, in: directory)
    let store = try JournalStore.create(
      run: RunDirectory.newName(runbook: runbook.id), in: directory, turn: turn)
    return try work(
      on: store, history: RunView(), beginning: .start(opened, revision), texts, vault)
  }

  /// `stile resume`.
  func resume(_ run: String?) throws -> Verdict {
    let (store, history) = try open(run, unfinished: true)
    guard let (prepared, revision) = try edit(of: history) else {
      return try goOn(store, history, beginning: .resume)
    }
    let texts = try RunTexts(prepared, history.view, goingBy: revision)
    return try work(
      on: store, history: history.view, beginning: .adopt(revision), texts,
      try texts.vault(hasPeople: options.hasPeople))
  }

  /// `stile undo`.
  func undo(_ run: String?) throws -> Verdict {
    let (store, history) = try open(run, unfinished: false)
    let cut = try options.target?.cut(of: history.view).keys ?? []
    let why = options.target?.why ?? "asked for"
    guard let (prepared, revision) = try undoEdit(of: history) else {
      return try goOn(store, history, beginning: .undo(why: why, cut: cut))
    }
    let texts = try RunTexts(prepared, history.view, goingBy: revision)
    return try work(
      on: store, history: history.view,
      beginning: .undo(why: why, by: revision, cut: cut), texts,
      try texts.vault(hasPeople: options.hasPeople))
  }

  /// Takes a run up again with the text that it is pinned to.
  private func goOn(
    _ store: JournalStore, _ history: RunHistory, beginning: RunSetup.Beginning
  ) throws -> Verdict {
    let view = history.view
    guard let opened = view.opened, let revision = view.revision else {
      throw Problem("the journal of \(store.run) is empty: the run never began")
    }
    let changed = EditedText.changedFiles(of: view)
    if !changed.isEmpty {
      TextOutput.problems.write(
        "note: \(changed.joined(separator: ", ")) differs from the text that this run goes by; it"
          + " goes on with its own\n")
    }
    let prepared = try Prepared.pinned(PinnedSources(revision: revision), runbook: opened.runbook)
    let texts = try RunTexts(prepared, view)
    return try work(
      on: store, history: history.view, beginning: beginning, texts,
      try texts.vault(hasPeople: options.hasPeople))
  }

  private func work(
    on store: JournalStore, history view: RunView, beginning: RunSetup.Beginning,
    _ texts: RunTexts, _ vault: SecretVault
  ) throws -> Verdict {
    defer { store.close() }
    let lease = Lease.next(
      after: view, options.hasTakenOver ? .takeOver : beginning.reason, by: options.person)
    let loop = try EventLoop()
    var setting = RealWorld.Setting(
      run: store.run, runFolder: store.folder.path, epoch: Int(lease.epoch), nonce: lease.nonce,
      secrets: vault, environment: ProcessEnvironment.entries)
    setting.glimpses = glimpses
    let world = RealWorld(
      setting, loop: loop, services: Services.all(on: loop, vault, bootID: RealWorld.readBootID()),
      people: desk)
    let setup = RunSetup(
      beginning: beginning, lease: lease, runbook: texts.current.index,
      hosts: texts.current.hosts(texts.machine),
      bootID: world.bootID, isClockSynchronised: RealWorld.isClockSynchronised,
      hasPeople: options.hasPeople, presetChoice: options.choice)
    let chain =
      view.last.map { Chain(continuing: $0, epoch: lease.epoch, bootID: world.bootID) }
      ?? Chain(run: store.run, epoch: lease.epoch, bootID: world.bootID)
    let run = Run(setup: setup, machines: texts.machines, chain: chain, history: view)
    recall(view)
    let mailbox = world.mailbox
    ready(
      Interrupter { mailbox.post(Completion(Run.interruption, .done, at: .now)) })
    defer { world.close() }
    let inbox = try InboxWatch(store.folder.inbox, on: loop, for: world)
    defer { withExtendedLifetime(inbox) {} }
    let driver = Driver(run: run, world: world, commit: { try store.commit($0) }, show: show)
    do {
      return try driver.drive()
    } catch JournalProblem.fullDisk {
      return try parkOnFullDisk(store, epoch: lease.epoch, world)
    }
  }

  /// The disk took no more: the room that was kept for it holds the record that says so. What runs
  /// on the hosts runs on, and its claims keep the result.
  private func parkOnFullDisk(
    _ full: JournalStore, epoch: Int64, _ world: RealWorld
  ) throws -> Verdict {
    let text = "the disk that holds the journal is full"
    full.freeSpare()
    full.close()
    let store = try JournalStore.open(
      run: full.run, in: try Self.directory(), for: .writing)
    defer { store.close() }
    guard let head = try store.records().last else { return .failed(text) }
    var chain = Chain(continuing: head, epoch: epoch, bootID: world.bootID)
    let parked = chain.append(
      .runParked(RunParked(reason: .interrupted, text: text, due: nil)), at: world.moment)
    try store.commit([parked])
    show([parked.record])
    return .failed(text)
  }
}

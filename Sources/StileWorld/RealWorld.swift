import CLinux
import Glibc
package import StileMachine

/// The world as it is: hosts over lanes, services, people, two clocks.
///
/// It belongs to the thread that calls it, the run's. A class because everything under way refers
/// to it.
package final class RealWorld: World {
  /// For whom and where this world works.
  package struct Setting: Sendable {
    /// The run's name, as it names the run's folder on a host.
    package let run: String
    /// Where the run keeps its own things on this machine.
    package let runFolder: String
    package let epoch: Int
    /// Tells two copies of one journal apart that reached the same epoch.
    package let nonce: String
    package let secrets: SecretVault
    /// `NAME=value`, for what is started here.
    package let environment: [String]
    package var timing = LaneTiming()
    /// Where what commands write is shown while they run.
    package var glimpses: Glimpses?
    /// A shell and its arguments that carries out everything on this machine, launches too.
    package var localShell: [String]?

    package init(
      run: String, runFolder: String, epoch: Int, nonce: String, secrets: SecretVault,
      environment: [String]
    ) {
      self.run = run
      self.runFolder = runFolder
      self.epoch = epoch
      self.nonce = nonce
      self.secrets = secrets
      self.environment = environment
    }

    func variable(_ name: String) -> String? {
      environment.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    /// Where a program of this machine lies.
    func program(named name: String) -> String {
      let folders = (variable("PATH") ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 } ?? "/usr/bin/\(name)"
    }
  }

  package let bootID: String
  private let setting: Setting
  private let loop: EventLoop
  private let services: [any Service]
  private let people: any PersonDesk
  private var contacts: [String: HostContact] = [:]
  private var questions: [EffectName: String] = [:]
  private var sockets: SocketFolder?
  private var nextSocket = 0

  package init(
    _ setting: Setting, loop: EventLoop, services: [any Service], people: any PersonDesk
  ) {
    self.setting = setting
    self.loop = loop
    self.services = services
    self.people = people
    bootID = Self.readBootID()
  }

  deinit { close() }

  package var moment: Moment { .now }

  package func next(before deadline: Moment?) -> [Completion] { loop.run(before: deadline) }

  /// Wakes `next` up from any thread, with a completion of the caller's own.
  package var mailbox: Mailbox { loop.mailbox }

  package func submit(_ submission: Submission) {
    let name = submission.name
    switch submission.request {
    case .hello(let request): greet(name, request)
    case .launch(let attempt, let request):
      contact(request.host).submit(HostJob(name, .launch(attempt: attempt, request)))
    case .settle(let attempt, let host):
      contact(host).submit(HostJob(name, .settle(attempt: attempt)))
    case .stop(let attempt, let host):
      contact(host).submit(HostJob(name, .stop(attempt: attempt)))
    case .sweep(let attempts, let host): contact(host).sweep(attempts)
    case .probe(let request): contact(request.host).submit(HostJob(name, .probe(request)))
    case .bye(let host): contact(host).submit(HostJob(name, .bye))
    case .question(let id, let about, let question):
      ask(name, id: id, about: about, question)
    case .deliver(let message) where message.channel[field: "kind"] == .string("console"):
      people.show(message)
      loop.complete(name, .delivered)
    case .deliver, .native, .dnsAsk:
      if !services.contains(where: { $0.submit(submission) }) {
        loop.complete(name, .failed(Failure(.world, "nothing here can carry this out")))
      }
    }
  }

  package func cancel(_ name: EffectName) {
    if let id = questions.removeValue(forKey: name) { return people.withdraw(id: id) }
    for contact in contacts.values { contact.cancel(name) }
    for service in services { service.cancel(name) }
  }

  /// Leaves all hosts; what runs there goes on.
  package func close() {
    for contact in contacts.values { contact.close() }
    contacts = [:]
    sockets?.remove()
    sockets = nil
  }

  // MARK: People

  private func ask(_ name: EffectName, id: String, about: String, _ question: Question) {
    questions[name] = id
    let mailbox = loop.mailbox
    people.ask(id: id, about: about, question) { answer in
      mailbox.post(Completion(name, .answered(answer), at: .now))
    }
  }

  /// Takes an answer that came another way than over the desk; false if nobody waits for it.
  package func answer(_ id: String, _ answer: PersonAnswer) -> Bool {
    guard let name = questions.first(where: { $0.value == id })?.key else { return false }
    questions[name] = nil
    people.withdraw(id: id)
    loop.complete(name, .answered(answer))
    return true
  }

  /// Takes in what somebody says about a wait.
  package func take(_ change: WaitChange) {
    loop.complete(EffectName("wait/\(change.id)"), .waitChanged(change))
  }

  /// Takes a note in.
  package func take(_ note: PersonNote) {
    loop.complete(EffectName("note/\(note.id)"), .noted(note))
  }

  // MARK: Hosts

  private func greet(_ name: EffectName, _ request: HelloRequest) {
    var base = request.base
    if request.host.isLocal, base == nil {
      let folder = "\(setting.runFolder)/local"
      // The first contact makes the folder; one that is gone later is not made again, and so
      // noticed.
      for path in [folder, "\(folder)/a"] { _ = mkdir(path, 0o700) }
      _ = unlink("\(folder)/closed")
      base = folder
    }
    contact(request.host).submit(HostJob(name, .hello(base: base)))
  }

  private func contact(_ host: HostValue) -> HostContact {
    if let known = contacts[host.name] { return known }
    let identity = LaneIdentity(
      run: "\(setting.run)/\(host.name)", epoch: setting.epoch, nonce: setting.nonce)
    let contact = HostContact(
      host, identity: identity, loop: loop, vault: setting.secrets, timing: setting.timing,
      glimpses: setting.glimpses,
      makeSupervisor: host.isLocal && setting.localShell == nil ? supervisor : nil,
      makeProgram: host.isLocal ? localProgram() : sshProgram(host))
    contacts[host.name] = contact
    return contact
  }

  private func localProgram() -> HostContact.MakeProgram {
    let shell = setting.localShell ?? ["/bin/sh"]
    let environment = setting.environment
    return { _ in
      .shell(
        path: shell.first ?? "/bin/sh", arguments: Array(shell.dropFirst()),
        environment: environment)
    }
  }

  private func supervisor(base: String) -> LocalSupervisor {
    LocalSupervisor(
      base: base, epoch: setting.epoch, nonce: setting.nonce, bootID: bootID,
      environment: setting.environment)
  }

  private func sshProgram(_ host: HostValue) -> HostContact.MakeProgram {
    let program = setting.program(named: "ssh")
    // Lanes share the connection of the host's first one, under its number.
    var number = 0
    return { [unowned self] isFirst throws(Failure) in
      let folder = try socketFolder()
      if isFirst {
        nextSocket += 1
        number = nextSocket
      }
      let keyFile = host.hostKey.map { _ in "\(folder)/\(number).known" }
      let command = SSHCommand(
        host: host, socket: "\(folder)/\(number)", isMaster: isFirst, knownHosts: keyFile)
      if let keyFile, isFirst, let line = try command.knownHostsLine() {
        try Self.write(line, to: keyFile)
      }
      return .shell(
        path: program, arguments: try command.arguments(), environment: setting.environment)
    }
  }

  private func socketFolder() throws(Failure) -> String {
    if let sockets { return sockets.path }
    do {
      let made = try SocketFolder(
        runFolder: setting.runFolder, runtimeFolder: setting.variable("XDG_RUNTIME_DIR"))
      sockets = made
      return made.path
    } catch {
      throw Failure(.world, "no folder for the connections can be made: \(error)")
    }
  }

  private static func write(_ text: String, to path: String) throws(Failure) {
    let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if number < 0 { throw Failure(.world, "\(SystemFailure("open \(path)", code: errno))") }
    let file = Descriptor(owning: number)
    let bytes = Array(text.utf8)
    if file.write(bytes[...]) != bytes.count {
      throw Failure(.world, "\(path) can't be written")
    }
  }

  /// What the kernel says of its wall clock: something keeps it to the time of others.
  package static var isClockSynchronised: Bool { stile_clock_is_synchronised() != 0 }

  /// The boot of this machine; `none` where it does not say.
  package static func readBootID() -> String {
    let number = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard number >= 0, case .bytes(let bytes) = Descriptor(owning: number).read(atMost: 64) else {
      return "none"
    }
    return String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
  }
}

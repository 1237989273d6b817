/// All that is outside a run: time, chance, disk, network, processes and people pass through it.
///
/// The real one and the simulated one look the same. `submit` never blocks; `next` is the only
/// place where a run waits.
package protocol World: AnyObject {
  /// The time now, by both clocks.
  var moment: Moment { get }
  /// The boot that `Moment.boot` counts in; `none` where there is no such thing.
  var bootID: String { get }

  func submit(_ submission: Submission)
  /// Gives up on a request; a completion may still come and is then ignored by its name.
  func cancel(_ name: EffectName)
  /// Waits until something completes or the boot clock reaches `deadline`; may return nothing.
  func next(before deadline: Moment?) -> [Completion]
}

/// One instant by two clocks, each in nanoseconds.
package struct Moment: Hashable, Sendable {
  /// Since 1970, UTC; may jump.
  package let utc: Int64
  /// CLOCK_BOOTTIME: never jumps, begins anew with each boot.
  package let boot: Int64

  package init(utc: Int64, boot: Int64) {
    self.utc = utc
    self.boot = boot
  }

  /// The moment `nanoseconds` later on both clocks.
  package func advanced(by nanoseconds: Int64) -> Moment {
    Moment(
      utc: utc.addingReportingOverflow(nanoseconds).partialValue,
      boot: boot.addingReportingOverflow(nanoseconds).partialValue)
  }
}

/// The name of a request under way: `key#generation.try/fiber:ordinal` for effects of items, other
/// forms for what the engine asks of its own accord. Unique in a run.
package struct EffectName: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

package struct Submission: Sendable {
  package let name: EffectName
  package let request: WorldRequest

  package init(_ name: EffectName, _ request: WorldRequest) {
    self.name = name
    self.request = request
  }
}

package struct Completion: Sendable {
  package let name: EffectName
  package let result: WorldResult
  package let moment: Moment

  package init(_ name: EffectName, _ result: WorldResult, at moment: Moment) {
    self.name = name
    self.result = result
    self.moment = moment
  }
}

/// What the engine asks of the world.
package enum WorldRequest: Sendable {
  /// First contact with a host, or contact again: raises the fence, lists the claims.
  case hello(HelloRequest)
  /// Launches a command once under an attempt id that is journaled already.
  case launch(attempt: String, CommandRequest)
  /// Asks what became of an attempt; one that is unclaimed is claimed as void.
  case settle(attempt: String, HostValue)
  /// The ends of these attempts are journaled: what they wrote may go from the host, their claims
  /// stay. Never answered.
  case sweep([String], HostValue)
  /// Ends what runs of an attempt, then settles it.
  case stop(attempt: String, HostValue)
  /// A command that only reads: no claim, always with a limit.
  case probe(CommandRequest)
  case native(NativeRequest)
  /// One question to one address of an authoritative server.
  case dnsAsk(DNSQuestion)
  /// Sends a message; `id` is stable over all tries.
  case deliver(Message)
  /// Asks a person; answered when somebody does.
  case question(id: String, about: String, Question)
  /// The run is over: clears what it left on a host, the fence stays.
  case bye(HostValue)
}

package struct HelloRequest: Hashable, Sendable {
  package let host: HostValue
  /// The base folder journaled before; nil at the first contact.
  package let base: String?

  package init(host: HostValue, base: String?) {
    self.host = host
    self.base = base
  }
}

package struct Message: Hashable, Sendable {
  package let id: String
  package let channel: Datum
  package let subject: String?
  package let body: String

  package init(id: String, channel: Datum, subject: String?, body: String) {
    self.id = id
    self.channel = channel
    self.subject = subject
    self.body = body
  }
}

/// What the world answers.
package enum WorldResult: Sendable {
  case bound(HostBinding)
  /// Another runner holds the run on that host.
  case fenced(String)
  /// The host answered, but it can't be used: another key, a shell that fails hello, no `setsid`.
  case refused(String)
  /// The host did not answer, or stopped answering: nothing is known of what it does.
  case unreachable(String)
  case attempt(AttemptState)
  case output(CommandOutput)
  case value(Datum)
  case failed(Failure)
  case dnsAnswer(DNSAnswer)
  case delivered
  case undelivered(Undelivered)
  case answered(PersonAnswer)
  /// Somebody has something to say that nobody asked for.
  case noted(PersonNote)
  case waitChanged(WaitChange)
  case done
}

package struct HostBinding: Hashable, Sendable {
  package let login: String
  package let address: String
  package let hostKeyPrint: String?
  package let machineID: String?
  package let bootID: String
  package let base: String
  /// Host clock minus ours, nanoseconds.
  package let clockOffset: Int64
  /// The shell for texts with a pipe: `sh`, the path of a bash, or `none`.
  package let pipeShell: String
  /// The attempts that have a claim there.
  package let claims: [String]

  package init(
    login: String, address: String, hostKeyPrint: String?, machineID: String?, bootID: String,
    base: String, clockOffset: Int64, pipeShell: String, claims: [String]
  ) {
    self.login = login
    self.address = address
    self.hostKeyPrint = hostKeyPrint
    self.machineID = machineID
    self.bootID = bootID
    self.base = base
    self.clockOffset = clockOffset
    self.pipeShell = pipeShell
    self.claims = claims
  }
}

/// What a host says of an attempt.
package enum AttemptState: Hashable, Sendable {
  /// Never started: claimed by us just now, or before.
  case void
  case ended(CommandOutput, wasLate: Bool)
  case alive
  /// Claimed, its supervisor is gone, and no status was left.
  case dead
  /// Claimed in an earlier boot of the host.
  case rebooted
  /// The claim or the status is not readable yet.
  case unclear
}

/// What somebody says about a run.
package struct PersonNote: Hashable, Sendable {
  /// Of its own, so that it is kept once, however often it is handed over.
  package let id: String
  package let text: String
  package let person: String
  package let terminal: String?

  package init(id: String, text: String, person: String, terminal: String?) {
    self.id = id
    self.text = text
    self.person = person
    self.terminal = terminal
  }
}

package struct PersonAnswer: Hashable, Sendable {
  /// The chosen word; `yes` and `no` for `confirm`, `done` and `failed` for `manual`.
  package let word: String
  /// The reason, evidence or note; may be empty.
  package let text: String
  package let person: String
  package let terminal: String?

  package init(word: String, text: String, person: String, terminal: String?) {
    self.word = word
    self.text = text
    self.person = person
    self.terminal = terminal
  }
}

import StileJournal
import StileMachine

/// What records say, of every kind.
extension SeededNumbers {
  mutating func body(_ kind: RecordKind) -> RecordBody {
    switch kind {
    case .runOpened, .revisionAdded, .leaseTaken, .leaseReleased, .hostBound, .decisionMade,
      .noteAdded, .directionTurned, .runParked, .runEnded:
      runBody(kind)
    case .itemStarted, .itemEnded, .actIntended, .actEnded, .probeEnded, .undoArmed, .undoStarted,
      .undoEnded:
      itemBody(kind)
    case .pollOpened, .waitOpened, .waitAnchored, .waitExpected, .waitChanged, .sampleOpened,
      .sampleTaken, .windowOpened, .windowSeen, .outboxAdded, .outboxTried, .forkEnded,
      .questionOpened, .questionAnswered:
      waitBody(kind)
    }
  }

  private mutating func runBody(_ kind: RecordKind) -> RecordBody {
    switch kind {
    case .revisionAdded:
      .revisionAdded(
        RevisionAdded(
          hash: text(), entry: text(),
          files: list(upTo: 3) {
            RevisionAdded.File(name: $0.text(), isStandard: $0.below(2) == 0, bytes: $0.bytes())
          }, arguments: fields(2), person: person(),
          choices: list(upTo: 3) {
            EditChoice(
              key: $0.text(), word: $0.one(of: EditChoice.Word.allCases), by: $0.text(),
              why: $0.text())
          },
          renamings: list(upTo: 2) {
            Renaming(from: $0.text(), to: $0.text(), family: $0.text())
          },
          rearmings: list(upTo: 2) {
            Rearming(undo: $0.number(), declaration: $0.text(), ordinal: $0.number())
          }, walls: list(upTo: 2) { $0.text() }))
    case .leaseTaken:
      .leaseTaken(
        LeaseTaken(
          epoch: number(), nonce: text(), person: person(), process: number(),
          reason: one(of: [.start, .resume, .undo])))
    case .leaseReleased: .leaseReleased(reason: text(), to: maybe { $0.text() })
    case .hostBound: .hostBound(HostBound(host: host(), binding: binding()))
    case .decisionMade:
      .decisionMade(DecisionMade(about: text(), choice: text(), by: text(), why: text()))
    case .noteAdded:
      .noteAdded(
        PersonNote(id: text(), text: text(), person: text(), terminal: maybe { $0.text() }))
    case .directionTurned:
      .directionTurned(
        DirectionTurned(
          direction: one(of: [.back, .forward]), person: text(), why: text(),
          forgotten: list(upTo: 3) { $0.text() }))
    case .runParked:
      .runParked(
        RunParked(
          reason: one(of: [.failed, .question, .waiting, .interrupted, .unreachable, .undo]),
          text: text(), due: maybe { $0.number() }))
    case .runEnded:
      .runEnded(
        RunEnded(
          verdict: one(of: [.done, .undone, .partlyUndone, .refused, .abandoned]), text: text(),
          undelivered: list(upTo: 3) { $0.text() }))
    default:
      .runOpened(
        RunOpened(
          format: number(), language: number(), tool: text(), runbook: text(), title: text(),
          file: text(), person: person(), revision: text()))
    }
  }

  private mutating func itemBody(_ kind: RecordKind) -> RecordBody {
    switch kind {
    case .itemEnded:
      .itemEnded(
        ItemEnded(
          item: attempted(), status: one(of: [.done, .alreadySo, .byHand, .inDoubt, .failed]),
          value: maybe { $0.datum() }, failure: maybe { $0.failure() },
          nextTry: maybe { $0.number() }, by: maybe { $0.text() },
          evidence: maybe { $0.text() }))
    case .actIntended:
      .actIntended(
        ActIntended(
          name: text(), effectClass: one(of: [.claimed, .guarded]), digest: text(),
          rendering: text(), host: maybe { $0.text() }, user: maybe { $0.text() },
          within: maybe { $0.number() }, endsBoot: maybe { $0.text() }))
    case .actEnded:
      .actEnded(
        ActEnded(
          attempt: text(), name: text(),
          outcome: one(of: [
            .exited(output()), .value(datum()), .failed(failure()), .void, .lost,
          ]), source: one(of: [.reply, .settled, .person])))
    case .probeEnded:
      .probeEnded(
        ProbeEnded(
          name: text(),
          kind: one(of: [.probe, .region, .wait, .window, .sample, .notice, .undoStep]),
          digest: text(), outcome: one(of: [.value(datum()), .failed(failure())])))
    case .undoArmed:
      .undoArmed(
        UndoArmed(item: attempted(), name: text(), arm: arm(), revision: text()))
    case .undoStarted: .undoStarted(UndoStarted(undo: number(), pass: number()))
    case .undoEnded:
      .undoEnded(
        UndoEnded(
          undo: number(), pass: number(), outcome: one(of: [.undone, .notNeeded, .byHand]),
          failure: maybe { $0.failure() }, by: maybe { $0.text() }, why: maybe { $0.text() }))
    default:
      .itemStarted(
        ItemStarted(
          item: attempted(), family: text(), kind: one(of: [.step, .verify, .undoStep]),
          title: text(), tags: list(upTo: 3) { $0.text() }, stages: list(upTo: 3) { $0.text() },
          host: maybe { $0.text() }, continues: below(2) == 0))
    }
  }

  private mutating func waitBody(_ kind: RecordKind) -> RecordBody {
    switch kind {
    case .waitOpened:
      .waitOpened(
        WaitOpened(
          name: text(), rule: one(of: [.span(number()), .until(number()), .window(text())]),
          start: moment(), bootID: text(), isClockKept: one(of: [true, false])))
    case .waitAnchored:
      .waitAnchored(
        WaitAnchored(
          name: text(), start: moment(), bootID: text(), isClockKept: one(of: [true, false]),
          remaining: number(), trustedBy: text()))
    case .waitExpected:
      .waitExpected(WaitExpected(name: text(), due: number(), arithmetic: [text(), text()]))
    case .waitChanged:
      .waitChanged(
        WaitChange(
          id: text(), wait: text(), kind: one(of: [.ended, .extended(by: number())]),
          person: text(), terminal: maybe { $0.text() }, why: text()))
    case .sampleOpened:
      .sampleOpened(SampleOpened(name: text(), every: number(), duration: number()))
    case .sampleTaken:
      .sampleTaken(
        SampleTaken(
          name: text(),
          points: list(upTo: 3) { SamplePoint(at: $0.number(), value: Double($0.below(999)) / 8) }))
    case .windowOpened: .windowOpened(WindowOpened(window: text(), observation: datum()))
    case .windowSeen: .windowSeen(WindowSeen(window: text(), answer: answer()))
    case .outboxAdded:
      .outboxAdded(
        OutboxAdded(
          name: text(),
          message: Message(
            id: text(), channel: datum(), subject: maybe { $0.text() }, body: text()),
          isRequired: below(2) == 0))
    case .outboxTried:
      .outboxTried(
        OutboxTried(
          message: text(), number: number(), problem: maybe { $0.text() },
          next: maybe { $0.number() }))
    case .questionOpened:
      .questionOpened(
        QuestionOpened(
          id: text(), about: text(),
          question: Question(
            kind: one(of: [.confirm, .manual, .choice]), text: text(),
            choices: list(upTo: 3) {
              Question.Choice(word: $0.text(), meaning: $0.text(), asks: $0.maybe { $0.text() })
            })))
    case .forkEnded:
      .forkEnded(
        ForkEnded(
          counts: text(), failed: list(upTo: 3) { $0.text() }, held: list(upTo: 3) { $0.text() },
          open: list(upTo: 3) { $0.text() }))
    case .questionAnswered:
      .questionAnswered(
        QuestionAnswered(
          id: text(),
          answer: PersonAnswer(
            word: text(), text: text(), person: text(), terminal: maybe { $0.text() })))
    default:
      .pollOpened(
        PollOpened(
          name: text(), within: maybe { $0.number() }, every: maybe { $0.number() },
          holding: maybe { $0.number() }))
    }
  }

  // MARK: Parts

  mutating func moment() -> Moment { Moment(utc: number(), boot: number()) }

  private mutating func person() -> Person {
    Person(name: text(), uid: number(), machine: text(), terminal: maybe { $0.text() })
  }

  private mutating func attempted() -> Attempted {
    Attempted(key: text(), generation: number(), tryNumber: number())
  }

  private mutating func failure() -> FailureNote {
    FailureNote(
      kind: one(of: [.command, .verify, .value, .world, .refused]), message: text(),
      details: list(upTo: 3) { $0.text() }, status: maybe { $0.number() },
      place: maybe { $0.text() })
  }

  private mutating func host() -> HostValue {
    HostValue(
      name: text(), address: maybe { $0.text() }, port: below(65536), user: maybe { $0.text() },
      identity: maybe { $0.bytes() }, hostKey: maybe { $0.text() },
      legacy: list(upTo: 2) { $0.text() })
  }

  private mutating func binding() -> HostBinding {
    HostBinding(
      login: text(), address: text(), hostKeyPrint: maybe { $0.text() },
      machineID: maybe { $0.text() }, bootID: text(), base: text(), clockOffset: number(),
      pipeShell: text(), claims: list(upTo: 3) { $0.text() })
  }

  private mutating func arm() -> PendingArm {
    let block = PendingArm.Kind.block(
      UndoReference(declaration: text(), ordinal: below(9)), captures: fields(2),
      seat: maybe { SeatValue(host: $0.host(), user: $0.maybe { $0.text() }) })
    return PendingArm(
      kind: one(of: [block, .nothing(text()), .wall(text())]), isOfItem: below(2) == 0)
  }

  private mutating func answer() -> DNSAnswer {
    DNSAnswer(
      question: DNSQuestion(server: text(), name: text(), type: text()),
      content: one(of: [
        .records(list(upTo: 3) { $0.text() }, ttl: number()), .missing(ttl: number()),
        .silent(text()),
      ]), sent: moment(), received: moment())
  }
}

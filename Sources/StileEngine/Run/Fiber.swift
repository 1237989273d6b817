import StileJournal
import StileMachine

/// What the engine knows of a fiber of the machine.
struct Fiber {
  enum Purpose {
    /// The runbook's own flow.
    case flow
    /// A branch of the flow that runs beside others.
    case branch(of: FiberID, number: Int)
    /// One pass of one undo.
    case undo(arm: Int64, pass: Int64)
  }

  let id: FiberID
  /// Its place in the tree of fibers: `0` is the root.
  let path: String
  let purpose: Purpose
  /// Where it stands among the branches: of two failures the one that comes first here counts.
  var order: [Int] = []
  /// The fork that it waits for.
  var fork: ForkProgress?
  var item: ItemProgress?
  var region: RegionProgress?
  /// The effect that it asked for last.
  var pending: PendingEffect?
}

/// A fork whose branches run.
struct ForkProgress {
  let reached: ForkReached
  /// Branches begin in order.
  var begun = 0
  var running = 0
  /// Branches are being begun; one that is over at once is seen to by whoever begins them.
  var isBeginning = false

  var hasRoom: Bool {
    guard begun < reached.branches else { return false }
    // A batch begins when the one before is over, and then fills up.
    if reached.isBatched { return running == 0 || begun % reached.width != 0 }
    return running < reached.width
  }
  var isOver: Bool { begun == reached.branches && running == 0 }
}

struct PendingEffect {
  let request: EffectRequest
  let name: String
  let digest: String
  /// The messages that have to arrive before it is answered.
  var messages: [String] = []
}

/// An item, or an undo, that a fiber is in.
struct ItemProgress {
  let reached: ItemReached
  var attempt: Attempted
  /// This try is given back what the tries before it did.
  var continues: Bool
  /// Its start is in the journal.
  var isStarted: Bool
  /// Numbers the effects and the arms of this try.
  var ordinal = 0
  var armOrdinal = 0
  /// Numbers the blocks of its own body among them.
  var ownArmOrdinal = 0
  /// The end of `within`, on the boot clock.
  var deadline: Int64?
  var retry: RetryRule?
  /// What became of an act of it is not known: its `ensure` is asked anew.
  var isInDoubt = false
  /// What was done of it is not what the edited text asks for.
  var mismatch: String?
  /// Its `ensure` holds: nothing more of its body is asked for.
  var isFoundSo = false
  /// Its body is being left only to begin again in a new try.
  var startsOver = false
  /// How it ends if its body ends.
  var status = ItemStatus.done
  /// The machine stands before its body, not behind a failed one.
  var isBeforeBody = true

  /// `key#generation.try/fiber:ordinal`.
  func effectName(_ ordinal: Int, path: String, tryNumber: Int64? = nil) -> String {
    var named = attempt
    named.tryNumber = tryNumber ?? attempt.tryNumber
    return "\(named.name)/\(path):\(ordinal)"
  }

  func armName(_ ordinal: Int, path: String, tryNumber: Int64? = nil) -> String {
    var named = attempt
    named.tryNumber = tryNumber ?? attempt.tryNumber
    return "\(named.name)/\(path):u\(ordinal)"
  }
}

/// A region that is being asked.
struct RegionProgress {
  let name: String
  let header: RegionHeader
  /// On the boot clock, as all times here.
  let deadline: Int64?
  var heldSince: Int64?
  var lastAsked: Int64?
  var asks = 0
  var ordinal = 0
  var sample: SampleProgress?
}

/// A sample that is being taken; times are on the boot clock.
struct SampleProgress {
  let start: Int64
  var writtenAt: Int64
  /// Taken, and not written yet.
  var points: [SamplePoint] = []
  /// Why the last question gave no number.
  var problem: Failure?
}

/// What a completion is for.
enum Continuation {
  /// A probe of an item's body or clauses: recorded, then given to the fiber.
  case probe(FiberID, name: String, digest: String)
  /// A probe inside a region: given to the fiber, never recorded.
  case poll(FiberID)
  case act(FiberID?, attempt: String, name: String)
  case hello(HostValue)
  case settle(name: String)
  /// A look at a host that is to come up in another boot.
  case reboot(name: String)
  case question(id: String, QuestionUse)
  case windowAnswer(window: String)
  case message(id: String)
  case bye
}

extension Continuation {
  /// What the items of the flow ask: nobody waits for it once the run turns back.
  var isOfFlow: Bool {
    switch self {
    case .probe, .poll, .question: true
    case .act, .hello, .settle, .reboot, .windowAnswer, .message, .bye: false
    }
  }
}

/// What an answer is for.
enum QuestionUse {
  /// `confirm` or `manual`: the fiber waits for it.
  case effect(FiberID, name: String, digest: String)
  case failedItem(FiberID)
  case doubtfulAct(FiberID, name: String)
  case failedUndo(arm: Int64)
  case wall(arm: Int64)
  /// Another machine than before answers under this name.
  case replacedHost(HostBound)
  /// What nobody but a person knows of what a fiber waits for.
  case testimony(FiberID, about: String)
}

/// What waits for a host's hello.
enum HostWork {
  case effect(FiberID, EffectRequest, name: String, digest: String)
  /// A launch that never came to its command, and the host that it was sent to.
  case launchAgain(FiberID, name: String, sentTo: HostBinding)
  case poll(FiberID, CommandRequest)
  case settle(name: String)
  /// A command has rebooted the host.
  case reboot(name: String)
  case preflight
  /// Nothing but the hello itself.
  case greeting
}

/// What happens when its moment on the boot clock has come.
enum Alarm: Hashable {
  case pollAgain(FiberID)
  case retry(FiberID)
  case waitEnds(FiberID, name: String, digest: String)
  case windows
  case settleAgain(name: String)
  case lookForReboot(name: String)
  case beginUngreeted
  case deliver(messageID: String)
  case noticeOverdue(name: String)
  case finish
  case leave
}

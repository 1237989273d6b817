import StileSyntax

/// The clauses of an item's header, checked.
struct HeaderClauses {
  var on: SeatTail?
  var user: TypedExpression?
  var when: TypedExpression?
  var within: TypedExpression?
  var every: TypedExpression?
  var holding: TypedExpression?
  var retry: TypedRetry?
  var batch: TypedExpression?
  var tags: [String] = []
  var isRequired = false
  var isSafeToRepeat = false
  private let owner: ClauseOwner
  private let clauses: [Clause]

  init(_ clauses: [Clause], of owner: ClauseOwner, on seat: SeatTail?) {
    self.clauses = clauses
    self.owner = owner
    on = seat
  }

  var seat: Seat { Seat(host: on?.host, user: user) }

  /// Where a clause stands, if it may.
  func span(_ word: ClauseWord) -> SourceSpan? {
    owner.allowed.contains(word) ? clauses.last { $0.word == word }?.span : nil
  }
}

/// The words that clauses begin with.
enum ClauseWord: String {
  case on
  case `as`
  case batch
  case within
  case every
  case holding
  case tags
  case alert
  case when
  case required
  case retry
  case safeToRepeat = "safe to repeat"
  case reverts
}

/// What has clauses, and which fit it.
enum ClauseOwner {
  case runbook
  case policy
  case stage
  case step
  case verify
  case verifyInside
  case ensure
  case wait
  case notify
  case confirm
  case manual
  case sample

  /// The words for it in messages.
  var what: String {
    switch self {
    case .runbook: "a runbook"
    case .policy: "a policy"
    case .stage: "a stage"
    case .step: "a step"
    case .verify: "a `verify`"
    case .verifyInside: "a `verify` inside a step"
    case .ensure: "an `ensure`"
    case .wait: "a `wait`"
    case .notify: "a `notify`"
    case .confirm: "a `confirm`"
    case .manual: "a `manual`"
    case .sample: "a `sample`"
    }
  }

  var allowed: [ClauseWord] {
    switch self {
    case .runbook: [.on, .as, .tags]
    case .policy: [.on, .as, .tags, .alert, .within]
    case .stage: [.tags]
    case .step: [.on, .as, .batch, .when, .within, .retry, .tags, .safeToRepeat, .reverts]
    case .verify: [.on, .as, .within, .every, .holding, .when, .tags]
    case .verifyInside: [.on, .as, .within, .every, .holding]
    case .ensure: [.within, .every, .holding]
    case .wait, .confirm, .manual, .sample: [.on, .as, .when, .tags]
    case .notify: [.required, .when, .tags]
    }
  }
}

extension Clause {
  var word: ClauseWord {
    switch kind {
    case .on: .on
    case .as: .as
    case .batch: .batch
    case .within: .within
    case .every: .every
    case .holding: .holding
    case .tags: .tags
    case .alert: .alert
    case .when: .when
    case .required: .required
    case .retry: .retry
    case .safeToRepeat: .safeToRepeat
    case .reverts: .reverts
    }
  }
}

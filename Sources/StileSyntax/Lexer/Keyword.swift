/// A reserved word: allowed as a member after `.` and as a label before `:`, nowhere else as a
/// name.
package enum Keyword: String, CaseIterable, Sendable {
  // Declarations.
  case use, param, secret, `let`, record, `enum`, fn, probe, action, procedure, runbook, policy
  case test
  // Statements.
  case `var`, stage, step, verify, ensure, undo, irreversible, wait, notify, confirm, manual
  case sample, parallel, `for`, `if`, match, `try`, `return`, `break`, expect, given
  // Words.
  case `else`, `catch`, simulate, and, or, not, `true`, `false`, none, some, fail, run, succeeds
  case ask, rehearse
  // Clauses.
  case on, `as`, `in`, by, within, every, holding, retry, tags, safe, batch, when, reverts, env
  case stdin, allow, reboots, subject, required, alert

  /// It begins a declaration when it stands at column 0.
  package var beginsDeclaration: Bool {
    switch self {
    case .use, .param, .secret, .let, .record, .enum, .fn, .probe, .action, .procedure, .runbook,
      .policy, .test:
      true
    default: false
    }
  }

  /// It begins a statement and can't begin anything else, so it shows that a bracket above is open.
  var beginsOnlyStatement: Bool {
    switch self {
    case .let, .var, .stage, .step, .verify, .ensure, .undo, .irreversible, .wait, .notify,
      .confirm, .manual, .sample, .for, .try, .return, .break, .expect, .given:
      true
    default: false
    }
  }

  /// It begins an item that a `let` can bind.
  var beginsItemValue: Bool {
    switch self {
    case .step, .sample, .wait, .notify, .confirm, .manual, .verify: true
    default: false
    }
  }

  /// A line that begins with it carries the statement above on.
  var carriesStatementOn: Bool {
    switch self {
    case .else, .catch, .simulate, .and, .or: true
    default: isClause
    }
  }

  /// It begins a clause of an item or a tail of a command.
  package var isClause: Bool {
    switch self {
    case .on, .as, .in, .by, .within, .every, .holding, .retry, .tags, .safe, .batch, .when,
      .reverts, .env, .stdin, .allow, .reboots, .subject, .required, .alert:
      true
    default: false
    }
  }
}

extension Keyword {
  /// The keyword that these bytes spell, if any.
  init?(spelling bytes: ByteView, _ range: Range<Int>) {
    guard range.count >= 2, range.count <= KeywordTable.longest,
      let found = KeywordTable.shared.keyword(bytes.packed(range))
    else { return nil }
    self = found
  }
}

/// A hash table from a word's bytes as one number to its keyword; a `switch` over strings costs more than
/// lexing.
private struct KeywordTable: Sendable {
  static let shared = KeywordTable()
  static let longest = 12
  private static let slotCount = 256

  private var keys = [UInt128](repeating: 0, count: slotCount)
  private var keywords = [Keyword?](repeating: nil, count: slotCount)

  private init() {
    for keyword in Keyword.allCases {
      let key = keyword.rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt128($1) }
      var slot = Self.slot(of: key)
      while keys[slot] != 0 { slot = (slot + 1) % Self.slotCount }
      keys[slot] = key
      keywords[slot] = keyword
    }
  }

  private static func slot(of key: UInt128) -> Int {
    let folded = UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64)
    return Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  func keyword(_ key: UInt128) -> Keyword? {
    var slot = Self.slot(of: key)
    while keys[slot] != 0 {
      if keys[slot] == key { return keywords[slot] }
      slot = (slot + 1) % Self.slotCount
    }
    return nil
  }
}

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

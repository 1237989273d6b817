import StileSyntax

/// What is allowed, and worth a remark. Each lint is a file of this folder; those that need what
/// only the checker knows while it reads a body are told there.
package enum Lints {
  /// The codes of all lints, sorted.
  package static let codes = [
    "allow-code",
    "allow-nothing",
    "allow-reason",
    "asks-at-terminal",
    "background-command",
    "constant-condition",
    "copy-loses-attributes",
    "curl-without-fail",
    "downloaded-program",
    "empty-window",
    "late-observation",
    "long-wait",
    "lost-shell-state",
    "moved-host",
    "probe-changes",
    "raw-command",
    "script-argument",
    "script-input",
    "short-poll",
    "sleep-in-step",
    "step-without-id",
    "unbounded-loop",
    "unchecked-peer",
    "unobserved-change",
    "unpaired-window",
    "unused-import",
    "unused-name",
    "unverified-step",
    "world-writable",
  ]

  /// What each looks for in a program.
  private static let all: [@Sendable (LintedProgram) -> [Diagnostic]] = [
    MovedHosts.find, UnusedNames.find, UnverifiedSteps.find, Windows.find,
  ]

  /// All remarks about a program, those that it allows with a reason left out.
  static func find(in linted: LintedProgram, told: [Diagnostic]) -> [Diagnostic] {
    let lints = told + all.flatMap { $0(linted) }
    return Allowances(in: linted).applied(to: lints)
  }
}

/// What a program may take; tests give less.
package struct Allowance: Sendable {
  /// Calls and rounds of loops between two effects.
  package var pureSteps = 1_000_000_000
  /// What the values of a fiber may take, in bytes.
  package var heapBytes = 2 << 30
  /// What a fiber may make before its heap is looked through for what nothing reaches; at 0 that
  /// happens after every instruction that makes something.
  package var freshBytes = 64 << 20

  package init() {}
}

import StileCheck

/// Code that runs side by side, each branch in a fiber of its own.
struct ForkCode: Sendable {
  enum Branches: Sendable {
    /// What each branch leaves to the code behind the fork.
    case statements([[ForkResult]])
    /// A branch for each element of a list, which stands in `variable`.
    case rounds(of: Register, variable: Register, gathering: Gathering?)
  }

  let branches: Branches
  /// How many run side by side; all, if that is not said.
  let width: Register?
  /// The next ones begin only when all of these are over.
  var isBatched = false
}

/// A register that a branch fills for the code behind its fork.
struct ForkResult: Sendable {
  let register: Register
  let type: Type
}

/// The values of items on several hosts, as a map by their names.
struct Gathering: Sendable {
  let from: ForkResult
  let into: ForkResult
}

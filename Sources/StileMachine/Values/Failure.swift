package import StileSyntax

/// Why an item, a region or an undo stopped: a definite failure, which `try` can catch.
package struct Failure: Error, Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// A command ended with a status that is not allowed.
    case command
    /// A verification does not hold.
    case verify
    /// A verification could not be asked.
    case unverified
    /// `expect` or `fail`.
    case expectation
    /// A value that is not what its type demands, also a name that came out of a command.
    case value
    /// Overflow, division by zero, depth, steps of pure code, sizes.
    case limit
    /// `within` is over.
    case timeout
    /// The world said no: a DNS update refused, an HTTP connection that failed.
    case world
    /// A host did not answer, or stopped answering.
    case unreachable
    /// A person said that it can't be done.
    case refused
  }

  package let kind: Kind
  /// One sentence, lower case, without a full stop.
  package let message: String
  /// Further lines: the values of a verification's sub-expressions, the end of a command's output.
  package let details: [String]
  package let status: Int64?
  package let output: CommandOutput?
  package let span: SourceSpan?

  package init(
    _ kind: Kind, _ message: String, details: [String] = [], status: Int64? = nil,
    output: CommandOutput? = nil, span: SourceSpan? = nil
  ) {
    self.kind = kind
    self.message = message
    self.details = details
    self.status = status
    self.output = output
    self.span = span
  }
}

/// What stops an item because a mistake in the program would else stop the machine; each has a
/// page of `stile explain`.
package enum Limit: String, CaseIterable, Sendable {
  case callsTooDeep = "calls-too-deep"
  case codeWithoutEnd = "code-without-end"
  case listTooLong = "list-too-long"
  case outputCut = "output-cut"
  case textTooLong = "text-too-long"
  case valueTooDeep = "value-too-deep"
  case valuesTooLarge = "values-too-large"

  /// Sorted.
  package static let codes = allCases.map(\.rawValue).sorted()

  /// The failure of the item, with the way out.
  func failure(_ message: String, output: CommandOutput? = nil) -> Failure {
    Failure(
      .limit, message, details: ["help: \(help); see `stile explain \(rawValue)`"],
      output: output)
  }

  private var help: String {
    switch self {
    case .callsTooDeep: "let the recursion end, or walk the list with `for`"
    case .codeWithoutEnd: "let the loop end, or wait for the world with `verify`"
    case .listTooLong: "let the command sort out what is needed"
    case .outputCut: "let the command print only what is needed"
    case .textTooLong: "write it into a file on the host"
    case .valueTooDeep: "keep a list instead of values in values"
    case .valuesTooLarge: "keep only what is still needed"
    }
  }
}

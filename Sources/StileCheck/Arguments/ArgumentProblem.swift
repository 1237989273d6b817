/// Why a text is no value of a param's type: the end of the sentence "`--set name=…`: …".
package struct ArgumentProblem: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }
}

/// Why a text is no value of a param's type: the end of the sentence "`--set name=…`: …".
package struct ArgumentProblem: Error, Hashable, Sendable {
  package let message: String
  /// Where in a document the part stands that does not fit.
  package let place: ArgumentNode.Place?

  package init(_ message: String, at place: ArgumentNode.Place? = nil) {
    self.message = message
    self.place = place
  }

  /// The problem at a place, if it is not known to be at a smaller one already.
  func at(_ place: ArgumentNode.Place) -> ArgumentProblem {
    ArgumentProblem(message, at: self.place ?? place)
  }
}

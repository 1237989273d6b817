import StileJournal
import StileMachine
import StileSyntax

extension FailureNote {
  /// The note of a failure, its place written out.
  init(_ failure: Failure, in sources: SourceMap) {
    var place: String?
    if let span = failure.span, let source = sources[span.source] {
      let position = source.position(span.lower)
      place = "\(source.name):\(position.line):\(position.column)"
    }
    self.init(
      kind: failure.kind, message: failure.message, details: failure.details,
      status: failure.status, place: place)
  }

  /// The failure as a fiber gets it back.
  var failure: Failure { Failure(kind, message, details: details, status: status) }
}

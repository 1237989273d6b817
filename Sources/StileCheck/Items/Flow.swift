import StileSyntax

/// The keys of one runbook or procedure, while its statements are read from top to bottom.
struct Flow {
  struct Step {
    let part: KeyPart
    /// The parts of the stages around it.
    let path: [KeyPart]
  }

  /// The loops since the last part of the key.
  var loops: [LocalID] = []
  /// The parts of the stages with an id around the place at hand.
  var path: [KeyPart] = []
  /// Where each key was used first.
  var keys = NamedValues<SourceSpan>()
  /// By what `undo` may call them: ids and names of lets.
  var steps = NamedValues<[Step]>()
  /// Items that were met so far.
  var itemCount = 0

  /// The text by which two keys are compared: the names, and how many loops each part carries.
  func signature(_ part: KeyPart) -> String {
    var text = ""
    for outer in path { text += "\(outer.name)#\(outer.loops.count)/" }
    if path.isEmpty, part.loops.isEmpty { return part.name }
    return text + "\(part.name)#\(part.loops.count)"
  }

  /// Takes a key, or says where it was taken before.
  mutating func take(_ part: KeyPart, at span: SourceSpan) -> SourceSpan? {
    let signature = signature(part)
    if let earlier = keys[signature] { return earlier }
    keys[signature, default: span] = span
    return nil
  }
}

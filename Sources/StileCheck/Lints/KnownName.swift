import StileSyntax

/// What a text says before anything runs about the name of a host or a record.
enum KnownName: Hashable {
  /// It is written down; lower case, without a final dot.
  case text(String)
  /// The value of a param: another one may be another name, the same one is the same.
  case param(GlobalID)
  /// The name of the host that a param holds.
  case hostParam(GlobalID)

  init(text: String) {
    let lower = text.lowercased()
    self = .text(lower.hasSuffix(".") ? String(lower.dropLast()) : lower)
  }

  /// The name that an expression stands for, if that can be known.
  init?(_ expression: TypedExpression, _ linted: LintedProgram) {
    switch expression.kind {
    case .constant(.domainName(let text)), .constant(.string(let text)): self.init(text: text)
    case .convert(_, let inner): self.init(inner, linted)
    case .global(let id):
      guard linted.program.globals.indices.contains(id.index) else { return nil }
      switch linted.program.globals[id.index].kind {
      case .let(let value): self.init(value, linted)
      case .param: self = .param(id)
      case .secret: return nil
      }
    case .field(let receiver, 0) where receiver.type == .host || receiver.type == .zone:
      self.init(nameOf: receiver, linted)
    case .member(.domainText, let receiver, _): self.init(receiver, linted)
    default: return nil
    }
  }

  /// The name of a host or a zone.
  init?(nameOf holder: TypedExpression, _ linted: LintedProgram) {
    switch holder.kind {
    case .record(_, let fields):
      guard let name = fields.first else { return nil }
      self.init(name, linted)
    case .convert(.host, let name): self.init(name, linted)
    case .global(let id):
      guard linted.program.globals.indices.contains(id.index) else { return nil }
      switch linted.program.globals[id.index].kind {
      case .let(let value): self.init(nameOf: value, linted)
      case .param: self = .hostParam(id)
      case .secret: return nil
      }
    default: return nil
    }
  }

  /// They may be the same name, as far as anybody can tell.
  func mayEqual(_ other: KnownName) -> Bool {
    guard case .text = self, case .text = other else { return true }
    return self == other
  }

  /// The name is, or may be, in the zone.
  func mayBeIn(_ zone: KnownName) -> Bool {
    guard case .text(let name) = self, case .text(let zone) = zone else { return true }
    return name == zone || name.hasSuffix("." + zone)
  }
}

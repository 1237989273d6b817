package import StileMachine

/// The texts of secrets by name, for the moment in which a command or a message needs them.
///
/// It never describes itself, and nothing but `bytes(of:)` lets a text out.
package struct SecretVault: Sendable, CustomStringConvertible, CustomReflectable {
  private let texts: [String: [UInt8]]

  package init(_ texts: [String: [UInt8]]) { self.texts = texts }

  package var description: String { "SecretVault(\(texts.count))" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  var names: [String] { texts.keys.sorted() }
  subscript(_ name: String) -> [UInt8]? { texts[name] }

  /// The whole text; a secret that nobody fetched is a failure that names it.
  package func bytes(of text: SecretText) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in text.pieces {
      switch piece {
      case .text(let text): bytes += Array(text.utf8)
      case .secret(let name):
        guard let secret = texts[name] else {
          throw Failure(.value, "the secret `\(name)` was not fetched")
        }
        bytes += secret
      }
    }
    return bytes
  }
}

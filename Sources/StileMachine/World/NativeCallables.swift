package import StileCheck
import StileSyntax

/// Every callable of `world`, with its signature and effect; what decodes and carries out each
/// stands in `StileWorld`.
///
/// Native actions are *guarded*: each carries a prerequisite that makes a second execution
/// harmless.
package enum NativeCallables {
  package static let all: [NativeCallable] = dns + http + tcp

  package static func isAction(_ name: String) -> Bool {
    all.contains { $0.name == name && $0.effect == .action }
  }
}

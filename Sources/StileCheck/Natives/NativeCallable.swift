package import StileSyntax

/// A callable of the built-in name `world`, which only standard modules see.
///
/// The list is passed to the checker: it stands in `StileMachine`, beside the request types.
package struct NativeCallable: Sendable {
  package let name: String
  package let effect: Effect
  /// Parameters and result in Stile's own words, resolved where the calling module stands:
  /// `(names: List[DomainName]) -> Observation`.
  package let signature: String

  package init(_ name: String, _ effect: Effect, _ signature: String) {
    self.name = name
    self.effect = effect
    self.signature = signature
  }
}

/// The pages of `stile explain`, one a diagnostic code, carried inside the program.
package enum Explanations {
  /// Sorted.
  package static let codes: [String] = pages.keys.sorted()

  /// The page of a code as Markdown; nil for a code that does not exist.
  package static func page(of code: String) -> String? {
    pages[code].map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A command with its words filled in: what is text for sh, and what is a word that sh never
/// parses.
package struct CommandText: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// Executed without a shell.
    case words([[UInt8]])
    /// Given to `sh -c` (under `set -eu`), with `${stile_1}` … bound to `arguments` by a prelude.
    case script(String, arguments: [[UInt8]], hasPipe: Bool)
  }

  package let form: Form
  /// One line for people, holes filled in and quoted, secrets never in it.
  package let rendering: String

  package init(form: Form, rendering: String) {
    self.form = form
    self.rendering = rendering
  }
}

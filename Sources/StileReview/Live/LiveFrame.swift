/// What to write so that a terminal shows new facts above a fresh live area.
///
///     12:03:41 done   freeze  Make the site read-only      facts scroll away upwards
///     ▸ copy  Copy the site to the new server  3.4 s       the live area is drawn anew each time
package struct LiveFrame: Sendable {
  /// The lines of the live area that stand on the screen now.
  private var drawn = 0

  package init() {}

  /// The text that takes the old live area away, adds the facts, and draws the new one.
  package mutating func update(facts: [String], live: [String]) -> String {
    guard !facts.isEmpty || !live.isEmpty || drawn > 0 else { return "" }
    var text = ""
    if drawn > 0 { text += "\u{1B}[\(drawn)A" }
    text += "\r\u{1B}[J"
    for line in facts + live { text += line + "\n" }
    drawn = live.count
    return text
  }
}

/// Where the text of a corpus case stands: what comes before and behind it to make a program.
enum CorpusPlace: String, CaseIterable {
  /// The text is a whole file, its edition included.
  case whole
  /// Declarations below the edition; nothing else is declared.
  case file
  case runbook
  case procedure
  case step
  case stepOnWeb = "step on web"
  case undo
  case verify
  case verifyOnWeb = "verify on web"
  case action
  case probe
  case function = "fn"

  /// What all bodies may speak of, declared behind them.
  private static let vocabulary = """
    use dns, http
    param web: Host
    param db: Host
    param hosts: List[Host] = []
    param name: String = "a"
    param names: List[String] = ["a", "b"]
    param number: Int = 3
    param tree: Path = "/srv/site"
    param start: Time = 2026-12-01T20:00Z
    secret key from env "KEY"
    let zone = Zone(name: "example.org", primary: "192.0.2.53", key: "runbooks", secret: key)
    record Site { name: String, path: Path = "/srv/site", owner: String? = none }
    enum Color { red, green, mixed(share: Int) }
    fn double(n: Int) -> Int = n * 2
    probe kernel() -> String = (probe `uname -r`).text
    action mark(file: Path) {
      no undo "a mark does no harm"
      run `touch -- #{file}`
    }
    procedure greet(who: String) { notify console "Hello #{who}" }
    """

  private var opening: String {
    switch self {
    case .whole, .file: ""
    case .runbook: "runbook example \"An example\" {"
    case .procedure: "procedure example() {"
    case .step: "runbook example \"An example\" { step one \"One\" {"
    case .stepOnWeb: "runbook example \"An example\" { step one \"One\" on web {"
    case .undo: "action example() { undo {"
    case .verify: "runbook example \"An example\" { verify one \"One\" {"
    case .verifyOnWeb: "runbook example \"An example\" { verify one \"One\" on web {"
    case .action: "action example() {"
    case .probe: "probe example() {"
    case .function: "fn example() {"
    }
  }

  private var closing: String {
    switch self {
    case .whole, .file: ""
    case .runbook, .procedure, .action, .probe, .function: "}"
    case .step, .stepOnWeb, .undo, .verify, .verifyOnWeb: "}\n}"
    }
  }

  /// The program; its text stands on the lines that it has in the document, so that messages do.
  func program(_ text: String, below line: Int) -> String {
    if self == .whole { return text }
    let edition = "stile 1" + String(repeating: "\n", count: max(2, line))
    if self == .file { return edition + "\n" + text }
    let body = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    return edition + opening + "\n" + body + "\n" + closing + "\n\n" + Self.vocabulary + "\n"
  }
}

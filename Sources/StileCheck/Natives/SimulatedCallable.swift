/// What the built-in name `sim` offers to tests and models: facts about the simulated world.
enum SimulatedCallable {
  /// The parameters of each; all of them give a `Given`.
  static let signatures: [String: String] = [
    "host": "(host: Host, reachable: Bool = true)",
    "file": "(host: Host, path: Path, content: String = \"\", mode: String = \"644\")",
    "record": "(name: DomainName, type: String, values: List[String], ttl: Duration = 5m)",
    "answer": "(question: String, answer: String)",
    "reply": "(command: String, stdout: String = \"\", status: Int = 0)",
    "fault": "(item: String, message: String = \"simulated\")",
    "crash": "(after: String)",
  ]
}

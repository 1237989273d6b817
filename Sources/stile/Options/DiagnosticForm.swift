import ArgumentParser

/// How `stile check` says what it found.
enum DiagnosticForm: String, EnumerableFlag {
  case text
  case json
  case sarif
  case github

  static func help(for value: DiagnosticForm) -> ArgumentHelp? {
    switch value {
    case .text: "Show each finding under the line that it is about."
    case .json: "Print the findings as JSON, one a line."
    case .sarif: "Print one SARIF 2.1.0 document."
    case .github: "Print annotations of a GitHub workflow."
    }
  }
}

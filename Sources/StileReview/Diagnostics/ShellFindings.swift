import StileMachine
package import StileSyntax

/// What `shellcheck` says about the commands of a file, as diagnostics at their places there.
package struct ShellFindings: Sendable {
  /// The scripts to look at; the file name of each is its number.
  package let scripts: [ShellScript]

  package init(_ tree: SyntaxTree) {
    var scripts: [ShellScript] = []
    tree.root.forEachExpression { expression in
      guard case .command(let command) = expression.kind else { return }
      scripts.append(ShellScript(command, in: tree.source))
    }
    self.scripts = scripts
  }

  /// What shellcheck is told to say: JSON, about sh, whatever a person's own settings are. It need
  /// not see files that a command reads in.
  package static let arguments = [
    "--norc", "--shell=sh", "--format=json1", "--severity=info", "--exclude=SC1090,SC1091", "--",
  ]

  /// The diagnostics that its output tells of, by their places; absent if it can't be read.
  package func diagnostics(of output: [UInt8]) -> [Diagnostic]? {
    guard let document = try? JSON.parse(output), case .array(let comments)? = document["comments"]
    else { return nil }
    return comments.compactMap(diagnostic).sorted {
      ($0.primary.span.lower, $0.code) < ($1.primary.span.lower, $1.code)
    }
  }

  private func diagnostic(_ comment: JSON) -> Diagnostic? {
    guard case .string(let file)? = comment["file"],
      let number = file.split(separator: "/").last.flatMap({ Int($0) }),
      scripts.indices.contains(number), case .int(let code)? = comment["code"],
      case .string(let message)? = comment["message"], let line = comment.number("line"),
      let column = comment.number("column")
    else { return nil }
    let span = scripts[number].span(
      fromLine: line, column, toLine: comment.number("endLine") ?? line,
      comment.number("endColumn") ?? column)
    return Diagnostic(
      "SC\(code)", "shellcheck: \(message)", at: Label(span, ""),
      help: "https://www.shellcheck.net/wiki/SC\(code)", severity: .lint)
  }
}

extension JSON {
  fileprivate subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  fileprivate func number(_ name: String) -> Int? {
    guard case .int(let value)? = self[name] else { return nil }
    return Int(exactly: value)
  }
}

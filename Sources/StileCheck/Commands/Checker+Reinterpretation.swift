import StileSyntax

extension Checker {
  /// A value in an argument that another interpreter reads again is no longer data.
  mutating func refuseProgramArguments(_ literal: CommandLiteral) {
    commandWords.read(literal)
    for command in commandWords.commands {
      guard let (reader, hole) = Interpreters.argumentHole(in: commandWords[command])
      else { continue }
      let span = literal.holes[hole].expression.span
      if reader.isScript {
        report(.scriptArgument(reader.command, at: span))
      } else {
        report(.reinterpretedArgument(reader.command, at: span))
      }
    }
  }

  /// Nor is one in a text that an interpreter is given to read: a here-document, or a pipe.
  mutating func refuseProgramInput(_ literal: CommandLiteral) {
    commandWords.read(literal)
    for (number, command) in literal.simpleCommands.enumerated() {
      guard let hole = inputHole(of: command, number, in: literal),
        let reader = Interpreters.inputReader(in: commandWords[number])
      else { continue }
      reportProgramInput(reader, at: literal.holes[hole].expression.span)
      return
    }
  }

  /// A text behind `stdin` is read by the commands that are given nothing else to read.
  mutating func refuseProgramInput(_ literal: CommandLiteral, stdin: Expression) {
    guard case .string(let text) = stdin.withoutParentheses.kind,
      let hole = text.segments.lazy.compactMap(\.hole).first
    else { return }
    commandWords.read(literal)
    for (number, command) in literal.simpleCommands.enumerated() where command.pipedFrom.isEmpty {
      guard let reader = Interpreters.inputReader(in: commandWords[number]),
        !literal.hereDocuments.contains(where: { $0.readers.contains(number) })
      else { continue }
      reportProgramInput(reader, at: hole.span)
      return
    }
  }

  private mutating func reportProgramInput(_ reader: Interpreters.Reader, at span: SourceSpan) {
    if reader.isScript {
      report(.scriptInput(reader.command, at: span))
    } else {
      report(.reinterpretedInput(reader.command, at: span))
    }
  }

  /// The first hole that gets into what a command reads: in a here-document of its own or of what
  /// stands before it in its pipe, or in the words that a command there prints.
  private func inputHole(
    of command: CommandLiteral.SimpleCommand, _ number: Int, in literal: CommandLiteral
  ) -> Int? {
    if literal.hereDocuments.isEmpty, command.pipedFrom.isEmpty { return nil }
    let readers = [number..<number + 1, command.pipedFrom]
    let documents = literal.hereDocuments.filter { document in
      readers.contains { $0.overlaps(document.readers) }
    }
    let printed = command.pipedFrom.flatMap { number in
      let words = commandWords[number]
      return KnownCommands.isPrinter(words) ? words.flatMap(\.holes) : []
    }
    return (documents.flatMap(\.holes) + printed).min()
  }
}

extension StringLiteral.Segment {
  fileprivate var hole: Expression? {
    if case .hole(let expression) = self { expression } else { nil }
  }
}

/// A string with its escapes resolved; holes stay expressions.
package struct StringLiteral: Sendable {
  package enum Segment: Sendable {
    case text(String)
    case hole(Expression)
  }

  package let segments: [Segment]
  package let span: SourceSpan

  package init(segments: [Segment], span: SourceSpan) {
    self.segments = segments
    self.span = span
  }

  /// The text, if there is no hole in it.
  package var plainText: String? {
    var text = ""
    for segment in segments {
      switch segment {
      case .text(let part): text += part
      case .hole: return nil
      }
    }
    return text
  }

  /// The text with the holes left out; a title's slug is made of it.
  package var literalText: String {
    var text = ""
    for case .text(let part) in segments { text += part }
    return text
  }
}

/// A command's sh text with holes, and what walking the text found out about it.
package final class CommandLiteral: Sendable {
  /// Where a hole stands, which decides what it becomes.
  package enum Quoting: Sendable {
    /// A bare or glued word, redirection, assignment, `case`, inside `$(…)`: becomes
    /// `"${stile_1}"`.
    case bare
    /// Inside double quotes or a here-document: becomes `${stile_1}`.
    case quoted
    /// Inside `$(( ))`: `${stile_1}`, an `Int` only.
    case arithmetic
  }

  package struct Hole: Sendable {
    package let expression: Expression
    package let quoting: Quoting
    /// Text or another hole touches it within its word.
    package let isGlued: Bool
    /// It begins its word and no `--` stands before it in its command.
    package let mayBeOption: Bool
    /// sh expects a command here, so a spliced `Command` may be any text.
    package let isCommandPosition: Bool

    package init(
      expression: Expression, quoting: Quoting, isGlued: Bool, mayBeOption: Bool,
      isCommandPosition: Bool
    ) {
      self.expression = expression
      self.quoting = quoting
      self.isGlued = isGlued
      self.mayBeOption = mayBeOption
      self.isCommandPosition = isCommandPosition
    }
  }

  package enum Segment: Sendable {
    /// sh text, as sh must see it.
    case text(String)
    case hole(Hole)
  }

  /// A part of a word of a text of plain words, after sh's quote removal.
  package enum WordPart: Sendable {
    case text(String)
    /// An index into `holes`.
    case hole(Int)
  }

  /// A simple command somewhere in the text, with its words after sh's quote removal.
  package struct SimpleCommand: Sendable {
    package enum Part: Sendable {
      case text(String)
      /// An index into `holes`.
      case hole(Int)
      /// Something that the shell expands: `$x`, `$(…)`, a glob; the holes that stand in it.
      case expansion(holes: Range<Int>)
    }

    /// A part, or what is left of an empty word: nothing.
    package struct Piece: Sendable {
      package let part: Part?
      package var endsWord: Bool

      package init(part: Part?, endsWord: Bool = false) {
        self.part = part
        self.endsWord = endsWord
      }
    }

    /// The words, one behind the other: the name of the command first; assignments and redirections
    /// are no words.
    package let pieces: [Piece]
    /// The commands of the text whose output it may read through a pipe.
    package let pipedFrom: Range<Int>
    package let span: SourceSpan
  }

  /// The text of a here-document: who reads it, and what is put into it.
  package struct HereDocument: Sendable {
    /// Simple commands of the text; more than one if it belongs to a loop, a group or the like.
    package var readers: Range<Int>
    /// Indices into `holes`.
    package var holes: Range<Int>
  }

  package let segments: [Segment]
  /// The text is one of plain words (no operator, expansion, glob, redirection or assignment, no
  /// keyword or shell builtin first): it is executed without a shell then.
  let isPlain: Bool
  /// A pipe stands in it, so it runs under `pipefail`.
  package let hasPipe: Bool
  /// It redirects output to something other than `/dev/null` or another descriptor.
  package let outputRedirection: SourceSpan?
  /// Every simple command of the text, those in `$(…)` included, in the order of their ends.
  package let simpleCommands: [SimpleCommand]
  package let hereDocuments: [HereDocument]
  package let isBlock: Bool
  package let span: SourceSpan

  init(
    segments: [Segment], isPlain: Bool, hasPipe: Bool, outputRedirection: SourceSpan?,
    simpleCommands: [SimpleCommand], hereDocuments: [HereDocument], isBlock: Bool,
    span: SourceSpan
  ) {
    self.simpleCommands = simpleCommands
    self.hereDocuments = hereDocuments
    self.segments = segments
    self.isPlain = isPlain
    self.hasPipe = hasPipe
    self.outputRedirection = outputRedirection
    self.isBlock = isBlock
    self.span = span
  }

  /// The words of a text of plain words; nil where a shell is needed.
  package var plainPieces: [SimpleCommand.Piece]? {
    isPlain ? simpleCommands.first?.pieces : nil
  }

  package var holes: [Hole] {
    segments.compactMap { if case .hole(let hole) = $0 { hole } else { nil } }
  }
}

extension [CommandLiteral.SimpleCommand.Piece] {
  /// The parts of each word.
  package var words: [[CommandLiteral.WordPart]] {
    var words: [[CommandLiteral.WordPart]] = []
    var word: [CommandLiteral.WordPart] = []
    for piece in self {
      switch piece.part {
      case .text(let text)?: word.append(.text(text))
      case .hole(let number)?: word.append(.hole(number))
      case .expansion?, nil: break
      }
      guard piece.endsWord else { continue }
      words.append(word)
      word = []
    }
    return words
  }
}

/// The text of a command as a script of its own, as tools read it that know sh: each hole is the
/// variable that it becomes, and each place leads back to the source.
package struct ShellScript: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// For each byte the offset in the source that it came from.
  private var origins: [Int32] = []
  private let source: SourceText
  private let span: SourceSpan

  package init(_ command: CommandLiteral, in source: SourceText) {
    self.source = source
    span = command.span
    append(ShellScript.prelude(holes: command.holes.count), from: Int(span.lower))
    var position = Int(span.lower) + 1
    var number = 0
    for segment in command.segments {
      switch segment {
      case .text(let text): position = append(text, readFrom: position)
      case .hole(let hole):
        number += 1
        append(ShellScript.word(hole, number), from: Int(hole.expression.span.lower))
        position = end(of: hole, from: position)
      }
    }
    append("\n", from: position)
  }

  /// The place in the source of a place in the script; lines and columns count from 1, columns
  /// count characters. What a tool says of the first line, which is ours, is about the whole.
  package func span(fromLine line: Int, _ column: Int, toLine: Int, _ endColumn: Int) -> SourceSpan
  {
    guard line > 1, let lower = offset(line, column), let upper = offset(toLine, endColumn),
      lower <= upper, origins.indices.contains(lower)
    else { return span }
    let first = Int(origins[lower])
    let last =
      upper > lower && origins.indices.contains(upper - 1) ? Int(origins[upper - 1]) + 1 : first
    return SourceSpan(span.source, first, max(first, last))
  }

  /// What the runner sets before the text runs, so that no mistake is seen where none is.
  private static func prelude(holes: Int) -> String {
    let variables = (0..<holes).map { "; stile_\($0 + 1)=$\($0 < 9 ? "\($0 + 1)" : "{\($0 + 1)}")" }
    return "set -eu" + variables.joined() + "\n"
  }

  private static func word(_ hole: CommandLiteral.Hole, _ number: Int) -> String {
    switch hole.quoting {
    case .bare: "\"${stile_\(number)}\""
    case .quoted, .arithmetic: "${stile_\(number)}"
    }
  }

  private mutating func append(_ text: String, from offset: Int) {
    for byte in text.utf8 {
      bytes.append(byte)
      origins.append(Int32(clamping: offset))
    }
  }

  /// The text is the source without margins and escapes, so each of its bytes stands there, in this
  /// order.
  private mutating func append(_ text: String, readFrom start: Int) -> Int {
    var position = start
    for byte in text.utf8 {
      var found = position
      while found < Int(span.upper), source.bytes[found] != byte { found += 1 }
      if found < Int(span.upper) { position = found + 1 }
      bytes.append(byte)
      origins.append(Int32(clamping: min(found, Int(span.upper))))
    }
    return position
  }

  /// Behind the `}` of a hole.
  private func end(of hole: CommandLiteral.Hole, from position: Int) -> Int {
    var position = max(position, Int(hole.expression.span.upper))
    while position < Int(span.upper), source.bytes[position] != Byte.rightBrace { position += 1 }
    return position + 1
  }

  private func offset(_ line: Int, _ column: Int) -> Int? {
    var lines = 1
    var start = 0
    while lines < line {
      guard let newline = bytes[start...].firstIndex(of: Byte.lineFeed) else { return nil }
      start = newline + 1
      lines += 1
    }
    var left = column - 1
    var offset = start
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}

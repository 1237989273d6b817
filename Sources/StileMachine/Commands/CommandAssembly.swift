import StileCheck
import StileSyntax

/// Fills a command's holes: data becomes words or variables, never text that sh parses.
///
///     `tar -cf #{file} -- #{names}`    words:   tar -cf │ a.tar │ -- │ x │ y z
///     `ls #{dir} | wc -l`              script:  ls "${stile_1}" | wc -l      arguments: /srv
struct CommandAssembly {
  private let heap: Heap
  private let command: CommandCode
  private let values: [Value]
  private var arguments: [[UInt8]] = []
  private var rendering = ""
  private var hasPipe: Bool

  static func text(
    of command: CommandCode, _ values: [Value], _ heap: Heap
  ) throws(Failure) -> CommandText {
    var assembly = CommandAssembly(heap, command, values)
    if let text = assembly.wholeSplice() { return text }
    if let text = try assembly.plainText() { return text }
    return try assembly.script()
  }

  /// `raw(text)`: sh text that nobody checked.
  static func raw(_ text: String) -> CommandText {
    CommandText(
      form: .script(text, arguments: [], hasPipe: text.utf8.contains(UInt8(ascii: "|"))),
      rendering: ShellText.oneLine(text))
  }

  private init(_ heap: Heap, _ command: CommandCode, _ values: [Value]) {
    self.heap = heap
    self.command = command
    self.values = values
    hasPipe = command.hasPipe
  }

  /// A text that is nothing but a spliced Command is that command.
  private func wholeSplice() -> CommandText? {
    guard command.segments.count == 1, case .hole(let number) = command.segments[0] else {
      return nil
    }
    return splice(number)?.text
  }

  // A text of plain words

  /// Nil where a shell is needed.
  private func plainText() throws(Failure) -> CommandText? {
    guard let plainWords = command.plainWords else { return nil }
    var words: [[UInt8]] = []
    for word in plainWords {
      if case .hole(let number) = word.first, word.count == 1 {
        if let splice = splice(number) {
          guard case .words(let spliced) = splice.text.form else {
            if command.holes[number].isCommandPosition || splice.isRaw { return nil }
            throw notPlain()
          }
          words += spliced
        } else {
          words += try self.words(number)
        }
      } else {
        words.append(try glued(word))
      }
    }
    return CommandText(
      form: .words(words),
      rendering: ShellText.shortened(words.map { ShellText.quoted($0) }.joined(separator: " ")))
  }

  private func glued(_ parts: [CommandLiteral.WordPart]) throws(Failure) -> [UInt8] {
    var word: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): word += text.utf8
      case .hole(let number): word += try single(number)
      }
    }
    return word
  }

  // A text for sh

  private mutating func script() throws(Failure) -> CommandText {
    var script = ""
    for segment in command.segments {
      switch segment {
      case .text(let text):
        script += text
        rendering += text
      case .hole(let number): script += try expansion(of: number)
      }
    }
    return CommandText(
      form: .script(script, arguments: arguments, hasPipe: hasPipe),
      rendering: ShellText.oneLine(rendering))
  }

  /// What stands in the text for a hole.
  private mutating func expansion(of number: Int) throws(Failure) -> String {
    let hole = command.holes[number]
    if let splice = splice(number) { return try expansion(of: splice, hole) }
    switch hole.quoting {
    case .bare:
      let words = try words(number)
      rendering += words.map { ShellText.quoted($0) }.joined(separator: " ")
      return words.map { "\"\(variable($0))\"" }.joined(separator: " ")
    case .quoted:
      let word = try single(number)
      rendering += ShellText.escapedInQuotes(word)
      return variable(word)
    case .arithmetic:
      guard case .int = values[number] else {
        throw Failure(.value, "only an Int can stand in `$(( ))`")
      }
      let word = try single(number)
      rendering += String(decoding: word, as: UTF8.self)
      return variable(word)
    }
  }

  private mutating func variable(_ word: [UInt8]) -> String {
    arguments.append(word)
    return "${stile_\(arguments.count)}"
  }

  // Spliced commands

  private func splice(_ number: Int) -> (text: CommandText, isRaw: Bool)? {
    guard case .command = values[number] else { return nil }
    return heap.command(of: values[number])
  }

  private func notPlain() -> Failure {
    Failure(
      .value, "a Command that is not plain words can stand only where sh expects a command, alone")
  }

  private mutating func expansion(
    of splice: (text: CommandText, isRaw: Bool), _ hole: CommandCode.Hole
  ) throws(Failure) -> String {
    if hole.isGlued { throw Failure(.value, "a Command can't be glued to other text") }
    guard case .bare = hole.quoting else {
      throw Failure(.value, "a Command can't stand in quotes or in `$(( ))`")
    }
    switch splice.text.form {
    case .words(let words):
      rendering += splice.text.rendering
      return words.map { "\"\(variable($0))\"" }.joined(separator: " ")
    case .script(let text, let inner, let innerHasPipe):
      hasPipe = hasPipe || innerHasPipe
      let offset = arguments.count
      arguments += inner
      let renumbered = ShellText.renumbered(text, by: offset)
      if hole.isCommandPosition {
        rendering += "{ \(splice.text.rendering); }"
        // The line's end closes a comment or a here-document of the text.
        return "{ \(renumbered)\n}"
      }
      guard splice.isRaw else { throw notPlain() }
      rendering += splice.text.rendering
      return renumbered
    }
  }

  // Data as words

  /// The words of a hole: one, or one for each element of a list.
  private func words(_ number: Int) throws(Failure) -> [[UInt8]] {
    let hole = command.holes[number]
    guard case .list = values[number] else { return [try word(values[number], hole)] }
    if hole.isGlued { throw Failure(.value, "a list can't be glued to other text in a word") }
    var words: [[UInt8]] = []
    for element in try heap.elements(of: values[number]) { words.append(try word(element, hole)) }
    if words.isEmpty {
      throw Failure(.value, "an empty list leaves the command without a word that it expects")
    }
    return words
  }

  /// The one word of a hole that stands within other text.
  private func single(_ number: Int) throws(Failure) -> [UInt8] {
    if case .list = values[number] {
      throw Failure(.value, "a list can't stand within a word or within quotes")
    }
    return try word(values[number], command.holes[number])
  }

  private func word(_ value: Value, _ hole: CommandCode.Hole) throws(Failure) -> [UInt8] {
    var word = try bytes(of: value)
    if word.contains(0) {
      throw Failure(.value, "\(heap.rendering(of: value)) holds a NUL byte: no word can")
    }
    if word.isEmpty, hole.isGlued {
      throw Failure(.value, "an empty value stands glued to other text in a word")
    }
    guard word.first == UInt8(ascii: "-") else { return word }
    switch value {
    case .path:
      if hole.mayBeOption || !hole.isGlued { word = Array("./".utf8) + word }
    case .string, .bytes:
      if hole.mayBeOption {
        throw Failure(
          .value,
          "\(heap.rendering(of: value)) begins with `-`, so it could be taken for an option: "
            + "put `--` before it, or pass options as a Command")
      }
    default: break
    }
    return word
  }

  private func bytes(of value: Value) throws(Failure) -> [UInt8] {
    switch value {
    case .string, .user, .domainName, .url: return Array(heap.string(of: value).utf8)
    case .bytes, .path: return heap.bytes(of: value)
    case .int(let number): return Array(String(number).utf8)
    case .record where heap.record(of: value).number == BuiltInRecord.host:
      return Array(try heap.text(of: value).utf8)
    case .secret:
      throw Failure(.value, "a Secret is no word of a command: pass it by `env` or `stdin`")
    default: throw Failure(.value, "\(heap.rendering(of: value)) is no word of a command")
    }
  }
}

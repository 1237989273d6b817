import CYAML
import StileCheck

/// The events of a YAML text, as libyaml finds them one after the other.
struct YAMLEvents: ~Copyable {
  enum Event {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequence
    case mapping
    /// The end of a sequence or a mapping.
    case end
    case document
    case endOfText
  }

  struct Step {
    let event: Event
    /// The name by which aliases speak of the value that begins here.
    let anchor: String?
    let place: ArgumentNode.Place
  }

  /// It keeps pointers into itself, so it must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// The text must live as long as this.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(ArgumentProblem) {
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw ArgumentProblem("there is not enough memory for it")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(ArgumentProblem) -> Step {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
      defer { yaml_event_delete(&event) }
      if let step = Self.step(event) { return step }
    }
  }

  /// Nil for what says nothing about values.
  private static func step(_ event: yaml_event_t) -> Step? {
    let data = event.data
    func step(_ kind: Event, _ anchor: UnsafeMutablePointer<yaml_char_t>? = nil) -> Step {
      Step(event: kind, anchor: anchor.map { name($0) }, place: place(event.start_mark))
    }
    switch event.type {
    case YAML_SCALAR_EVENT:
      let bytes = UnsafeBufferPointer(
        start: data.scalar.value, count: Int(clamping: data.scalar.length))
      let isPlain = data.scalar.style == YAML_PLAIN_SCALAR_STYLE
      return step(
        .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain), data.scalar.anchor)
    case YAML_ALIAS_EVENT: return step(.alias(data.alias.anchor.map { name($0) } ?? ""))
    case YAML_SEQUENCE_START_EVENT: return step(.sequence, data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: return step(.mapping, data.mapping_start.anchor)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return step(.end)
    case YAML_DOCUMENT_START_EVENT: return step(.document)
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return step(.endOfText)
    default: return nil
    }
  }

  private static func name(_ text: UnsafeMutablePointer<yaml_char_t>) -> String {
    String(cString: text)
  }

  private var problem: ArgumentProblem {
    let state = parser.pointee
    let words = state.problem.map { String(cString: $0) } ?? "there is not enough memory for it"
    let isPlaced = state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR
    return ArgumentProblem(
      "this is no YAML: \(words)", at: isPlaced ? Self.place(state.problem_mark) : nil)
  }

  private static func place(_ mark: yaml_mark_t) -> ArgumentNode.Place {
    ArgumentNode.Place(
      line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
  }
}

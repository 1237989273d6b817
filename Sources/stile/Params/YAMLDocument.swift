import StileCheck

/// A YAML document: its shape, its texts and where they stand.
///
/// What YAML takes a scalar for does not count: it is the text that stands there.
struct YAMLDocument: ~Copyable {
  /// More is no list of params: a few lines of aliases can stand for millions of values.
  private static let most = 100_000
  private static let deepest = 100

  private var events: YAMLEvents
  /// What aliases can stand for so far, with the number of values in it.
  private var anchors: [String: (node: ArgumentNode, size: Int)] = [:]
  private var count = 0
  private var depth = 0

  /// Nil if nothing stands in it.
  static func read(_ text: [UInt8]) throws(ArgumentProblem) -> ArgumentNode? {
    try text.withUnsafeBufferPointer { bytes throws(ArgumentProblem) in
      var document = YAMLDocument(events: try YAMLEvents(bytes))
      return try document.whole()
    }
  }

  private init(events: consuming YAMLEvents) { self.events = events }

  private mutating func whole() throws(ArgumentProblem) -> ArgumentNode? {
    guard case .document = try events.next().event else { return nil }
    let node = try value(try events.next())
    let rest = try events.next()
    if case .document = rest.event {
      throw ArgumentProblem("a second document is not read", at: rest.place)
    }
    return node
  }

  /// The value that begins with a step.
  private mutating func value(_ step: YAMLEvents.Step) throws(ArgumentProblem) -> ArgumentNode {
    let before = count
    try add(1, at: step.place)
    guard depth < Self.deepest else {
      throw ArgumentProblem("nested deeper than \(Self.deepest)", at: step.place)
    }
    depth += 1
    defer { depth -= 1 }
    let node: ArgumentNode
    switch step.event {
    case .scalar(let text, _): node = ArgumentNode(.text(text), at: step.place)
    case .sequence: node = ArgumentNode(.list(try elements()), at: step.place)
    case .mapping: node = ArgumentNode(.map(try entries()), at: step.place)
    case .alias(let name): node = try aliased(name, at: step.place)
    case .end, .document, .endOfText:
      throw ArgumentProblem("this is no YAML: a value is missing", at: step.place)
    }
    if let anchor = step.anchor { anchors[anchor] = (node, count - before) }
    return node
  }

  private mutating func add(_ values: Int, at place: ArgumentNode.Place) throws(ArgumentProblem) {
    count += values
    if count > Self.most { throw ArgumentProblem("more than \(Self.most) values", at: place) }
  }

  private mutating func aliased(
    _ name: String, at place: ArgumentNode.Place
  ) throws(ArgumentProblem) -> ArgumentNode {
    guard let known = anchors[name] else {
      throw ArgumentProblem("`*\(name)` stands for nothing above it", at: place)
    }
    try add(known.size, at: place)
    return known.node
  }

  private mutating func elements() throws(ArgumentProblem) -> [ArgumentNode] {
    var elements: [ArgumentNode] = []
    while true {
      let step = try events.next()
      if case .end = step.event { return elements }
      elements.append(try value(step))
    }
  }

  private mutating func entries() throws(ArgumentProblem) -> [ArgumentNode.Entry] {
    var entries: [ArgumentNode.Entry] = []
    var names: Set<String> = []
    while true {
      let step = try events.next()
      if case .end = step.event { return entries }
      guard case .scalar(let name, let isPlain) = step.event else {
        throw ArgumentProblem("a name is a text", at: step.place)
      }
      if name == "<<", isPlain {
        throw ArgumentProblem("`<<` merges nothing here: write the entries out", at: step.place)
      }
      guard names.insert(name).inserted else {
        throw ArgumentProblem("`\(name)` is given twice", at: step.place)
      }
      let value = try value(try events.next())
      entries.append(ArgumentNode.Entry(key: name, at: step.place, value: value))
    }
  }
}

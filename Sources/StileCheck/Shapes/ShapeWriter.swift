/// Writes the canonical form of an item or a callable: nested lists of words, in which a local
/// stands by a number of its own and a text by its length and its characters.
///
/// Regions and undo blocks are written apart from what stands around them.
struct ShapeWriter {
  enum Section: Int, CaseIterable {
    case does
    case checks
    case undoes
  }

  /// What one section came to.
  struct Piece {
    var form = ""
    /// By their places in the program.
    var callees = Set<Int>()
    var globals = Set<Int>()
    /// Locals from outside, in the order in which they are met.
    var reads: [LocalID] = []
    /// It says `irreversible`.
    var isWall = false
    /// How many locals of its own were met.
    var count = 0
  }

  let program: Program
  private var pieces = [Piece](repeating: Piece(), count: Section.allCases.count)
  private var section = Section.does
  /// The words for the locals of the bodies around the place, innermost last.
  private var scopes: [[Int: String]]
  private let outermost: FunctionBody
  /// The outermost body is a callable, which is written with its regions in their places.
  private let isWhole: Bool

  init(_ program: Program, _ body: FunctionBody, isWhole: Bool) {
    self.program = program
    self.isWhole = isWhole
    outermost = body
    scopes = [[:]]
    if isWhole {
      for index in 0..<body.parameterCount { declare(LocalID(index)) }
    }
  }

  func piece(_ section: Section) -> Piece { pieces[section.rawValue] }

  // MARK: - Words

  mutating func word(_ word: some StringProtocol) {
    pieces[section.rawValue].form += " "
    pieces[section.rawValue].form += word
  }

  /// A text that may hold anything.
  mutating func text(_ text: String) {
    word("\(text.utf8.count):")
    pieces[section.rawValue].form += text
  }

  mutating func list(_ name: String, _ write: (inout ShapeWriter) -> Void) {
    word("(\(name)")
    write(&self)
    pieces[section.rawValue].form += ")"
  }

  /// Writes into another section; what stands in a lambda or an undo block stays there.
  mutating func apart(_ other: Section, _ write: (inout ShapeWriter) -> Void) {
    let outer = section
    let staysHere = isWhole && other == .checks
    if scopes.count == 1, !staysHere { section = other }
    write(&self)
    section = outer
  }

  mutating func wall() {
    word("irreversible")
    pieces[section.rawValue].isWall = true
  }

  // MARK: - Names

  mutating func declare(_ local: LocalID) {
    if scopes[scopes.count - 1][local.index] != nil { return }
    let number = pieces[section.rawValue].count
    pieces[section.rawValue].count += 1
    scopes[scopes.count - 1][local.index] = "\(section)\(number)"
  }

  mutating func name(_ local: LocalID) { word(known(local)) }

  /// A local that nothing in the item declares comes from outside, and counts by its name.
  private mutating func known(_ local: LocalID) -> String {
    if let known = scopes.last?[local.index] { return known }
    guard scopes.count == 1, !isWhole else {
      declare(local)
      return scopes.last?[local.index] ?? ""
    }
    if !pieces[section.rawValue].reads.contains(local) {
      pieces[section.rawValue].reads.append(local)
    }
    return "$\(outermost.locals[local.index].name)"
  }

  mutating func name(_ global: GlobalID) {
    pieces[section.rawValue].globals.insert(global.index)
    word("%\(program.globals[global.index].name)")
  }

  mutating func name(_ function: FunctionID) {
    pieces[section.rawValue].callees.insert(function.index)
    text(program.name(of: function.index))
  }

  /// Code with locals of its own; the first ones are captured.
  mutating func body(_ body: FunctionBody, capturing captures: [LocalID]) {
    let names = captures.map { known($0) }
    scopes.append([:])
    for (index, name) in names.enumerated() { scopes[scopes.count - 1][index] = name }
    for index in captures.count..<max(captures.count, body.parameterCount) {
      declare(LocalID(index))
    }
    list("body") { $0.write(body.statements) }
    scopes.removeLast()
  }
}

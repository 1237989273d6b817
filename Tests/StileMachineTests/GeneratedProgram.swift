/// The text of a random program without mistakes; its `value` is what it computes.
struct GeneratedProgram {
  private enum Kind: CaseIterable {
    case int, bool, string, list, map

    var type: String {
      switch self {
      case .int: "Int"
      case .bool: "Bool"
      case .string: "String"
      case .list: "List[Int]"
      case .map: "Map[String, Int]"
      }
    }
  }

  private struct Name {
    let text: String
    let kind: Kind
    let isVariable: Bool
  }

  private struct Function {
    let name: String
    let parameters: [Kind]
    let result: Kind
  }

  private(set) var text = ""
  private var dice: Dice
  private var names: [Name] = []
  private var functions: [Function] = []
  private var nameCount = 0
  /// How many loops and functions of lists stand around the place; work multiplies with each.
  private var loops = 0

  init(seed: UInt64) {
    dice = Dice(seed)
    for _ in 0...dice.roll(3) { addFunction() }
    guard let last = functions.last else { return }
    let arguments = last.parameters.map { literal($0) }
    text += "let value = \(last.name)(\(arguments.joined(separator: ", ")))\n"
  }

  private mutating func addFunction() {
    let function = Function(
      name: freshName("f"), parameters: (0..<dice.roll(3)).map { _ in anyKind() },
      result: anyKind())
    names = []
    let parameters = function.parameters.map { declare($0) }
    let list = zip(parameters, function.parameters).map { "\($0): \($1.type)" }
    text += "fn \(function.name)(\(list.joined(separator: ", "))) -> \(function.result.type) {\n"
    addStatements(2 + dice.roll(5), result: function.result, indent: "  ")
    text += "  return \(expression(function.result, 3))\n}\n"
    functions.append(function)
  }

  // Statements

  private mutating func addStatements(_ count: Int, result: Kind, indent: String) {
    for _ in 0..<count { addStatement(result, indent) }
  }

  private mutating func addStatement(_ result: Kind, _ indent: String) {
    let variables = names.filter(\.isVariable)
    switch dice.roll(12) {
    case 0...2,
      _ where variables.isEmpty:
      let kind = anyKind()
      let isVariable = dice.roll(3) > 0
      let value = expression(kind, 3)
      text += "\(indent)\(isVariable ? "var" : "let") \(declare(kind, isVariable)) = \(value)\n"
    case 3...7:
      let name = variables[dice.roll(variables.count)]
      text += "\(indent)\(name.text) = \(newValue(of: name))\n"
    case 8, 9:
      text += "\(indent)if \(expression(.bool, 2)) {\n"
      addBlock(result, indent)
      if dice.roll(2) == 0 {
        text += "\(indent)} else {\n"
        addBlock(result, indent)
      }
      text += "\(indent)}\n"
    case 10 where loops < 2: addLoop(result, indent)
    case 11 where loops > 0: text += "\(indent)if \(expression(.bool, 1)) { break }\n"
    default: text += "\(indent)if \(expression(.bool, 1)) { return \(expression(result, 2)) }\n"
    }
  }

  /// What a variable is given: often the value that it has, and one more element.
  private mutating func newValue(of name: Name) -> String {
    switch name.kind {
    case .list where dice.roll(2) == 0: "\(name.text).with(\(expression(.int, 2)))"
    case .map where dice.roll(2) == 0: "\(name.text).with(\(key()), \(expression(.int, 2)))"
    default: expression(name.kind, 3)
    }
  }

  private mutating func addLoop(_ result: Kind, _ indent: String) {
    let sequence = dice.roll(2) == 0 ? "range(\(dice.roll(6)))" : expression(.list, 1)
    let outer = names
    text += "\(indent)for \(declare(.int)) in \(sequence) {\n"
    loops += 1
    addBlock(result, indent)
    loops -= 1
    names = outer
    text += "\(indent)}\n"
  }

  private mutating func addBlock(_ result: Kind, _ indent: String) {
    let outer = names
    addStatements(1 + dice.roll(3), result: result, indent: indent + "  ")
    names = outer
  }

  // Expressions

  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    let known = names.filter { $0.kind == kind }
    if !known.isEmpty, dice.roll(depth + 1) == 0 { return known[dice.roll(known.count)].text }
    if depth == 0 { return literal(kind) }
    let callable = functions.filter { $0.result == kind }
    if !callable.isEmpty, loops == 0, dice.roll(6) == 0 {
      let function = callable[dice.roll(callable.count)]
      let arguments = function.parameters.map { expression($0, depth - 1) }
      return "\(function.name)(\(arguments.joined(separator: ", ")))"
    }
    if dice.roll(7) == 0 {
      let condition = expression(.bool, depth - 1)
      let branches = (expression(kind, depth - 1), expression(kind, depth - 1))
      return "(if \(condition) { \(branches.0) } else { \(branches.1) })"
    }
    return compound(kind, depth - 1)
  }

  private mutating func compound(_ kind: Kind, _ depth: Int) -> String {
    switch kind {
    case .int: number(depth)
    case .bool: truth(depth)
    case .string:
      dice.roll(2) == 0
        ? "\"\(letter())#{\(expression(.int, depth))}#{\(expression(.string, depth))}\""
        : "\(expression(.list, depth)).map(\(lambda(.string, depth))).join(\"\(letter())\")"
    case .list: list(depth)
    case .map:
      dice.roll(2) == 0
        ? "\(expression(.map, depth)).with(\(key()), \(expression(.int, depth)))"
        : "\(expression(.map, depth)).without(\(key()))"
    }
  }

  private mutating func number(_ depth: Int) -> String {
    switch dice.roll(8) {
    case 0: return "\(expression(.list, depth)).count"
    case 1: return "(\(expression(.map, depth))[\(key())] ?? \(expression(.int, depth)))"
    case 2:
      return
        "(\(expression(.list, depth))[\(expression(.int, depth))] ?? \(expression(.int, depth)))"
    case 3: return "(-\(expression(.int, depth)))"
    default:
      let symbol = ["+", "-", "*", "/", "%", "+"][dice.roll(6)]
      let right = dice.roll(2) == 0 ? literal(.int) : expression(.int, depth)
      return "(\(expression(.int, depth)) \(symbol) \(right))"
    }
  }

  private mutating func truth(_ depth: Int) -> String {
    switch dice.roll(8) {
    case 0: return "(not \(expression(.bool, depth)))"
    case 1: return "(\(expression(.bool, depth)) and \(expression(.bool, depth)))"
    case 2: return "(\(expression(.bool, depth)) or \(expression(.bool, depth)))"
    case 3: return "\(expression(.list, depth)).contains(\(expression(.int, depth)))"
    case 4:
      let kind = anyKind()
      return "(\(expression(kind, depth)) == \(expression(kind, depth)))"
    default:
      let symbol = ["==", "!=", "<", "<=", ">", ">="][dice.roll(6)]
      let right = dice.roll(2) == 0 ? literal(.int) : expression(.int, depth)
      return "(\(expression(.int, depth)) \(symbol) \(right))"
    }
  }

  private mutating func list(_ depth: Int) -> String {
    switch dice.roll(7) {
    case 0: "\(expression(.list, depth)).with(\(expression(.int, depth)))"
    case 1: "\(expression(.list, depth)).plus(\(expression(.list, depth)))"
    case 2: "\(expression(.list, depth)).map(\(lambda(.int, depth)))"
    case 3: "\(expression(.list, depth)).filter(\(lambda(.bool, depth)))"
    case 4: "\(expression(.list, depth)).reversed()"
    case 5: "range(\(dice.roll(5)))"
    default: "[\(expression(.int, depth)), \(expression(.int, depth))]"
    }
  }

  private mutating func lambda(_ result: Kind, _ depth: Int) -> String {
    let outer = names
    loops += 1
    defer {
      names = outer
      loops -= 1
    }
    return "\(declare(.int)) => \(expression(result, depth))"
  }

  // Words

  private mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .int: String(dice.roll(20))
    case .bool: dice.roll(2) == 0 ? "true" : "false"
    case .string: "\"\(letter())\""
    case .list: "[\(dice.roll(9)), \(dice.roll(9))]"
    case .map: "({ \(key()): \(dice.roll(9)) })"
    }
  }

  private mutating func key() -> String { "\"\(letter())\"" }

  private mutating func letter() -> String { ["a", "b", "c", "ä"][dice.roll(4)] }

  private mutating func anyKind() -> Kind { Kind.allCases[dice.roll(Kind.allCases.count)] }

  private mutating func declare(_ kind: Kind, _ isVariable: Bool = false) -> String {
    let name = Name(text: freshName("v"), kind: kind, isVariable: isVariable)
    names.append(name)
    return name.text
  }

  private mutating func freshName(_ letter: String) -> String {
    nameCount += 1
    return "\(letter)\(nameCount)"
  }
}

/// Numbers that follow from a seed, so that a failure can be repeated.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

  /// A number from 0 up to and without `sides`.
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, sides)))
  }
}

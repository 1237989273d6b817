package import StileCheck
package import StileSyntax

/// Turns a checked program into code. It never fails: what could fail, the checker refused.
package enum Compiler {
  package static func compile(_ program: Program, sources: SourceMap) -> Code {
    let assembler = Assembler(program: program, sources: sources)
    // The numbers of functions are those of the program; what is made on the way comes behind them.
    assembler.reserveFunctions(program.functions.count)
    for (index, function) in program.functions.enumerated() {
      let place = DeclarationPlace(
        name: "\(program.modules[function.module].name).\(function.name)",
        isFlow: function.effect == .procedure)
      var compiler = FunctionCompiler(assembler, function.body, place)
      compiler.compileBody()
      assembler.finish(compiler, name: place.name, at: index)
    }
    for global in program.globals { assembler.add(global) }
    for runbook in program.runbooks {
      let place = DeclarationPlace(
        name: "\(program.modules[runbook.module].name).\(runbook.id)", isFlow: true)
      var compiler = FunctionCompiler(assembler, runbook.body, place)
      if runbook.seat.host != nil { compiler.compile(runbook.seat, to: compiler.seatRegister) }
      compiler.compileBody()
      assembler.code.runbooks.append(assembler.finish(compiler, name: place.name))
    }
    assembler.addFieldDefaults()
    return assembler.code
  }
}

/// What code is compiled into: the tables of the program under way.
final class Assembler {
  let program: Program
  let sources: SourceMap
  var code: Code
  /// Strings by their bytes: texts that only look the same are two constants.
  private var stringNumbers: [ExactText: Int32] = [:]

  init(program: Program, sources: SourceMap) {
    self.program = program
    self.sources = sources
    code = Code(types: TypeTables(records: program.records, enums: program.enums))
  }

  func reserveFunctions(_ count: Int) {
    let absent = FunctionCode(name: "", entry: 0, registerCount: 0, parameterCount: 0)
    code.functions = Array(repeating: absent, count: count)
  }

  /// Appends a function's instructions, its jumps moved to where it now stands.
  @discardableResult
  func finish(_ compiler: FunctionCompiler, name: String, at reserved: Int? = nil) -> Int {
    let entry = code.instructions.count
    let offset = CodeAddress(truncatingIfNeeded: entry)
    code.instructions += compiler.instructions.map { $0.movedJump(by: offset) }
    code.spans += compiler.spans
    let function = FunctionCode(
      name: name, entry: entry, registerCount: Int(compiler.registerCount),
      parameterCount: compiler.body.parameterCount)
    if let reserved {
      code.functions[reserved] = function
      return reserved
    }
    code.functions.append(function)
    return code.functions.count - 1
  }

  func constant(_ constant: Constant) -> Int32 {
    guard case .string(let text) = constant else { return Self.number(&code.constants, constant) }
    if let number = stringNumbers[ExactText(text)] { return number }
    let number = Self.number(&code.constants, constant)
    stringNumbers[ExactText(text)] = number
    return number
  }

  /// Appends an entry to a table and gives its number.
  static func number<Entry>(_ table: inout [Entry], _ entry: Entry) -> Int32 {
    table.append(entry)
    return Int32(truncatingIfNeeded: table.count - 1)
  }

  func add(_ global: Global) {
    let origin: GlobalCode.Origin
    switch global.kind {
    case .let(let value): origin = .code(function(giving: value, name: global.name))
    case .param(let value):
      origin = .param(defaultFunction: value.map { function(giving: $0, name: global.name) })
    case .secret(let source):
      origin = .secret
      if case .command(let command) = source {
        code.secretCommands[global.name] = function(giving: command, name: global.name)
      }
    }
    code.globals.append(
      GlobalCode(name: global.name, type: global.type, origin: origin, span: global.span))
  }

  /// A function without parameters whose value is the expression's.
  private func function(giving value: TypedExpression, name: String) -> Int {
    let body = FunctionBody(
      locals: [], parameterCount: 0,
      statements: [TypedStatement(.return(value), value.span)], needsSeat: false)
    var compiler = FunctionCompiler(self, body, DeclarationPlace(name: name, isFlow: false))
    compiler.compileBody()
    return finish(compiler, name: name)
  }

  /// `decode` fills absent fields: their defaults are code of their own.
  func addFieldDefaults() {
    for (recordNumber, record) in program.records.enumerated() {
      for (fieldNumber, field) in record.fields.enumerated() {
        guard let value = field.defaultValue else { continue }
        code.fieldDefaults[FieldKey(record: recordNumber, field: fieldNumber)] = function(
          giving: value, name: "\(record.name).\(field.name)")
      }
    }
  }

  /// A piece of source text on one line.
  func text(_ span: SourceSpan) -> String {
    guard let source = sources[span.source] else { return "" }
    return source.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// The declaration that code belongs to: it names undo blocks, and says whether items stand in it.
struct DeclarationPlace {
  /// `module.declaration`.
  let name: String
  /// A runbook or a procedure: a statement with a key is an item, not a plain request.
  let isFlow: Bool
}

import StileCheck
import StileMachine

/// The values of a run's params: what `--set` says, then what the file of `--params` does.
struct ParamValues {
  let program: Program
  private(set) var values: [DatumField] = []

  /// Reads all of them by their params' types; an unknown name lists the params.
  static func read(
    _ options: SessionOptions, in program: Program
  ) throws(Problem) -> [DatumField] {
    var params = ParamValues(program: program)
    for setting in options.settings { try params.add(setting) }
    if let path = options.paramsFile { try params.add(ParamsFile(path)) }
    try params.refuseMissing()
    return params.values
  }

  private func isGiven(_ name: String) -> Bool { values.contains { $0.name == name } }

  private mutating func add(_ setting: Setting) throws(Problem) {
    let name = setting.name
    if isGiven(name) { throw Problem("`--set \(name)=…` is given twice") }
    let param: Global
    do throws(ArgumentProblem) {
      param = try self.param(name)
    } catch {
      throw Problem("\(error.message)\n\(list)")
    }
    do throws(ArgumentProblem) {
      let value = try Checker.argument(text: setting.text, for: param.type, in: program).get()
      values.append(DatumField(name, try evaluate(value)))
    } catch {
      throw Problem("`--set \(name)=…`: \(error.message)")
    }
  }

  /// What the command line gives counts, but a file's names are looked at nevertheless.
  private mutating func add(_ file: ParamsFile) throws(Problem) {
    for entry in file.entries {
      let param: Global
      do throws(ArgumentProblem) {
        param = try self.param(entry.key)
      } catch {
        throw Problem("\(file.place(entry.keyPlace)): \(error.message)\n\(list)")
      }
      if isGiven(entry.key) { continue }
      do throws(ArgumentProblem) {
        let value = try Checker.argument(entry.value, for: param.type, in: program).get()
        values.append(DatumField(entry.key, try evaluate(value)))
      } catch {
        let place = file.place(error.place ?? entry.value.place)
        throw Problem("\(place): `\(entry.key)`: \(error.message)")
      }
    }
  }

  private func param(_ name: String) throws(ArgumentProblem) -> Global {
    guard let global = program.globals.first(where: { $0.name == name && !$0.isLet }) else {
      let names = program.globals.filter(\.isParam).map(\.name)
      let nearest = NearestName.find(name, in: names).map { "; did you mean `\($0)`?" } ?? ""
      throw ArgumentProblem("there is no param `\(name)`\(nearest)")
    }
    guard global.isParam else {
      throw ArgumentProblem(
        "`\(name)` is a secret: its declaration says where it comes from, and nothing else does")
    }
    return global
  }

  private func evaluate(_ expression: TypedExpression) throws(ArgumentProblem) -> Datum {
    do throws(Failure) {
      return try Machine.value(of: expression, in: program)
    } catch {
      throw ArgumentProblem(error.message)
    }
  }

  private func refuseMissing() throws(Problem) {
    let missing = program.globals.filter { global in
      guard case .param(nil) = global.kind else { return false }
      return !isGiven(global.name)
    }
    guard !missing.isEmpty else { return }
    let names = missing.map { "`--set \($0.name)=…`" }.joined(separator: ", ")
    throw Problem("missing: \(names)\n\(list)")
  }

  /// The params of the program, a line each.
  private var list: String {
    let lines = program.globals.filter(\.isParam).map { global in
      let summary = global.documentation?.split(separator: "\n").first.map { "  \($0)" } ?? ""
      return "  \(global.name): \(program.describe(global.type))\(summary)"
    }
    return (["the params are"] + lines).joined(separator: "\n")
  }
}

extension Global {
  fileprivate var isParam: Bool {
    if case .param = kind { true } else { false }
  }

  fileprivate var isLet: Bool {
    if case .let = kind { true } else { false }
  }
}

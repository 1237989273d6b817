import StileCheck

extension Machine {
  /// The line that a person typed, as the value that the `ask` of this fiber waits for.
  package func answer(_ text: String, for fiber: FiberID) -> Result<Datum, Failure> {
    guard case .request(let number) = self.fiber(fiber).waiting else {
      preconditionFailure("a fiber that asked waits for its answer")
    }
    let type = code.requests[Int(number)].type
    let program = code.types.program
    return Checker.argument(text: text, for: type, in: program)
      .mapError { Failure(.value, $0.message) }
      .flatMap { value in
        Result { () throws(Failure) in try Machine.value(of: value, in: program) }
      }
  }
}

extension TypeTables {
  /// The types alone: what a literal may be made of where no name of the program is in sight.
  fileprivate var program: Program {
    let records = records.map { record in
      RecordType(
        name: record.name, fields: record.fields.map { RecordType.Field($0.name, $0.type) },
        isConstructible: record.isConstructible)
    }
    return Program(
      modules: [], records: records, enums: enums, globals: [], functions: [], runbooks: [])
  }
}

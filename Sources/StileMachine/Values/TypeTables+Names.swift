import StileCheck

extension TypeTables {
  /// A type as it is written.
  func name(of type: Type) -> String {
    switch type {
    case .bool: "Bool"
    case .int: "Int"
    case .float: "Float"
    case .string: "String"
    case .bytes: "Bytes"
    case .duration: "Duration"
    case .time: "Time"
    case .size: "Size"
    case .user: "User"
    case .path: "Path"
    case .domainName: "DomainName"
    case .url: "Url"
    case .command: "Command"
    case .secret: "Secret"
    case .json: "Json"
    case .list(let element): "List[\(name(of: element))]"
    case .map(let element): "Map[String, \(name(of: element))]"
    case .optional(let inner): "\(name(of: inner))?"
    case .function(let parameters, let result):
      "(\(parameters.map { name(of: $0) }.joined(separator: ", "))) -> \(name(of: result))"
    case .record(let id): records[id.index].name
    case .enumeration(let id): enums[id.index].name
    case .parameter, .variable, .erroneous: "unknown type"
    case .void: "nothing"
    case .never: "never"
    }
  }
}

import StileSyntax

/// The types that every file knows by name.
enum BuiltInType {
  static let simple: [String: Type] = [
    "Bool": .bool, "Int": .int, "Float": .float, "String": .string, "Bytes": .bytes,
    "Duration": .duration, "Time": .time, "Size": .size, "User": .user, "Path": .path,
    "DomainName": .domainName, "Url": .url, "Command": .command, "Secret": .secret, "Json": .json,
    "Host": .host, "Zone": .zone, "Channel": .channel, "Output": .output, "Failure": .failure,
    "Observation": .observation, "Window": .window, "Series": .series,
  ]

  static let names: Set<String> = Set(simple.keys).union(["List", "Map"])

  /// The types that a string literal takes when its place expects them.
  static func takesText(_ type: Type) -> Bool {
    switch type {
    case .path, .domainName, .user, .url, .host: true
    default: false
    }
  }
}

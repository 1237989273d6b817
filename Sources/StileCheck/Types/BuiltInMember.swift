/// A property or method of a built-in type; the raw value is how documentation names it.
package enum BuiltInMember: String, CaseIterable, Sendable {
  case listCount = "List.count"
  case listIsEmpty = "List.is_empty"
  case listFirst = "List.first"
  case listLast = "List.last"
  case listContains = "List.contains"
  case listMap = "List.map"
  case listFilter = "List.filter"
  case listAny = "List.any"
  case listAll = "List.all"
  case listFind = "List.find"
  case listFlatMap = "List.flat_map"
  case listSorted = "List.sorted"
  case listUnique = "List.unique"
  case listReversed = "List.reversed"
  case listJoin = "List.join"
  case listWith = "List.with"
  case listJoined = "List.plus"
  case mapCount = "Map.count"
  case mapIsEmpty = "Map.is_empty"
  case mapKeys = "Map.keys"
  case mapValues = "Map.values"
  case mapContains = "Map.contains"
  case mapWith = "Map.with"
  case mapWithout = "Map.without"
  case stringCount = "String.count"
  case stringIsEmpty = "String.is_empty"
  case stringContains = "String.contains"
  case stringStartsWith = "String.starts_with"
  case stringEndsWith = "String.ends_with"
  case stringTrim = "String.trim"
  case stringUpper = "String.upper"
  case stringLower = "String.lower"
  case stringReplace = "String.replace"
  case stringSplit = "String.split"
  case stringLines = "String.lines"
  case stringWords = "String.words"
  case stringToInt = "String.to_int"
  case outputText = "Output.text"
  case outputLines = "Output.lines"
  case outputLines0 = "Output.lines0"
  case outputJson = "Output.json"
  case bytesCount = "Bytes.count"
  case bytesText = "Bytes.text"
  case pathName = "Path.name"
  case pathParent = "Path.parent"
  case pathText = "Path.text"
  case domainText = "DomainName.text"
  case durationSeconds = "Duration.seconds"
  case intText = "Int.text"
  case jsonString = "Json.string"
  case jsonInt = "Json.int"
  case jsonBool = "Json.bool"
  case jsonFloat = "Json.float"
  case jsonList = "Json.list"
  case jsonKeys = "Json.keys"

  /// The type it belongs to, its parameters and its result; `.parameter(0)` is the element's type.
  package struct Signature: Sendable {
    package let receiver: Type
    package let name: String
    /// Absent: a property, used without brackets.
    package let parameters: [(name: String, type: Type)]?
    package let result: Type
  }

  package var signature: Signature {
    let element = Type.parameter(0)
    let other = Type.parameter(1)
    let list = Type.list(element)
    let map = Type.map(element)
    switch self {
    case .listCount: return property(list, .int)
    case .listIsEmpty: return property(list, .bool)
    case .listFirst, .listLast: return property(list, .optional(element))
    case .listContains: return method(list, [("element", element)], .bool)
    case .listMap:
      return method(list, [("transform", .function([element], other))], .list(other))
    case .listFilter: return method(list, [("keep", .function([element], .bool))], list)
    case .listAny, .listAll: return method(list, [("test", .function([element], .bool))], .bool)
    case .listFind:
      return method(list, [("test", .function([element], .bool))], .optional(element))
    case .listFlatMap:
      return method(list, [("transform", .function([element], .list(other)))], .list(other))
    case .listSorted, .listUnique, .listReversed: return method(list, [], list)
    case .listJoin: return method(.list(.string), [("separator", .string)], .string)
    case .listWith: return method(list, [("element", element)], list)
    case .listJoined: return method(list, [("others", list)], list)
    case .mapCount: return property(map, .int)
    case .mapIsEmpty: return property(map, .bool)
    case .mapKeys: return property(map, .list(.string))
    case .mapValues: return property(map, list)
    case .mapContains: return method(map, [("key", .string)], .bool)
    case .mapWith: return method(map, [("key", .string), ("value", element)], map)
    case .mapWithout: return method(map, [("key", .string)], map)
    case .stringCount: return property(.string, .int)
    case .stringIsEmpty: return property(.string, .bool)
    case .stringContains, .stringStartsWith, .stringEndsWith:
      return method(.string, [("part", .string)], .bool)
    case .stringTrim, .stringUpper, .stringLower: return method(.string, [], .string)
    case .stringReplace:
      return method(.string, [("part", .string), ("replacement", .string)], .string)
    case .stringSplit: return method(.string, [("separator", .string)], .list(.string))
    case .stringLines, .stringWords: return property(.string, .list(.string))
    case .stringToInt: return method(.string, [], .optional(.int))
    case .outputText: return property(.output, .string)
    case .outputLines: return property(.output, .list(.string))
    case .outputLines0: return property(.output, .list(.bytes))
    case .outputJson: return property(.output, .json)
    case .bytesCount: return property(.bytes, .int)
    case .bytesText: return property(.bytes, .string)
    case .pathName: return property(.path, .string)
    case .pathParent: return property(.path, .path)
    case .pathText: return property(.path, .string)
    case .domainText: return property(.domainName, .string)
    case .durationSeconds: return property(.duration, .int)
    case .intText: return property(.int, .string)
    case .jsonString: return property(.json, .optional(.string))
    case .jsonInt: return property(.json, .optional(.int))
    case .jsonBool: return property(.json, .optional(.bool))
    case .jsonFloat: return property(.json, .optional(.float))
    case .jsonList: return property(.json, .optional(.list(.json)))
    case .jsonKeys: return property(.json, .list(.string))
    }
  }

  private var memberName: String {
    rawValue.split(separator: ".").last.map(String.init) ?? rawValue
  }

  private func property(_ receiver: Type, _ result: Type) -> Signature {
    Signature(receiver: receiver, name: memberName, parameters: nil, result: result)
  }

  private func method(
    _ receiver: Type, _ parameters: [(name: String, type: Type)], _ result: Type
  ) -> Signature {
    Signature(receiver: receiver, name: memberName, parameters: parameters, result: result)
  }
}

/// A built-in function that is called by its bare name.
package enum BuiltInFunction: String, CaseIterable, Sendable {
  /// `range(n)`, `range(a, b)`: a lazy `List[Int]`.
  case range
  /// `raw(text)`: a `Command` of unchecked sh text; a lint names each use.
  case raw
}

extension BuiltInMember {
  /// The type it belongs to, its parameters and its result; `.parameter(0)` is the element's type.
  package struct Signature: Sendable {
    package let receiver: Type
    package let name: String
    /// Absent: a property, used without brackets.
    package let parameters: [(name: String, type: Type)]?
    package let result: Type
  }

  package var signature: Signature {
    let element = Type.parameter(TypeParameterID(0))
    let other = Type.parameter(TypeParameterID(1))
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
    case .listTake, .listDrop: return method(list, [("count", .int)], list)
    case .listSlice: return method(list, [("start", .int), ("end", .int)], list)
    case .listChunks: return method(list, [("count", .int)], .list(list))
    case .listIndexOf: return method(list, [("element", element)], .optional(.int))
    case .listSum: return method(list, [], element)
    case .listMin, .listMax: return method(list, [], .optional(element))
    case .listCountWhere: return method(list, [("test", .function([element], .bool))], .int)
    case .listSortedBy: return method(list, [("key", .function([element], other))], list)
    case .listGroupBy:
      return method(list, [("key", .function([element], .string))], .map(list))
    case .mapPlus: return method(map, [("others", map)], map)
    case .mapFilter:
      return method(map, [("keep", .function([.string, element], .bool))], map)
    case .mapMapValues:
      return method(map, [("transform", .function([element], other))], .map(other))
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
    case .stringToFloat: return method(.string, [], .optional(.float))
    case .stringIndexOf: return method(.string, [("part", .string)], .optional(.int))
    case .stringSlice: return method(.string, [("start", .int), ("end", .int)], .string)
    case .stringBefore, .stringAfter:
      return method(.string, [("part", .string)], .optional(.string))
    case .stringWithoutPrefix, .stringWithoutSuffix:
      return method(.string, [("part", .string)], .string)
    case .stringRepeat: return method(.string, [("count", .int)], .string)
    case .stringPadStart, .stringPadEnd:
      return method(.string, [("width", .int), ("fill", .string)], .string)
    case .stringBytes: return property(.string, .bytes)
    case .stringJson: return property(.string, .json)
    case .outputText: return property(.output, .string)
    case .outputLines: return property(.output, .list(.string))
    case .outputLines0: return property(.output, .list(.bytes))
    case .outputJson: return property(.output, .json)
    case .bytesCount: return property(.bytes, .int)
    case .bytesText: return property(.bytes, .string)
    case .bytesHex: return property(.bytes, .string)
    case .pathExtension: return property(.path, .string)
    case .pathIsAbsolute: return property(.path, .bool)
    case .pathName: return property(.path, .string)
    case .pathParent: return property(.path, .path)
    case .pathText: return property(.path, .string)
    case .domainText: return property(.domainName, .string)
    case .userText: return property(.user, .string)
    case .urlText, .urlHost: return property(.url, .string)
    case .durationMilliseconds, .durationSeconds, .durationMinutes, .durationHours, .durationDays:
      return property(.duration, .int)
    case .sizeBytes: return property(.size, .int)
    case .timeUnix: return property(.time, .int)
    case .timeDate: return property(.time, .string)
    case .intText: return property(.int, .string)
    case .intToFloat: return method(.int, [], .float)
    case .intAbs: return method(.int, [], .int)
    case .intMin, .intMax: return method(.int, [("other", .int)], .int)
    case .floatAbs: return method(.float, [], .float)
    case .floatMin, .floatMax: return method(.float, [("other", .float)], .float)
    case .floatRound, .floatFloor, .floatCeil: return method(.float, [], .int)
    case .jsonString: return property(.json, .optional(.string))
    case .jsonInt: return property(.json, .optional(.int))
    case .jsonBool: return property(.json, .optional(.bool))
    case .jsonFloat: return property(.json, .optional(.float))
    case .jsonList: return property(.json, .optional(.list(.json)))
    case .jsonKeys: return property(.json, .list(.string))
    case .jsonIsNull: return property(.json, .bool)
    }
  }

  private func property(_ receiver: Type, _ result: Type) -> Signature {
    Signature(receiver: receiver, name: shortName, parameters: nil, result: result)
  }

  private func method(
    _ receiver: Type, _ parameters: [(name: String, type: Type)], _ result: Type
  ) -> Signature {
    Signature(receiver: receiver, name: shortName, parameters: parameters, result: result)
  }
}

extension BuiltInMember {
  /// The type that it is a member of, as the page of built-in types calls it: `List`.
  package var owner: String {
    rawValue.split(separator: ".").first.map(String.init) ?? rawValue
  }

  /// How it is written, with the types: `take(count: Int) -> List[T]`.
  package var usage: String {
    let signature = signature
    let tables = TypeTables()
    func describe(_ type: Type) -> String { tables.describe(type, generics: ["T", "U"]) }
    guard let parameters = signature.parameters else {
      return "\(shortName): \(describe(signature.result))"
    }
    let list = parameters.map { "\($0.name): \(describe($0.type))" }.joined(separator: ", ")
    return "\(shortName)(\(list)) -> \(describe(signature.result))"
  }
}

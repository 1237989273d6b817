import StileCheck

extension Heap {
  /// A property or method of a built-in type; the receiver and the arguments stand side by side.
  /// The methods that call a function are loops in the code.
  func member(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    switch member {
    case .listCount, .listIsEmpty, .listFirst, .listLast, .listContains, .listSorted, .listUnique,
      .listReversed, .listJoin, .listWith, .listJoined:
      return try listMember(member, values)
    case .listTake, .listDrop, .listSlice, .listChunks, .listIndexOf, .listSum, .listMin, .listMax,
      .listSortedBy, .listGroupBy:
      return try listPart(member, values)
    case .mapCount, .mapIsEmpty, .mapKeys, .mapValues, .mapContains, .mapWith, .mapWithout:
      return try mapMember(member, values)
    case .mapPlus, .mapFilter, .mapMapValues: return try mapWhole(member, values)
    case .stringCount, .stringIsEmpty, .stringContains, .stringStartsWith, .stringEndsWith,
      .stringTrim, .stringUpper, .stringLower, .stringReplace, .stringSplit, .stringLines,
      .stringWords, .stringToInt:
      return try stringMember(member, values)
    case .stringToFloat, .stringIndexOf, .stringSlice, .stringBefore, .stringAfter,
      .stringWithoutPrefix, .stringWithoutSuffix, .stringRepeat, .stringPadStart, .stringPadEnd,
      .stringBytes, .stringJson:
      return try stringPart(member, values)
    case .outputText, .outputLines, .outputLines0, .outputJson:
      return try outputMember(member, values[0])
    case .jsonString, .jsonInt, .jsonBool, .jsonFloat, .jsonList, .jsonKeys,
      .jsonIsNull:
      return try jsonMember(member, json(of: values[0]))
    case .bytesCount: return .int(Int64(bytes(of: values[0]).count))
    case .bytesText:
      return try string(try decoded(bytes(of: values[0]), "these bytes are not UTF-8"))
    case .bytesHex: return try string(bytes(of: values[0]).hex)
    case .pathName, .pathParent, .pathText, .pathExtension, .pathIsAbsolute:
      return try pathMember(member, values[0])
    case .domainText, .userText, .urlText: return try string(string(of: values[0]))
    case .urlHost: return try string(string(of: values[0]).urlHost)
    case .durationMilliseconds, .durationSeconds, .durationMinutes, .durationHours, .durationDays,
      .sizeBytes, .timeUnix, .timeDate, .intText, .intToFloat, .intAbs, .intMin, .intMax, .floatAbs,
      .floatMin, .floatMax, .floatRound, .floatFloor, .floatCeil:
      return try numberMember(member, values)
    case .listMap, .listFilter, .listAny, .listAll, .listFind, .listFlatMap, .listCountWhere: break
    }
    preconditionFailure("`\(member.rawValue)` is compiled or has another receiver")
  }

  /// `xs[i]` and `m[k]` give an optional, `json[k]` a Json that may be null: none of them fails.
  func index(_ base: Value, _ index: Value) throws(Failure) -> Value {
    switch (base, index) {
    case (.list, .int(let position)): return element(position, of: base) ?? .none
    case (.map, .string):
      let (buffer, count) = map(of: base)
      guard let position = buffer.position(of: string(of: index), count: count) else {
        return .none
      }
      return buffer.value(at: position)
    case (.json, .int(let position)):
      guard case .array(let elements) = json(of: base), position >= 0, position < elements.count
      else { return try json(.null) }
      return try json(elements[Int(position)])
    case (.json, .string):
      guard case .object(let members) = json(of: base) else { return try json(.null) }
      let name = string(of: index)
      return try json(members.first { $0.name.isSameText(as: name) }?.value ?? .null)
    default: preconditionFailure("the checker promised something with an index")
    }
  }

  /// `range(a, b)`: lazy; empty where `b` is not behind `a`.
  func range(_ lower: Int64, _ upper: Int64) throws(Failure) -> Value {
    try Self.checkRange(lower, upper)
    return .list(try add(.range(lower: lower, upper: max(lower, upper))))
  }

  static func checkRange(_ lower: Int64, _ upper: Int64) throws(Failure) {
    if upper > lower, upper.subtractingReportingOverflow(lower).overflow {
      throw Limit.listTooLong.failure("a range from \(lower) to \(upper) has too many elements")
    }
  }

  /// Paths by their bytes, as the host has them.
  private func pathMember(_ member: BuiltInMember, _ value: Value) throws(Failure) -> Value {
    let bytes = bytes(of: value)
    if member == .pathText { return try string(try text(of: value)) }
    let slash = UInt8(ascii: "/")
    let whole = bytes.dropLast(bytes.reversed().prefix { $0 == slash }.count)
    let name = whole.suffix(from: (whole.lastIndex(of: slash) ?? -1) + 1)
    if member == .pathIsAbsolute { return .bool(bytes.first == slash) }
    if member == .pathExtension {
      let dot = UInt8(ascii: ".")
      guard let mark = name.lastIndex(of: dot), mark > name.startIndex else {
        return try string("")
      }
      return try string(
        try decoded(Array(name[(mark + 1)...]), "a path that is not UTF-8 has no text"))
    }
    if member == .pathName {
      return try string(try decoded(Array(name), "a path that is not UTF-8 has no text"))
    }
    let parent = whole.prefix(upTo: name.startIndex)
    let trimmed = parent.dropLast(parent.reversed().prefix { $0 == slash }.count)
    if !trimmed.isEmpty { return try path(Array(trimmed)) }
    return try path(bytes.first == slash ? [slash] : [UInt8(ascii: ".")])
  }

  private func jsonMember(_ member: BuiltInMember, _ json: JSON) throws(Failure) -> Value {
    switch (member, json) {
    case (.jsonString, .string(let text)): return try string(text)
    case (.jsonInt, .int(let number)): return .int(number)
    case (.jsonBool, .bool(let flag)): return .bool(flag)
    case (.jsonFloat, .float(let number)): return .float(number)
    case (.jsonFloat, .int(let number)): return .float(Double(number))
    case (.jsonList, .array(let elements)):
      var values: [Value] = []
      for element in elements { values.append(try self.json(element)) }
      return try list(values)
    case (.jsonKeys, .object(let members)): return try strings(members.map(\.name))
    case (.jsonKeys, _): return try list([])
    case (.jsonIsNull, let json): return .bool(json == .null)
    default: return .none
    }
  }
}

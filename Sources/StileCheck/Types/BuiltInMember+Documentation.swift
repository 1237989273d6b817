extension BuiltInMember {
  /// What people read about it.
  package struct Documentation: Sendable {
    package let summary: String
    /// A condition that holds.
    package let example: String

    init(_ summary: String, _ example: String) {
      self.summary = summary
      self.example = example
    }
  }

  /// The page of the built-in types and their tests are made of this.
  package static let documentation: [BuiltInMember: Documentation] = [
    .listCount: Documentation("How many elements there are.", #"["a", "b"].count == 2"#),
    .listIsEmpty: Documentation("Whether there is none.", "[1].is_empty == false"),
    .listFirst: Documentation("The first element; absent if there is none.", "[1, 2].first == 1"),
    .listLast: Documentation("The last element; absent if there is none.", "[1, 2].last == 2"),
    .listContains: Documentation(
      "Whether one of the elements is equal to this one.",
      #"["a", "b"].contains("b")"#),
    .listMap: Documentation(
      "What the function makes of each element.",
      "[1, 2].map(x => x * 2) == [2, 4]"),
    .listFilter: Documentation(
      "The elements for which the function says yes.",
      "[1, 2, 3].filter(x => x > 1) == [2, 3]"),
    .listAny: Documentation(
      "Whether the function says yes for one element at least.",
      "[1, 2].any(x => x == 2)"),
    .listAll: Documentation(
      "Whether the function says yes for all elements.",
      "[1, 2].all(x => x > 0)"),
    .listFind: Documentation(
      "The first element for which the function says yes.",
      "[1, 2, 3].find(x => x > 1) == 2"),
    .listFlatMap: Documentation(
      "The lists that the function makes of the elements, one behind the other.",
      #"["a b", "c"].flat_map(x => x.words) == ["a", "b", "c"]"#),
    .listSorted: Documentation(
      "The elements in ascending order.",
      "[3, 1, 2].sorted() == [1, 2, 3]"),
    .listUnique: Documentation(
      "Each element once, where it stands first.",
      "[1, 2, 1].unique() == [1, 2]"),
    .listReversed: Documentation(
      "The elements from the last to the first.",
      "[1, 2].reversed() == [2, 1]"),
    .listJoin: Documentation(
      "The texts with a separator between them.",
      #"["a", "b"].join(", ") == "a, b""#),
    .listWith: Documentation("The list with one more element at its end.", "[1].with(2) == [1, 2]"),
    .listJoined: Documentation("The elements of both lists.", "[1].plus([2, 3]) == [1, 2, 3]"),
    .listTake: Documentation("The first elements, at most so many.", "[1, 2, 3].take(2) == [1, 2]"),
    .listDrop: Documentation("The list without its first elements.", "[1, 2, 3].drop(2) == [3]"),
    .listSlice: Documentation(
      "The elements from one position up to another, which is left out.",
      "[1, 2, 3, 4].slice(1, 3) == [2, 3]"),
    .listChunks: Documentation(
      "The elements in lists of so many; the last may have fewer.",
      "[1, 2, 3].chunks(2) == [[1, 2], [3]]"),
    .listIndexOf: Documentation(
      "The position of the first element that is equal to this one, counted from 0.",
      #"["a", "b"].index_of("b") == 1"#),
    .listSum: Documentation(
      "What the elements come to: of `Int`, `Float`, `Duration` or `Size`.",
      "[1m, 30s].sum() == 90s"),
    .listMin: Documentation("The smallest element.", "[3, 1, 2].min() == 1"),
    .listMax: Documentation("The largest element.", #"["a", "c", "b"].max() == "c""#),
    .listCountWhere: Documentation(
      "For how many elements the function says yes.",
      "[1, 2, 3].count_where(x => x > 1) == 2"),
    .listSortedBy: Documentation(
      "The elements in the order of what the function gives for them; equal ones stay in theirs.",
      #"["bb", "a"].sorted_by(x => x.count) == ["a", "bb"]"#),
    .listGroupBy: Documentation(
      "The elements by the text that the function gives for them.",
      #"["a1", "b1", "a2"].group_by(x => x.slice(0, 1)) == {"a": ["a1", "a2"], "b": ["b1"]}"#),
    .mapCount: Documentation("How many entries there are.", #"{"a": 1}.count == 1"#),
    .mapIsEmpty: Documentation("Whether there is none.", #"{"a": 1}.is_empty == false"#),
    .mapKeys: Documentation(
      "The keys, in the order in which they were put in.",
      #"{"b": 1, "a": 2}.keys == ["b", "a"]"#),
    .mapValues: Documentation(
      "The values, in the order of their keys.",
      #"{"b": 1, "a": 2}.values == [1, 2]"#),
    .mapContains: Documentation(
      "Whether there is a value for this key.",
      #"{"a": 1}.contains("a")"#),
    .mapWith: Documentation(
      "The map with one more entry, or another value for a key.",
      #"{"a": 1}.with("b", 2) == {"a": 1, "b": 2}"#),
    .mapWithout: Documentation(
      "The map without this key.",
      #"{"a": 1, "b": 2}.without("a") == {"b": 2}"#),
    .mapPlus: Documentation(
      "The entries of both maps; where both have a key, the other one counts.",
      #"{"a": 1, "b": 2}.plus({"b": 3}) == {"a": 1, "b": 3}"#),
    .mapFilter: Documentation(
      "The entries for which the function says yes.",
      #"{"a": 1, "b": 2}.filter((key, value) => key == "a" or value > 2) == {"a": 1}"#),
    .mapMapValues: Documentation(
      "The keys with what the function makes of their values.",
      #"{"a": 1}.map_values(x => x + 1) == {"a": 2}"#),
    .stringCount: Documentation("How many letters there are.", #""häuser".count == 6"#),
    .stringIsEmpty: Documentation("Whether there is none.", #""a".is_empty == false"#),
    .stringContains: Documentation("Whether this part stands in it.", #""a.b".contains(".")"#),
    .stringStartsWith: Documentation(
      "Whether it begins with this part.",
      #""/srv".starts_with("/")"#),
    .stringEndsWith: Documentation(
      "Whether it ends with this part.",
      #""a.conf".ends_with(".conf")"#),
    .stringTrim: Documentation(
      "The text without white space at both ends.",
      #"" a ".trim() == "a""#),
    .stringUpper: Documentation("In capital letters.", #""a".upper() == "A""#),
    .stringLower: Documentation("In small letters.", #""A".lower() == "a""#),
    .stringReplace: Documentation(
      "With every occurrence of a part replaced.",
      #""a-b-c".replace("-", ".") == "a.b.c""#),
    .stringSplit: Documentation(
      "The parts between the separators.",
      #""a,b".split(",") == ["a", "b"]"#),
    .stringLines: Documentation("The lines, without their ends.", #""a\nb\n".lines == ["a", "b"]"#),
    .stringWords: Documentation(
      "The parts between runs of white space.",
      #"" a  b ".words == ["a", "b"]"#),
    .stringToInt: Documentation(
      "The number that the text says, if it says one.",
      #""42".to_int() == 42"#),
    .stringToFloat: Documentation(
      "The number that the text says, if it says one.",
      #""0.5".to_float() == 0.5"#),
    .stringIndexOf: Documentation(
      "Where a part stands first, counted in letters from 0.",
      #""a=b".index_of("=") == 1"#),
    .stringSlice: Documentation(
      "The letters from one position up to another, which is left out.",
      #""abcd".slice(1, 3) == "bc""#),
    .stringBefore: Documentation(
      "What stands before the first occurrence of a part.",
      #""a=b=c".before("=") == "a""#),
    .stringAfter: Documentation(
      "What stands behind the first occurrence of a part.",
      #""a=b=c".after("=") == "b=c""#),
    .stringWithoutPrefix: Documentation(
      "The text without this part at its beginning, if it stands there.",
      #""v1.2".without_prefix("v") == "1.2""#),
    .stringWithoutSuffix: Documentation(
      "The text without this part at its end, if it stands there.",
      #""a.conf".without_suffix(".conf") == "a""#),
    .stringRepeat: Documentation("The text so many times.", #""-".repeat(3) == "---""#),
    .stringPadStart: Documentation(
      "With a letter before it as often as it takes to be so wide.",
      #""7".pad_start(3, "0") == "007""#),
    .stringPadEnd: Documentation(
      "With a letter behind it as often as it takes to be so wide.",
      #""a".pad_end(3, " ") == "a  ""#),
    .stringBytes: Documentation("Its bytes in UTF-8.", #""ä".bytes.count == 2"#),
    .stringJson: Documentation(
      "The JSON document that the text is.",
      #""[1, 2]".json[0].int == 1"#),
    .outputText: Documentation("Its standard output as text.", #"(probe `echo a`).text == "a\n""#),
    .outputLines: Documentation(
      "The lines of its standard output.",
      #"(probe `echo a`).lines == ["a"]"#),
    .outputLines0: Documentation(
      "The parts of its standard output that end with a NUL, as bytes.",
      "(probe `find . -print0`).lines0.count > 0"),
    .outputJson: Documentation(
      "The JSON document that its standard output is.",
      #"(probe `cat a.json`).json["name"].string == "a""#),
    .bytesCount: Documentation("How many bytes there are.", #""ab".bytes.count == 2"#),
    .bytesText: Documentation("The text that they are in UTF-8.", #""ab".bytes.text == "ab""#),
    .bytesHex: Documentation("Two digits a byte.", #""ab".bytes.hex == "6162""#),
    .pathName: Documentation("Its last part.", #"Path("/srv/a.conf").name == "a.conf""#),
    .pathParent: Documentation(
      "The folder that it stands in.",
      #"Path("/srv/a.conf").parent == "/srv""#),
    .pathText: Documentation("The path as text.", #"Path("/srv").text == "/srv""#),
    .pathExtension: Documentation(
      "What stands behind the last dot of its name; empty if there is none.",
      #"Path("/srv/a.tar.gz").extension == "gz""#),
    .pathIsAbsolute: Documentation("Whether it begins at the root.", #"Path("/srv").is_absolute"#),
    .domainText: Documentation(
      "The name as text.",
      #"DomainName("www.example.org").text == "www.example.org""#),
    .userText: Documentation("The name as text.", #"User("backup").text == "backup""#),
    .urlText: Documentation(
      "The address as text.",
      #"Url("https://example.org/a").text == "https://example.org/a""#),
    .urlHost: Documentation(
      "The host in it, without the port.",
      #"Url("https://example.org:8080/a").host == "example.org""#),
    .durationMilliseconds: Documentation("Whole milliseconds.", "1s.milliseconds == 1000"),
    .durationSeconds: Documentation("Whole seconds.", "1m30s.seconds == 90"),
    .durationMinutes: Documentation("Whole minutes.", "1h30m.minutes == 90"),
    .durationHours: Documentation("Whole hours.", "90m.hours == 1"),
    .durationDays: Documentation("Whole days of 24 hours.", "49h.days == 2"),
    .sizeBytes: Documentation("The number of bytes.", "4KiB.bytes == 4096"),
    .timeUnix: Documentation(
      "Seconds since the beginning of 1970, UTC.",
      "2026-12-01T20:00Z.unix == 1796155200"),
    .timeDate: Documentation("The day in UTC.", #"2026-12-01T20:00Z.date == "2026-12-01""#),
    .intText: Documentation("The number as text.", #"42.text == "42""#),
    .intToFloat: Documentation("The same number as a `Float`.", "2.to_float() == 2.0"),
    .intAbs: Documentation("Without its sign.", "(-2).abs() == 2"),
    .intMin: Documentation("The smaller of the two.", "1.min(2) == 1"),
    .intMax: Documentation("The larger of the two.", "1.max(2) == 2"),
    .floatAbs: Documentation("Without its sign.", "(-2.5).abs() == 2.5"),
    .floatMin: Documentation("The smaller of the two.", "0.5.min(2.0) == 0.5"),
    .floatMax: Documentation("The larger of the two.", "0.5.max(2.0) == 2.0"),
    .floatRound: Documentation(
      "The nearest whole number; half goes away from zero.",
      "2.5.round() == 3"),
    .floatFloor: Documentation("The next whole number that is not larger.", "2.7.floor() == 2"),
    .floatCeil: Documentation("The next whole number that is not smaller.", "2.1.ceil() == 3"),
    .jsonString: Documentation(
      "The text that stands there, if it is one.",
      #""{\"a\": \"b\"}".json["a"].string == "b""#),
    .jsonInt: Documentation(
      "The whole number that stands there, if it is one.",
      #""[3]".json[0].int == 3"#),
    .jsonBool: Documentation(
      "`true` or `false`, if it is one of them.",
      #""[true]".json[0].bool == true"#),
    .jsonFloat: Documentation(
      "The number that stands there, if it is one.",
      #""[0.5]".json[0].float == 0.5"#),
    .jsonList: Documentation(
      "The elements, if it is a list.",
      #"("[1, 2]".json.list ?? []).count == 2"#),
    .jsonKeys: Documentation(
      "The keys of an object; of anything else none.",
      #""{\"a\": 1}".json.keys == ["a"]"#),
    .jsonIsNull: Documentation(
      "Whether nothing stands there, or `null`.",
      #""{}".json["a"].is_null"#),
  ]
}

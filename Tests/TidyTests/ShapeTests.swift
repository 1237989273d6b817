import Repository
import Testing

/// The shape that files keep so that they stay readable.
struct ShapeTests {
  static let code =
    Repository.files(in: "Sources", "Tests", "stdlib", "docs", endingWith: ".swift")
    + ["Package.swift"]
  static let runbooks = Repository.files(in: "stdlib", "runbooks", endingWith: ".stile")
  static let scripts =
    Repository.files(in: "Tests", "scripts").filter { Script.isScript($0) } + [".ci/run"]
  /// Golden cases are read one by one.
  static let pages = Repository.files.filter { path in
    path.hasSuffix(".md") && !path.hasPrefix("Tests/Golden/")
  }

  @Test(arguments: code + runbooks + scripts + pages)
  func `a file has at most 500 lines`(_ path: String) {
    #expect(Repository.lines(of: path).count <= 500)
  }

  @Test(arguments: code + runbooks + scripts)
  func `a line has at most 100 columns`(_ path: String) {
    for (number, line) in Repository.lines(of: path).enumerated() {
      #expect(line.count <= 100 || isOneLiteral(line), "\(path):\(number + 1)")
    }
  }

  /// What a test compares with is quoted as it is, however long.
  private func isOneLiteral(_ line: Substring) -> Bool {
    line.wholeMatch(of: /[ =?:(]*#*".*"#*[ ,)\]]*/) != nil
  }

  @Test(arguments: code)
  func `a function has at most 70 lines`(_ path: String) {
    for function in FunctionShape.all(in: Repository.lines(of: path)) {
      #expect(function.length <= 70, "\(path):\(function.line): \(function.header)")
    }
  }

  @Test func `two files of one module differ in name`() {
    for (_, paths) in Dictionary(grouping: Self.code, by: module(of:)) {
      let names = paths.map { $0.split(separator: "/").last }
      #expect(Set(names).count == names.count, "\(paths)")
    }
  }

  @Test(arguments: code)
  func `no file is named after having no idea`(_ path: String) {
    let name = path.split(separator: "/").last ?? ""
    for word in ["Util", "Common", "Manager", "Helper", "Impl."] {
      #expect(!name.contains(word))
    }
  }

  /// `Sources/StileCheck`, `Tests/TidyTests`, `stdlib`.
  private func module(of path: String) -> String {
    path.split(separator: "/").prefix(path.hasPrefix("stdlib/") ? 1 : 2).joined(separator: "/")
  }
}

/// A function as it lies in its file, by indentation: `swift format` sees to it that the closing
/// brace stands below the first letter of the header.
struct FunctionShape {
  let header: String
  let line: Int
  let length: Int

  static func all(in lines: [Substring]) -> [FunctionShape] {
    var found: [FunctionShape] = []
    for (number, line) in lines.enumerated() {
      let words = line.drop { $0 == " " }
      guard begins(words), !words.hasSuffix("}") else { continue }
      let close = line.prefix { $0 == " " } + "}"
      let rest = lines[number...].dropFirst()
      guard let end = rest.firstIndex(where: { $0 == close || $0.hasPrefix(close + " ") }) else {
        continue
      }
      found.append(
        FunctionShape(header: String(words), line: number + 1, length: end - number + 1))
    }
    return found
  }

  private static func begins(_ words: Substring) -> Bool {
    let first = words.prefix { $0 != "(" && $0 != "{" && $0 != "\"" }
    return first.split(separator: " ").contains { $0 == "func" || $0 == "init" || $0 == "deinit" }
      && !words.hasPrefix("//")
  }
}

/// What is run by a shell or by Python.
enum Script {
  static func isScript(_ path: String) -> Bool {
    path.hasSuffix(".sh") || path.hasSuffix(".py")
      || Repository.lines(of: path).first?.hasPrefix("#!") == true
  }
}

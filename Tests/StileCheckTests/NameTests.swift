import StileCheck
import Testing

@testable import StileCheck

/// Names, files and suggestions.
struct NameTests {
  @Test(arguments: [
    ("greting", "greeting"), ("odl", "old"), ("Hots", "Host"), ("permisions", "permissions"),
    ("xyz", nil), ("a", nil), ("OLD", "old"),
  ])
  func `the nearest name is offered if it is near`(_ word: String, _ nearest: String?) {
    let names = ["greeting", "old", "Host", "permissions"]
    #expect(NearestName.find(word, in: names) == nearest)
  }

  @Test func `a single letter is near to itself alone`() {
    #expect(NearestName.find("z", in: ["x", "y"]) == nil)
    #expect(NearestName.find("X", in: ["x", "y"]) == "x")
  }

  @Test func `of two that are equally near the first by the alphabet is offered`() {
    #expect(NearestName.find("cat", in: ["hat", "bat"]) == "bat")
  }

  @Test(arguments: [
    ("hosts.stile", "move.stile", "hosts.stile"),
    ("hosts.stile", "a/b/move.stile", "a/b/hosts.stile"),
    ("../hosts.stile", "a/b/move.stile", "a/hosts.stile"),
    ("./c/x.stile", "a/m.stile", "a/c/x.stile"),
    ("../../x.stile", "a/m.stile", "../x.stile"), ("../x.stile", "../m.stile", "../../x.stile"),
    ("x.stile", "/srv/m.stile", "/srv/x.stile"), ("/x.stile", "a/m.stile", "/x.stile"),
  ])
  func `a path starts at the file that it stands in`(
    _ path: String, _ file: String, _ resolved: String
  ) {
    #expect(RelativePath.resolve(path, from: file) == resolved)
  }

  @Test func `a file that is used twice is read once`() throws {
    let shared = "stile 1\nparam old: Host\n"
    let middle = "stile 1\nuse \"../shared.stile\" (old)\nlet name = old.name\n"
    let program = try program(
      "stile 1\nuse \"shared.stile\" (old)\nuse \"more/middle.stile\" (name)\n",
      ["shared.stile": shared, "more/middle.stile": middle])
    #expect(program.modules.map(\.name) == ["example.stile", "shared.stile", "more/middle.stile"])
    #expect(program.globals.map(\.name).sorted() == ["name", "old"])
  }

  @Test(arguments: [1, 8, 9, 30])
  func `a name is known in its block among any number, and free behind it`(_ count: Int) throws {
    let lets = (0..<count).map { "    let name_\($0) = i + \($0)\n" }.joined()
    let sum = (0..<count).map { "name_\($0)" }.joined(separator: " + ")
    let loop = "  for i in range(2) {\n\(lets)    sum = sum + \(sum)\n  }\n"
    let body = "stile 1\nfn total() -> Int {\n  var sum = 0\n\(loop)\(loop)  return sum\n}\n"
    #expect(try program(body).function("total")?.body.locals.count == 3 + 2 * count)
    let again = body.replacing("    sum = sum", with: "    let name_0 = 2\n    sum = sum")
    #expect(codes(again) == ["name-taken", "name-taken"])
    let behind = body.replacing("return sum", with: "return name_0")
    #expect(codes(behind) == ["unknown-name"])
  }

  @Test func `values by name are the last that were set, of few and of many`() {
    var values = NamedValues<Int>()
    for round in 0..<2 {
      for number in 0..<20 { values["name \(number)", default: 0] = number + round }
    }
    #expect(values.names == (0..<20).map { "name \($0)" })
    #expect((0..<20).map { values["name \($0)"] } == Array(1...20))
    #expect(values["name 20"] == nil)
  }

  @Test func `the codes are sorted and each once`() {
    #expect(CheckDiagnostics.codes == Set(CheckDiagnostics.codes).sorted())
  }
}

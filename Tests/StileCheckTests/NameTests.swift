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

  @Test func `the codes are sorted and each once`() {
    #expect(CheckDiagnostics.codes == Set(CheckDiagnostics.codes).sorted())
  }
}

import Repository
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// Every member of a built-in type is documented by an example that holds, and on one page.
struct BuiltInTests {
  @Test(arguments: BuiltInMember.allCases)
  func `the example of a member holds`(_ member: BuiltInMember) throws {
    let documentation = try #require(BuiltInMember.documentation[member])
    #expect(documentation.example.contains(member.shortName))
    let isProbe = documentation.example.contains("(probe ")
    let name = isProbe ? "probe example() -> Bool" : "let example"
    let text = "stile 1\n\n\(name) = \(documentation.example)\n"
    let result = Checker.check(
      entry: FencedSources.entry, provider: FencedSources(entry: text), natives: [])
    let program = try #require(
      result.program, "\(GoldenOutput.rendered(result.diagnostics, in: result.sources))")
    if isProbe { return }
    let machine = try Machine(
      code: Compiler.compile(program, sources: result.sources), arguments: [:])
    #expect(machine.value(of: "example") == .bool(true), "\(documentation.example)")
  }

  /// The members in the last column of each table, and those of the table's type.
  @Test func `the page beside other languages names all members that it can, and no other`() throws
  {
    var owner = ""
    var named: [String: Set<String>] = [:]
    for line in try Repository.text(of: BuiltInsPage.comparison).split(separator: "\n") {
      if line.hasPrefix("## ") { owner = String(line.dropFirst(3)) }
      guard let cell = line.split(separator: " | ").last, line.hasPrefix("| ") else { continue }
      for match in cell.matches(of: /\b[a-z]+\.([a-z_]+)/) {
        named[owner, default: []].insert(String(match.output.1))
      }
    }
    for (owner, names) in named {
      let members = BuiltInMember.allCases.filter { $0.owner == owner }.map(\.shortName)
      #expect(names == Set(members), "\(owner)")
    }
    #expect(named.count == 8)
  }

  @Test func `the page of the built-in types is up to date`() throws {
    let page = try Repository.text(of: BuiltInsPage.path)
    let current = try BuiltInsPage.updated(page)
    guard current != page else { return }
    if GoldenUpdate.isAsked {
      try Repository.write(current, to: BuiltInsPage.path)
      Issue.record("\(BuiltInsPage.path) was rewritten: read the difference before you commit it")
    } else {
      Issue.record("\(BuiltInsPage.path) is not what the code says; STILE_UPDATE=1 rewrites it")
    }
  }
}

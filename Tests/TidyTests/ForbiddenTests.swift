import Repository
import Testing

/// What never stands in a file.
struct ForbiddenTests {
  static let product = Repository.files(in: "Sources", "stdlib", "runbooks")
  static let swift = Repository.files(in: "Sources", "stdlib", "docs", endingWith: ".swift")

  @Test(arguments: product)
  func `nothing traps on purpose and nothing is left for later`(_ path: String) {
    for (number, line) in Repository.lines(of: path).enumerated() {
      for match in line.matches(of: /\b(try!|as!|fatalError\(|TODO|FIXME|XXX)/) {
        Issue.record("\(path):\(number + 1): \(match.output.0)")
      }
    }
  }

  @Test(arguments: swift)
  func `the whole of Foundation is never imported, because that costs start-up`(_ path: String) {
    #expect(imports(path).isDisjoint(with: ["Foundation", "FoundationInternationalization"]))
  }

  @Test(
    arguments: swift.filter { path in
      ["StileSyntax", "StileCheck", "StileMachine"].contains { path.hasPrefix("Sources/\($0)/") }
    })
  func `syntax, checker and machine read nothing of the system`(_ path: String) {
    #expect(imports(path).isDisjoint(with: ["FoundationEssentials", "Glibc", "CLinux"]))
  }

  @Test(arguments: Repository.files)
  func `no file names a place on one machine`(_ path: String) {
    for (number, line) in Repository.lines(of: path).enumerated() where line.contains("/") {
      for match in line.matches(of: /\/(work|home\/[a-z]+|tmp\/stile)\/[a-z]/) {
        Issue.record("\(path):\(number + 1): \(match.output.0)")
      }
    }
  }

  private func imports(_ path: String) -> Set<Substring> {
    Set(
      Repository.lines(of: path).compactMap { line in
        line.firstMatch(of: /^(?:@[a-z()A-Z]+ )?(?:package |internal |private )?import (\w+)/)?
          .output.1
      })
  }
}

import Repository
import StandardLibrary
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// Every `.stile` text there is passes the checker, and no beginning of one traps.
struct RepositoryTextTests {
  static let runbooks = Repository.files(below: "runbooks", endingWith: ".stile")

  @Test(arguments: runbooks)
  func `a file of the repository has no error`(_ path: String) throws {
    #expect(try rendered(path) == "")
  }

  @Test(arguments: StandardLibrary.names)
  func `a standard module has no error`(_ module: String) {
    let use = "use \(module)  # allow unused-import: only the module itself is looked at"
    let program = "stile 1\n\n\(use)\n\nrunbook example \"Example\" {\n}\n"
    #expect(GoldenOutput.checked(FencedSources(entry: program)) == "")
  }

  @Test(arguments: runbooks + Repository.files(below: "stdlib", endingWith: ".stile"))
  func `a file of the repository is in good style`(_ path: String) throws {
    #expect(
      GoldenOutput.formatted(try Repository.bytes(of: path)) == (try Repository.text(of: path)))
  }

  private func rendered(_ path: String) throws -> String {
    let parts = path.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    let name = String(parts.last ?? "")
    let result = Checker.check(
      entry: name, provider: FolderSources(folder: folder), natives: NativeCallables.all)
    return GoldenOutput.rendered(result.diagnostics, in: result.sources)
  }
}

/// The files of a folder of the repository, and the standard modules.
struct FolderSources: SourceProvider {
  let folder: String

  func file(_ path: String) -> [UInt8]? { try? Repository.bytes(of: "\(folder)/\(path)") }
  func standardModule(_ name: String) -> [UInt8]? { StandardLibrary.text(of: name) }
  var standardModuleNames: [String] { StandardLibrary.names }
}

import StileMachine
import StileWorld
import Testing

/// Commands whose output is a secret.
@Suite struct LocalCommandTests {
  @Test func `the output is taken without its last newline`() throws {
    #expect(try output(.words(["printf", "a b\\n\\n"].map { Array($0.utf8) })) == "a b\n")
  }

  @Test func `a script gets its values as words, and a pipe that fails fails`() throws {
    let value = Array("a; echo c".utf8)
    #expect(
      try output(.script("printf %s \"${stile_1}\" | tr a b", arguments: [value], hasPipe: true))
        == "b; echo c")
    #expect(throws: Failure.self) {
      try output(.script("false | cat", arguments: [], hasPipe: true))
    }
  }

  @Test func `a status other than 0 says the command, and nothing that it printed`() throws {
    let failure = #expect(throws: Failure.self) {
      try output(.words(["sh", "-c", "echo secret; exit 3"].map { Array($0.utf8) }))
    }
    #expect(failure?.message == "`the command` ended with status 3")
  }

  @Test func `nothing is read beyond what a secret may weigh`() throws {
    let failure = #expect(throws: Failure.self) {
      try output(.words(["yes"].map { Array($0.utf8) }))
    }
    #expect(failure?.message == "`the command` prints more than 1 MiB")
  }

  private func output(_ form: CommandText.Form) throws(Failure) -> String {
    let bytes = try LocalCommand.output(
      of: CommandText(form: form, rendering: "the command"), environment: ["PATH=/usr/bin:/bin"])
    return String(decoding: bytes, as: UTF8.self)
  }
}

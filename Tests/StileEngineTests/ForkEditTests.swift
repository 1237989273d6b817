import StileCheck
import StileEngine
import StileJournal
import StileMachine
import Testing

/// An edited text is followed into its branches.
@Suite struct ForkEditTests {
  private static let body = """
    parallel {
      stage "Left" {
        step one "One" {
          no undo "a test"
          run `put a 1`
        }
        step two "Two" {
          no undo "a test"
          run `put b 1`
        }
      }
      for name in ["x", "y"] parallel 2 {
        step each "Each #{name}" {
          no undo "a test"
          run `put #{name} 1`
        }
      }
    }
    """

  private func text(_ changes: (String, String)...) throws -> CompiledText {
    let body = changes.reduce(Self.body) { $0.replacing($1.0, with: $1.1) }
    return try #require(CompiledText(body: body))
  }

  /// `two` has failed, all else is done.
  private func failed() throws -> Rig {
    let rig = Rig(try text())
    rig.host.failing["put b 1"] = 3
    _ = try rig.process()
    #expect(
      rig.statuses.sorted() == [
        #"each["x"]: done"#, #"each["y"]: done"#, "one: done", "two: failed",
      ])
    return rig
  }

  private func table(_ rig: Rig, _ edited: CompiledText) throws -> EditTable {
    EditComparison(
      rig.journal, texts: try rig.texts.mapValues { try $0.compared },
      edited: try edited.compared, renamings: []
    ).table
  }

  @Test func `a done round that is written otherwise now is asked about, and kept`() throws {
    let rig = try failed()
    let edited = try text(("put #{name} 1", "put #{name} 2"), ("put b 1", "put b 2"))
    let asked = try table(rig, edited).rows.map(\.key).sorted()
    #expect(asked == [#"each["x"]"#, #"each["y"]"#, "two"])
    let choices = ["x", "y"].map {
      EditChoice(key: "each[\"\($0)\"]", word: .keep, by: "ada", why: "")
    }
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.adopt("e", edited, choices) == .done)
    #expect(rig.host.ledger.sorted() == ["put a 1", "put b 2", "put x 1", "put y 1"])
  }

  @Test func `a wider loop changes nothing of what is done`() throws {
    let rig = try failed()
    let edited = try text(("parallel 2", "parallel 1"))
    #expect(try table(rig, edited).rows.map(\.key) == [])
  }
}

import Foundation
import Testing

/// A runbook that is mended in the middle of a run: what was done stays done, and goes back by the
/// text that did it.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct EditTests {
  /// The second step copies into a folder that is not there.
  static let plan = """
    stile 1
    use "copying.stile" (copy)
    param folder: Path
    runbook mend "Mend it" {
      step first "Make a file" on local {
        undo { run `rm -- #{folder / "first"}` }
        run `touch -- #{folder / "first"}`
      }
      step second "Copy it" on local {
        undo { run `rm -f -- #{folder / "second"}` }
        run `printf x >>#{folder / "tries"}`
        copy(folder / "first", folder)
      }
    }
    """

  static let module = """
    stile 1
    action copy(file: Path, folder: Path) {
      no undo "whoever copies takes it back"
      run `cp -- #{file} #{folder / "nowhere" / "second"}`
    }
    """

  private struct Mended {
    let stile: Stile
    let plan: String

    /// A run that stopped at its second step.
    init() async throws {
      stile = try Stile()
      try WorkFolder.write(EditTests.module, to: stile.home.appending(path: "copying.stile"))
      plan = try stile.runbook(EditTests.plan)
      let run = try await stile(
        "run", plan, "--no-input", "--set", "folder=\(stile.home.path)")
      guard run.status == 1 else { throw EndToEndProblem("it does not stop: \(run)") }
    }

    func edit(_ old: String, _ new: String) throws {
      let text = EditTests.plan.replacing(old, with: new)
      _ = try stile.runbook(text)
    }

    func mendModule() throws {
      let text = EditTests.module.replacing(#" / "nowhere""#, with: "")
      try WorkFolder.write(text, to: stile.home.appending(path: "copying.stile"))
    }

    func has(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: stile.home.appending(path: name).path)
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: stile.home.appending(path: name), encoding: .utf8)
    }
  }

  @Test func `a step that fails is mended in a module, and the run goes on`() async throws {
    let run = try await Mended()
    try run.mendModule()
    let resumed = try await run.stile(
      "resume", "--no-input", "--adopt", "--choose", "continue")
    #expect(resumed.status == 0, "\(resumed)")
    #expect(resumed.problems.contains("copying.stile"), "\(resumed)")
    #expect(resumed.problems.contains("take    second"), "\(resumed)")
    #expect(run.has("second"))
    #expect(try run.text("tries") == "x", "what had succeeded was done again")
    let records = try await run.stile.records()
    #expect(records.filter { $0.kind == "revision.added" }.count == 2)
    #expect(JournalChain.faults(in: records) == [])
    #expect(try await run.stile("undo", "--yes", "--no-input").status == 0)
    #expect(!run.has("first") && !run.has("second"))
  }

  @Test func `without somebody who takes it the run goes by its own text`() async throws {
    let run = try await Mended()
    try run.mendModule()
    let resumed = try await run.stile("resume", "--no-input", "--choose", "continue")
    #expect(resumed.status == 1, "\(resumed)")
    #expect(resumed.problems.contains("it goes on with its own"), "\(resumed)")
    #expect(!run.has("second"))
  }

  @Test func `a text with mistakes is shown, and nothing is touched`() async throws {
    let run = try await Mended()
    try run.edit("param folder", "parm folder")
    let before = try await run.stile("log", "--json")
    let resumed = try await run.stile("resume", "--no-input", "--adopt")
    #expect(resumed.status == 2, "\(resumed)")
    #expect(resumed.problems.contains("plan.stile:3:1"), "\(resumed)")
    #expect(resumed.problems.contains("--pinned` goes on"), "\(resumed)")
    let after = try await run.stile("log", "--json")
    #expect(after.output == before.output)
  }

  @Test func `what needs a choice is not taken where nobody can choose`() async throws {
    let run = try await Mended()
    try run.edit("run `touch", "run `touch -a")
    let before = try await run.stile("log", "--json")
    let resumed = try await run.stile("resume", "--no-input", "--adopt")
    #expect(resumed.status == 2, "\(resumed)")
    #expect(resumed.problems.contains("nobody is here to decide about `first`"), "\(resumed)")
    let after = try await run.stile("log", "--json")
    #expect(after.output == before.output)
  }

  @Test func `an undo runs the text that armed it, whatever the file says by then`() async throws {
    let run = try await Mended()
    try run.mendModule()
    try run.edit("rm -- #{folder / \"first\"}", "rm -- #{folder / \"elsewhere\"}")
    let resumed = try await run.stile(
      "resume", "--no-input", "--adopt", "--choose", "continue")
    #expect(resumed.status == 0, "\(resumed)")
    #expect(resumed.problems.contains("keep    first"), "\(resumed)")
    let undone = try await run.stile("undo", "--yes", "--no-input")
    #expect(undone.status == 0, "\(undone)")
    #expect(!run.has("first"))
  }

  @Test func `an undo that fails is mended, and takes back with the values of then`() async throws {
    let stile = try Stile()
    let text = """
      stile 1
      param folder: Path
      runbook mend "Mend it" {
        let file = folder / "first"
        step first "Make a file" on local {
          undo { run `rm -- #{file} /nowhere/at/all` }
          run `touch -- #{file}`
        }
      }
      """
    let plan = try stile.runbook(text)
    let run = try await stile(
      "run", plan, "--no-input", "--set", "folder=\(stile.home.path)")
    #expect(run.status == 0, "\(run)")
    #expect(try await stile("undo", "--yes", "--no-input").status == 5)
    _ = try stile.runbook(
      text.replacing(" /nowhere/at/all", with: "").replacing("rm --", with: "rm -f --"))
    let undone = try await stile(
      "undo", "--yes", "--no-input", "--adopt", "--choose", "retry")
    #expect(undone.status == 0, "\(undone)")
    #expect(undone.problems.contains("and is written now"), "\(undone)")
    #expect(undone.problems.contains("rm -f -- #{file}"), "\(undone)")
    #expect(try await stile.state() == "undone")
  }

  @Test func `killed once the edit is in the journal, the run goes on with it`() async throws {
    let run = try await Mended()
    try run.mendModule()
    try run.edit(#"folder)"#, "folder)\n    run `sleep 3; printf y >>#{folder / \"tries\"}`")
    let words = ["resume", "--no-input", "--adopt", "--choose", "continue"]
    _ = try await run.stile.start(words).killed(after: "begin  second", delay: 1)
    // The file is of no account any more.
    try run.edit("param folder", "parm folder")
    let resumed = try await run.stile("resume", "--no-input", "--pinned")
    #expect(resumed.status == 0, "\(resumed)")
    #expect(try run.text("tries") == "xy")
    #expect(run.has("second"))
  }

  @Test(.enabled(if: Machine.has("tmux"), "tmux is not installed"))
  func `at a terminal each step that needs it is decided, and done anew`() async throws {
    let run = try await Mended()
    try run.mendModule()
    try run.edit("run `touch --", "run `printf new >")
    let terminal = try await run.stile.atTerminal(["resume"])
    do {
      try await terminal.waitFor("go on with the edited text?")
      #expect(try await terminal.screen().contains("changed after it was done"))
      try await terminal.type("edited")
      try await terminal.waitFor("keep/redo")
      try await terminal.type("redo")
      try await terminal.waitFor("second failed")
      try await terminal.type("continue")
      try await terminal.waitFor("ended with 0")
      try await terminal.close()
    } catch {
      try await terminal.close()
      throw error
    }
    #expect(try run.text("first") == "new")
    #expect(try run.text("second") == "new")
  }

  @Test(
    .enabled(if: Machine.has("tmux"), "tmux is not installed"), arguments: ["C-c", "C-d", "leave"])
  func `whoever leaves while an edit is decided leaves the run as it was`(
    _ way: String
  ) async throws {
    let run = try await Mended()
    try run.mendModule()
    let before = try await run.stile("log", "--json")
    let terminal = try await run.stile.atTerminal(["resume"])
    do {
      try await terminal.waitFor("edited/pinned/leave:")
      if way == "leave" { try await terminal.type(way) } else { try await terminal.press(way) }
      try await terminal.waitFor(way == "leave" ? "ended with 2" : "ended with 130")
      try await terminal.close()
    } catch {
      try await terminal.close()
      throw error
    }
    let after = try await run.stile("log", "--json")
    #expect(after.output == before.output)
  }
}

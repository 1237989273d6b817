import Foundation
import Testing

/// What the demo does when nobody disturbs it: what every other run must come to.
struct Undisturbed: Sendable {
  /// How the lab looks when the site has moved.
  let moved: String
  /// What ran on the hosts, there and back.
  let ledger: Ledger
  let there: SystemCalls
  let back: SystemCalls

  /// Runs it there and back, once under a recorder of system calls.
  static func observe(_ lab: Lab) async throws -> Undisturbed {
    let stile = try Stile(lab)
    let before = try Ledger.read(lab)
    let there = stile.home.appending(path: "there")
    let run = try await stile.start(Stile.demo(lab), under: SystemCalls.recorder(there)).ended()
    guard run.status == 0 else { throw EndToEndProblem("the demo fails: \(run)") }
    let moved = try await lab.state()
    let back = stile.home.appending(path: "back")
    let undo = try await stile.start(
      ["undo", "--yes", "--no-input"], under: SystemCalls.recorder(back)
    ).ended()
    guard undo.status == 0 else { throw EndToEndProblem("the undo fails: \(undo)") }
    return Undisturbed(
      moved: moved, ledger: try Ledger.read(lab).since(before),
      there: try SystemCalls(recordedIn: there), back: try SystemCalls(recordedIn: back))
  }
}

import StileCheck
import StileMachine
import StileSyntax

/// What a program fails with where each command ends well and its output was cut.
enum GoldenFailure {
  /// Nothing for one that does not fail.
  static func text(_ provider: FencedSources) -> String {
    let result = Checker.check(
      entry: FencedSources.entry, provider: provider, natives: NativeCallables.all)
    guard let program = result.program else { return "it can't be run\n" }
    guard let failure = failure(Compiler.compile(program, sources: result.sources)) else {
      return ""
    }
    var place = ""
    if let span = failure.span, let source = result.sources[span.source] {
      let position = source.position(span.lower)
      place = " (\(source.name):\(position.line):\(position.column))"
    }
    return ([failure.message + place] + failure.details).map { $0 + "\n" }.joined()
  }

  private static func failure(_ code: Code) -> Failure? {
    var allowance = Allowance()
    // As the limits are, a debug build would take minutes to reach them.
    allowance.pureSteps = 100_000
    allowance.heapBytes = 96 << 20
    allowance.freshBytes = 1 << 20
    do throws(Failure) {
      let machine = try Machine(code: code, arguments: [:], allowance: allowance)
      let fiber = machine.begin(runbook: 0)
      var stop = machine.start(fiber)
      while true {
        switch stop {
        case .failed(let failure), .finished(.failure(let failure)): return failure
        case .finished(.success): return nil
        case .reached, .header, .region, .asked, .fork, .ended: stop = machine.advance(fiber, .go)
        case .request:
          let cut = CommandOutput(status: 0, stdout: [], stderr: [], isCut: true)
          stop = machine.advance(fiber, .value(.output(cut)))
        }
      }
    } catch {
      return error
    }
  }
}

import StileCheck
import StileMachine
import StileSyntax
import Testing

@Suite struct `Programs at random` {
  /// Each seed is a program. What fails in both is as good as a value: what a message says is for
  /// other tests.
  @Test(arguments: 0..<20)
  func `give what a walk over them gives`(_ round: UInt64) throws {
    var values = 0
    for seed in (round * 50)..<(round * 50 + 50) {
      let program = GeneratedProgram(seed: seed)
      let texts = Texts(program.text)
      let expected = try? Self.expected(texts)
      // Half of them give up what nothing reaches wherever they may.
      let found = try Self.found(texts, isThrifty: seed % 2 == 0)
      #expect(found == expected, "seed \(seed):\n\(program.text)")
      if found != nil { values += 1 }
    }
    #expect(values > 15, "most programs have a value")
  }

  private static func expected(_ texts: Texts) throws -> PlainEvaluator.Value {
    var evaluator = PlainEvaluator(try texts.program())
    return try evaluator.value(of: "value")
  }

  /// Nil where the machine stops with a failure; a mistake in the text is thrown.
  private static func found(
    _ texts: Texts, isThrifty: Bool
  ) throws -> PlainEvaluator.Value? {
    let code = try texts.code()
    var allowance = Allowance()
    if isThrifty { allowance.freshBytes = 0 }
    do throws(Failure) {
      let machine = try Machine(code: code, arguments: [:], allowance: allowance)
      return machine.value(of: "value").flatMap(PlainEvaluator.Value.init)
    } catch {
      return nil
    }
  }
}

extension PlainEvaluator.Value {
  fileprivate init?(_ datum: Datum) {
    switch datum {
    case .none: self = .none
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .string(let text): self = .string(text)
    case .list(let elements):
      self = .list(elements.compactMap { PlainEvaluator.Value($0) })
    case .map(let fields):
      let entries = fields.compactMap { field in
        PlainEvaluator.Value(field.value).map { (field.name, $0) }
      }
      self = .map(Dictionary(entries, uniquingKeysWith: { first, _ in first }))
    default: return nil
    }
  }
}

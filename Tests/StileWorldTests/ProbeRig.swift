import StileMachine

@testable import StileWorld

/// Asks servers by the real service; there is no resolver to be had.
enum ProbeRig {
  static func ask(
    _ name: String, _ arguments: [DatumField], limit: Int64 = 10_000_000_000
  ) throws -> WorldResult {
    let loop = try EventLoop()
    let service = ServerProbes(loop: loop)
    let request = NativeRequest(
      name: name,
      arguments: arguments + [
        DatumField("resolver", .string("127.0.0.1:1")), DatumField("limit", .duration(limit)),
      ])
    _ = service.submit(Submission(EffectName("ask"), .native(request)))
    let deadline = Moment.now.advanced(by: 20_000_000_000)
    while Moment.now.boot < deadline.boot {
      if let completion = loop.run(before: deadline).first { return completion.result }
    }
    throw LaneRig.Silence()
  }
}

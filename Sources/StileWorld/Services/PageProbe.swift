import StileMachine

/// One GET: `http.get`.
struct PageProbe: ServerProbe {
  private static let mostBytes = 1024 * 1024

  private let target: WebTarget
  var host: String { target.host }

  init(_ arguments: NativeArguments) throws(Failure) { target = try WebTarget(arguments) }

  func perform(at addresses: [String]) -> WorldResult {
    do throws(CurlTransfer.Problem) {
      let transfer = try target.transfer(at: addresses)
      let (status, body) = try transfer.perform(atMost: PageProbe.mostBytes)
      return .value(
        .record(
          "Response",
          [
            DatumField("status", .int(Int64(status))),
            DatumField("body", .string(String(decoding: body, as: UTF8.self))),
          ]))
    } catch {
      return target.failure(error)
    }
  }
}

import CCurl
import StileMachine

/// A web server that is asked, by libcurl, at addresses that were found out here.
struct WebTarget: Sendable {
  let url: String
  let address: WebAddress
  /// Whose addresses are asked; another one than the URL's where the future is tried.
  let host: String
  /// Milliseconds.
  let limit: Int32
  let caFile: String?

  init(_ arguments: NativeArguments) throws(Failure) {
    url = try arguments.text("url")
    guard let address = WebAddress(url) else {
      throw Failure(
        .value, "`\(url)` is no address of a web page: it begins with http:// or https://")
    }
    self.address = address
    host = arguments.isAbsent("at") ? address.host : try arguments.place("at")
    limit = try arguments.milliseconds("limit")
    caFile = try arguments.optionalPath("ca_file")
  }

  func transfer(at addresses: [String]) throws(CurlTransfer.Problem) -> CurlTransfer {
    let transfer = try CurlTransfer()
    try transfer.set(STILE_CURL_URL, url)
    try transfer.set(STILE_CURL_USERAGENT, "stile")
    try transfer.set(STILE_CURL_PROTOCOLS, STILE_CURL_HTTP | STILE_CURL_HTTPS)
    try transfer.set(STILE_CURL_TIMEOUT_MS, limit)
    try transfer.trust(authoritiesIn: caFile)
    let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
    try transfer.set(STILE_CURL_RESOLVE, lines: ["\(address.host):\(address.port):\(list)"])
    return transfer
  }

  func failure(_ problem: CurlTransfer.Problem) -> WorldResult {
    .failed(Failure(.world, "\(url) can't be fetched: \(problem.message)"))
  }
}

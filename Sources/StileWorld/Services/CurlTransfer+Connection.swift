import CCurl

/// A connection without a protocol above TLS: bytes there and back, and no call that waits but
/// `connect`.
extension CurlTransfer {
  enum Step<Moved> {
    case moved(Moved)
    /// The socket has to become ready first.
    case later
    /// The connection is over, and why.
    case end(String)
  }

  /// What the server's certificate says, by the names that libcurl gives to its parts.
  var certificate: [String: String] {
    var parts: [String: String] = [:]
    var number: Int32 = 0
    while let part = stile_curl_certificate(handle, number) {
      let text = String(cString: part)
      let name = text.prefix { $0 != ":" }
      parts[String(name)] = String(text.dropFirst(name.count + 1))
      number += 1
    }
    return parts
  }

  /// To wait on.
  var socket: Int32 { stile_curl_socket(handle) }

  func send(_ bytes: ArraySlice<UInt8>) -> Step<Int> {
    var count = 0
    let code = bytes.withUnsafeBytes {
      stile_curl_send(handle, $0.baseAddress, $0.count, &count)
    }
    return step(code, count)
  }

  func receive(atMost most: Int) -> Step<[UInt8]> {
    var count = 0
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      code = stile_curl_receive(handle, buffer.baseAddress, most, &count)
      filled = code == 0 ? count : 0
    }
    if code == 0, count == 0 { return .end("it was closed") }
    return step(code, bytes)
  }

  private func step<Moved>(_ code: Int32, _ moved: Moved) -> Step<Moved> {
    if code == 0 { return .moved(moved) }
    if code == STILE_CURL_AGAIN { return .later }
    return .end(stile_curl_problem(code).map { String(cString: $0) } ?? "error \(code)")
  }
}

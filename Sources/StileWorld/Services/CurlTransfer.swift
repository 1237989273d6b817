import CCurl
import Glibc

/// One transfer by libcurl, on the thread that owns it; it blocks until it is over.
///
/// A class because its handle has one owner, also where the set-up fails half-way.
final class CurlTransfer {
  /// Why a transfer did not come to its end, as it goes on after "can't be reached: ".
  struct Problem: Error, Hashable {
    let message: String
    /// The last status that the server sent; 0 before there was one.
    let status: Int
    /// Nobody vouches for the server's certificate, or not for this name.
    var isOfCertificate = false
  }

  let handle: OpaquePointer
  private var lists: [OpaquePointer] = []

  init() throws(Problem) {
    if let problem = stile_curl_open() {
      throw Problem(message: String(cString: problem), status: 0)
    }
    guard let handle = stile_curl_begin() else {
      throw Problem(message: "libcurl has no memory", status: 0)
    }
    self.handle = handle
    try set(STILE_CURL_NOSIGNAL, 1)
    // The run says whom it asks; the environment of a shell does not.
    try set(STILE_CURL_NOPROXY, "*")
  }

  deinit {
    stile_curl_end(handle)
    for list in lists { stile_curl_list_free(list) }
  }

  func set(
    _ option: some BinaryInteger, _ number: some BinaryInteger
  ) throws(Problem) {
    try check(stile_curl_set_number(handle, Int32(option), Int(number)))
  }

  func set(_ option: some BinaryInteger, _ text: String) throws(Problem) {
    try check(stile_curl_set_text(handle, Int32(option), text))
  }

  /// Believes the authorities in this file, and no others; without it, those of this machine.
  func trust(authoritiesIn file: String?) throws(Problem) {
    guard let file else { return }
    guard access(file, R_OK) == 0 else {
      throw Problem(message: "\(file), the authorities to believe, can't be read", status: 0)
    }
    try set(STILE_CURL_CAINFO, file)
    try check(stile_curl_set_text(handle, Int32(STILE_CURL_CAPATH), nil))
  }

  func set(_ option: some BinaryInteger, lines: [String]) throws(Problem) {
    var list: OpaquePointer?
    for line in lines { list = stile_curl_list_append(list, line) ?? list }
    guard let list else { return }
    lists.append(list)
    try check(stile_curl_set_list(handle, Int32(option), list))
  }

  /// Carries it out: sends `body` if there is one, and gives what came back, at most `most` bytes.
  func perform(
    sending body: [UInt8] = [], atMost most: Int
  ) throws(Problem) -> (status: Int, body: [UInt8]) {
    // The callbacks of a C library know their place by its address alone, and it must not move.
    let exchange = Exchange(body: body, most: most)
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    try check(
      stile_curl_set_sink(
        handle,
        { bytes, size, count, context in
          guard let bytes, let context else { return 0 }
          let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
          return exchange.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }, context))
    try check(
      stile_curl_set_source(
        handle,
        { bytes, size, count, context in
          guard let bytes, let context else { return 0 }
          let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
          return exchange.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }, context))
    let problem = withExtendedLifetime(exchange) { perform() }
    let status = stile_curl_status(handle)
    if exchange.isTooLong {
      throw Problem(message: "the answer is longer than \(most / 1024 / 1024) MiB", status: status)
    }
    if let problem { throw problem }
    return (status, exchange.received)
  }

  /// With `STILE_CURL_CONNECT_ONLY`: goes no further than to the connection.
  func connect() throws(Problem) {
    if let problem = perform() { throw problem }
  }

  /// What went wrong; nil if nothing did.
  private func perform() -> Problem? {
    withUnsafeTemporaryAllocation(
      of: CChar.self, capacity: Int(STILE_CURL_PROBLEM_SIZE)
    ) { text -> Problem? in
      text.initialize(repeating: 0)
      guard let room = text.baseAddress else { return Problem(message: "no memory", status: 0) }
      _ = stile_curl_set_problem(handle, room)
      let code = stile_curl_perform(handle)
      guard code != 0 else { return nil }
      let words = room.pointee != 0 ? UnsafePointer(room) : stile_curl_problem(code)
      return Problem(
        message: words.map { String(cString: $0) } ?? "libcurl failed (\(code))",
        status: stile_curl_status(handle), isOfCertificate: code == STILE_CURL_UNTRUSTED)
    }
  }

  private func check(_ code: Int32) throws(Problem) {
    if code != 0 {
      let reason = stile_curl_problem(code).map { String(cString: $0) } ?? "error \(code)"
      throw Problem(message: "this libcurl can't be used: \(reason)", status: 0)
    }
  }

  /// What goes out and what has come in.
  private final class Exchange {
    private var rest: ArraySlice<UInt8>
    private let most: Int
    private(set) var received: [UInt8] = []
    private(set) var isTooLong = false

    init(body: [UInt8], most: Int) {
      rest = body[...]
      self.most = most
    }

    /// The number of bytes taken; less than there are ends the transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> Int {
      isTooLong = received.count + bytes.count > most
      if isTooLong { return 0 }
      received.append(contentsOf: bytes)
      return bytes.count
    }

    func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
      let piece = rest.prefix(room.count)
      room.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }
}

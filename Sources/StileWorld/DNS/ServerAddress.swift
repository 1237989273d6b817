import Glibc

/// An address and a port of a server; the text is also how messages and the journal name it.
struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four or sixteen bytes.
  let bytes: [UInt8]
  let port: UInt16

  init(bytes: [UInt8], port: UInt16) {
    self.bytes = bytes
    self.port = port
  }

  /// Reads `ADDRESS`, `ADDRESS:PORT`, or `[ADDRESS]:PORT` as IPv6 has it.
  init?(_ text: String, defaultPort: UInt16) {
    var host = Substring(text)
    var port = defaultPort
    let colons = text.filter { $0 == ":" }.count
    if text.first == "[", let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return nil }
      if !rest.isEmpty {
        guard let number = UInt16(rest.dropFirst()) else { return nil }
        port = number
      }
    } else if colons == 1, let colon = text.firstIndex(of: ":") {
      guard let number = UInt16(text[text.index(after: colon)...]) else { return nil }
      host = text[..<colon]
      port = number
    }
    let type: DNSType = host.contains(":") ? .aaaa : .a
    guard let bytes = try? DNSRecordData.data(String(host), of: type) else { return nil }
    self.init(bytes: bytes, port: port)
  }

  var isIPv6: Bool { bytes.count == 16 }

  /// The address without the port.
  var host: String { DNSRecordData.text(bytes, of: isIPv6 ? .aaaa : .a) }

  var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Hands the address to a system call in the form that it wants.
  func withSocketAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var storage = sockaddr_storage()
    let length = withUnsafeMutableBytes(of: &storage) { room -> Int in
      let family = UInt16(isIPv6 ? AF_INET6 : AF_INET)
      room.storeBytes(of: family, as: UInt16.self)
      room.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
      // IPv6 has its flow label between port and address.
      for (offset, byte) in bytes.enumerated() { room[(isIPv6 ? 8 : 4) + offset] = byte }
      return isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    }
    return withUnsafePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
    }
  }

  /// Whether the kernel has a way to send there; nothing is sent.
  var isRouted: Bool {
    let number = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard number >= 0 else { return false }
    let probe = Descriptor(owning: number)
    return withSocketAddress { connect(probe.number, $0, $1) } == 0
  }
}

import StileCheck

/// Making values of the validated types: the one place where a name becomes a value.
extension Heap {
  func path(_ bytes: [UInt8]) throws(Failure) -> Value {
    if let problem = ValidatedText.path(bytes) {
      throw refusal(String(decoding: bytes, as: UTF8.self), "path", problem)
    }
    return .path(try add(.bytes(bytes)))
  }

  func domainName(_ text: String) throws(Failure) -> Value {
    switch ValidatedText.domainName(text) {
    case .success(let name): return .domainName(try add(.string(name)))
    case .failure(let problem): throw refusal(text, "domain name", problem)
    }
  }

  func user(_ text: String) throws(Failure) -> Value {
    if let problem = ValidatedText.user(text) { throw refusal(text, "user name", problem) }
    return .user(try add(.string(text)))
  }

  func url(_ text: String) throws(Failure) -> Value {
    if let problem = ValidatedText.url(text) { throw refusal(text, "URL", problem) }
    return .url(try add(.string(text)))
  }

  private func refusal(
    _ text: String, _ noun: String, _ problem: ValidatedText.Problem
  ) -> Failure {
    Failure(.value, "\(Self.shortened(Self.quoted(text), to: 80)) is no \(noun): \(problem.reason)")
  }

  /// A Host in one word, with every other field at its default.
  func host(_ text: String) throws(Failure) -> Value {
    switch HostText.parse(text) {
    case .success(let host):
      var user = Value.none
      if let name = host.user { user = try self.user(name) }
      return try checkedRecord(
        BuiltInRecord.host,
        [try domainName(host.name), .none, .int(host.port), user, .none, .none, try list([])])
    case .failure(let problem): throw refusal(text, "host", problem)
    }
  }

  /// A record whose fields have the right types; a Host's must also be fit for ssh's command line.
  func checkedRecord(_ number: RecordNumber, _ fields: [Value]) throws(Failure) -> Value {
    let value = try record(number, fields)
    if number == BuiltInRecord.host { try checkHost(try host(of: value)) }
    return value
  }

  private func checkHost(_ host: HostValue) throws(Failure) {
    if host.name.utf8.contains(UInt8(ascii: "*")) {
      throw Failure(.value, "\"\(host.name)\" is no host name: it names many")
    }
    if host.isLocal, host != .local {
      throw Failure(
        .value, "no host but this machine is called `local`, and nothing else is to be said of it")
    }
    if !(1...65535).contains(host.port) {
      throw Failure(.value, "the port of host `\(host.name)` is not between 1 and 65535")
    }
    if let address = host.address, !Self.isAddress(address) {
      throw Failure(
        .value,
        "\(Self.quoted(address)) is no address of a host: letters, digits, `.`, `-`, `_`, "
          + "`:` and `%` make one, and it does not begin with `-`")
    }
    for text in [host.hostKey].compactMap({ $0 }) + host.legacy where !Self.isPlainLine(text) {
      throw Failure(.value, "\(Self.quoted(text)) of host `\(host.name)` is no single line of text")
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 253 else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"):
        true
      default: false
      }
    }
  }

  private static func isPlainLine(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && text.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
  }
}

import StileMachine

extension HostBound {
  func write(to writer: inout RecordWriter) {
    writer.name("binding")
    writer.object { binding.write(to: &$0) }
    writer.member("host", host)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    try reader.find("binding")
    let binding = try reader.object { (reader) throws(JSONProblem) in
      try HostBinding(from: &reader)
    }
    self.init(host: try reader.host("host"), binding: binding)
  }
}

extension HostBinding {
  func write(to writer: inout RecordWriter) {
    writer.member("address", address)
    writer.member("base", base)
    writer.member("boot_id", bootID)
    writer.member("claims", claims)
    writer.member("clock_offset", clockOffset)
    writer.member("host_key_print", hostKeyPrint)
    writer.member("login", login)
    writer.member("machine_id", machineID)
    writer.member("pipe_shell", pipeShell)
  }

  init(from reader: inout RecordReader) throws(JSONProblem) {
    let address = try reader.text("address")
    let base = try reader.text("base")
    let bootID = try reader.text("boot_id")
    let claims = try reader.texts("claims")
    let clockOffset = try reader.int("clock_offset")
    let hostKeyPrint = try reader.textIfAny("host_key_print")
    let login = try reader.text("login")
    let machineID = try reader.textIfAny("machine_id")
    self.init(
      login: login, address: address, hostKeyPrint: hostKeyPrint, machineID: machineID,
      bootID: bootID, base: base, clockOffset: clockOffset,
      pipeShell: try reader.text("pipe_shell"), claims: claims)
  }
}

extension RecordWriter {
  mutating func member(_ name: StaticString, _ host: HostValue) {
    self.name(name)
    object {
      $0.member("address", host.address)
      $0.member("host_key", host.hostKey)
      if let identity = host.identity { $0.member("identity", text: identity) }
      $0.member("legacy", host.legacy)
      $0.member("name", host.name)
      $0.member("port", Int64(host.port))
      $0.member("user", host.user)
    }
  }
}

extension RecordReader {
  mutating func host(_ name: StaticString) throws(JSONProblem) -> HostValue {
    guard let host = try hostIfAny(name) else { throw problem("`\(name)` is missing") }
    return host
  }

  mutating func hostIfAny(_ name: StaticString) throws(JSONProblem) -> HostValue? {
    guard try has(name) else { return nil }
    return try object { (reader) throws(JSONProblem) in
      let address = try reader.textIfAny("address")
      let hostKey = try reader.textIfAny("host_key")
      let identity = try reader.has("identity") ? try reader.bytes() : nil
      let legacy = try reader.texts("legacy")
      let name = try reader.text("name")
      let port = Int(clamping: try reader.int("port"))
      return HostValue(
        name: name, address: address, port: port, user: try reader.textIfAny("user"),
        identity: identity, hostKey: hostKey, legacy: legacy)
    }
  }
}

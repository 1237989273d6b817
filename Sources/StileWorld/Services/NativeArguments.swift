import StileMachine

/// Reads the arguments of a native call. The checker has seen to their types; their texts are
/// checked here.
struct NativeArguments {
  private let request: NativeRequest

  init(_ request: NativeRequest) { self.request = request }

  private func misfit(_ name: String) -> Failure {
    Failure(.value, "the argument `\(name)` of `\(request.name)` has another type")
  }

  func text(_ name: String) throws(Failure) -> String {
    switch request[name] {
    case .string(let text), .domainName(let text), .url(let text): return text
    default: throw misfit(name)
    }
  }

  func optionalText(_ name: String) throws(Failure) -> String? {
    request[name] == .none ? nil : try text(name)
  }

  func optionalPath(_ name: String) throws(Failure) -> String? {
    if request[name] == .none { return nil }
    guard case .path(let bytes) = request[name],
      let path = String(validating: bytes, as: UTF8.self)
    else { throw misfit(name) }
    return path
  }

  func int(_ name: String) throws(Failure) -> Int64 {
    guard case .int(let value) = request[name] else { throw misfit(name) }
    return value
  }

  /// Nanoseconds.
  func duration(_ name: String) throws(Failure) -> Int64 {
    guard case .duration(let value) = request[name] else { throw misfit(name) }
    return value
  }

  func optionalDuration(_ name: String) throws(Failure) -> Int64? {
    request[name] == .none ? nil : try duration(name)
  }

  func domain(_ name: String) throws(Failure) -> DNSName {
    let text = try text(name)
    guard let domain = DNSName(text) else { throw Failure(.value, "`\(text)` is no domain name") }
    return domain
  }

  func domains(_ name: String) throws(Failure) -> [DNSName] {
    guard case .list(let items) = request[name] else { throw misfit(name) }
    var domains: [DNSName] = []
    for item in items {
      guard case .domainName(let text) = item, let domain = DNSName(text) else {
        throw misfit(name)
      }
      domains.append(domain)
    }
    return domains
  }

  func recordType(_ name: String) throws(Failure) -> DNSType {
    guard case .enumCase(_, let text, _) = request[name], let type = DNSType(name: text) else {
      throw misfit(name)
    }
    return type
  }

  func records(_ name: String, of type: DNSType) throws(Failure) -> DNSRecordSet? {
    let argument = request[name]
    if argument == .none { return nil }
    guard case .list(let items)? = argument[field: "values"],
      case .duration(let ttl)? = argument[field: "ttl"]
    else { throw misfit(name) }
    guard ttl % .nanosecondsInASecond == 0 else {
      throw Failure(.value, "a TTL is a number of whole seconds")
    }
    var values: [String] = []
    for item in items {
      guard case .string(let text) = item else { throw misfit(name) }
      values.append(text)
    }
    return try DNSRecordSet(values, type: type, ttl: ttl / .nanosecondsInASecond)
  }

  /// The field of a record that holds a text, such as the address of a zone's primary.
  func text(_ name: String, field: String) throws(Failure) -> String {
    guard let text = try optionalText(name, field: field) else { throw misfit(name) }
    return text
  }

  func optionalText(_ name: String, field: String) throws(Failure) -> String? {
    switch request[name][field: field] {
    case .string(let text)?, .domainName(let text)?: return text
    case .none?: return nil
    default: throw misfit(name)
    }
  }

  func optionalSecret(_ name: String, field: String) throws(Failure) -> SecretText? {
    switch request[name][field: field] {
    case .secret(let secret)?: return secret
    case .none?: return nil
    default: throw misfit(name)
    }
  }

  func isAbsent(_ name: String) -> Bool { request[name] == .none }
}

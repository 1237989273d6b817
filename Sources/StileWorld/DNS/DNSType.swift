/// A type of record, by its number in the protocol.
struct DNSType: Hashable, Sendable, RawRepresentable {
  let rawValue: UInt16

  static let a = DNSType(rawValue: 1)
  static let ns = DNSType(rawValue: 2)
  static let cname = DNSType(rawValue: 5)
  static let soa = DNSType(rawValue: 6)
  static let ptr = DNSType(rawValue: 12)
  static let mx = DNSType(rawValue: 15)
  static let txt = DNSType(rawValue: 16)
  static let aaaa = DNSType(rawValue: 28)
  static let srv = DNSType(rawValue: 33)
  static let opt = DNSType(rawValue: 41)
  static let tsig = DNSType(rawValue: 250)
  static let any = DNSType(rawValue: 255)
  static let caa = DNSType(rawValue: 257)

  /// Those that the library names in its `RecordType`.
  private static let named: [(name: String, type: DNSType)] = [
    ("A", a), ("AAAA", aaaa), ("CAA", caa), ("CNAME", cname), ("MX", mx), ("NS", ns), ("PTR", ptr),
    ("SOA", soa), ("SRV", srv), ("TXT", txt),
  ]

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init?(name: String) {
    guard let found = DNSType.named.first(where: { $0.name == name }) else { return nil }
    self = found.type
  }
}

extension DNSType: CustomStringConvertible {
  /// `CNAME`, or `TYPE65` for one that the library does not name (RFC 3597).
  var description: String {
    DNSType.named.first { $0.type == self }?.name ?? "TYPE\(rawValue)"
  }
}

/// The class of a record: the Internet's, or one of the two that updates give a meaning (RFC 2136).
struct DNSClass: Hashable, Sendable, RawRepresentable {
  let rawValue: UInt16

  static let internet = DNSClass(rawValue: 1)
  static let none = DNSClass(rawValue: 254)
  static let any = DNSClass(rawValue: 255)
}

/// The result of a request as its server names it.
struct DNSResultCode: Hashable, Sendable, RawRepresentable {
  let rawValue: UInt16

  static let noError = DNSResultCode(rawValue: 0)
  static let serverFailure = DNSResultCode(rawValue: 2)
  static let noSuchName = DNSResultCode(rawValue: 3)
  static let notAuthorised = DNSResultCode(rawValue: 9)

  /// A prerequisite of an update does not hold: YXDOMAIN, YXRRSET, NXRRSET or NXDOMAIN.
  var isFailedPrerequisite: Bool { [3, 6, 7, 8].contains(rawValue) }
}

extension DNSResultCode: CustomStringConvertible {
  var description: String {
    let names: [UInt16: String] = [
      0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED",
      6: "YXDOMAIN", 7: "YXRRSET", 8: "NXRRSET", 9: "NOTAUTH", 10: "NOTZONE", 16: "BADSIG",
      17: "BADKEY", 18: "BADTIME", 22: "BADTRUNC",
    ]
    return names[rawValue] ?? "RCODE\(rawValue)"
  }
}

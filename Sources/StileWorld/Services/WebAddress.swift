/// The parts of an `http` or `https` URL that decide whom to connect to.
struct WebAddress: Hashable {
  let host: String
  let port: UInt16

  /// Nil for another scheme, or where there is no host.
  init?(_ url: String) {
    guard let schemeEnd = url.firstRange(of: "://") else { return nil }
    let defaultPort: UInt16
    switch url[..<schemeEnd.lowerBound].lowercased() {
    case "http": defaultPort = 80
    case "https": defaultPort = 443
    default: return nil
    }
    let rest = url[schemeEnd.upperBound...]
    var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    var portText = authority[authority.endIndex...]
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      portText = authority[authority.index(after: end)...]
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      guard portText.isEmpty || portText.first == ":" else { return nil }
    } else {
      let end = authority.firstIndex(of: ":") ?? authority.endIndex
      portText = authority[end...]
      host = String(authority[..<end])
    }
    let digits = portText.dropFirst()
    guard !host.isEmpty, digits.isEmpty || UInt16(digits) != nil else { return nil }
    port = UInt16(digits) ?? defaultPort
  }
}

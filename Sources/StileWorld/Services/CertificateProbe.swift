import CCurl
import StileMachine

/// The certificate that an `https` server shows: `http.certificate`.
struct CertificateProbe: ServerProbe {
  private let target: WebTarget
  var host: String { target.host }

  init(_ arguments: NativeArguments) throws(Failure) {
    target = try WebTarget(arguments)
    guard target.url.lowercased().hasPrefix("https:") else {
      throw Failure(.value, "`\(target.url)` has no certificate: it does not begin with https://")
    }
  }

  func perform(at addresses: [String]) -> WorldResult {
    do throws(CurlTransfer.Problem) {
      do throws(CurlTransfer.Problem) {
        return facts(of: try greet(addresses, isTrusting: false), problem: nil)
      } catch {
        // Nobody vouches for it: what it says is looked at all the same, and that is said too.
        guard error.isOfCertificate else { throw error }
        return facts(of: try greet(addresses, isTrusting: true), problem: error.message)
      }
    } catch {
      return target.failure(error)
    }
  }

  /// Connects, and gives what the server's certificate says.
  private func greet(
    _ addresses: [String], isTrusting: Bool
  ) throws(CurlTransfer.Problem) -> [String: String] {
    let transfer = try target.transfer(at: addresses)
    try transfer.set(STILE_CURL_CERTINFO, 1)
    try transfer.set(STILE_CURL_CONNECT_ONLY, 1)
    if isTrusting {
      try transfer.set(STILE_CURL_SSL_VERIFYPEER, 0)
      try transfer.set(STILE_CURL_SSL_VERIFYHOST, 0)
    }
    try transfer.connect()
    return transfer.certificate
  }

  private func facts(of said: [String: String], problem: String?) -> WorldResult {
    guard let subject = said["Subject"], let issuer = said["Issuer"],
      let start = said["Start date"].flatMap(CertificateDate.nanoseconds),
      let end = said["Expire date"].flatMap(CertificateDate.nanoseconds)
    else {
      return .failed(Failure(.world, "\(target.url): its certificate can't be read"))
    }
    return .value(
      .record(
        "Certificate",
        [
          DatumField("subject", .string(subject)), DatumField("issuer", .string(issuer)),
          DatumField("names", .list(names(in: said).map { .string($0) })),
          DatumField("not_before", .time(start)), DatumField("not_after", .time(end)),
          DatumField("problem", problem.map { .string($0) } ?? .none),
        ]))
  }

  /// `DNS:a.example.org, IP Address:192.0.2.1`.
  private func names(in said: [String: String]) -> [String] {
    let list = said["X509v3 Subject Alternative Name"] ?? ""
    return list.split(separator: ", ").compactMap { name in
      for kind in ["DNS:", "IP Address:"] where name.hasPrefix(kind) {
        return String(name.dropFirst(kind.count))
      }
      return nil
    }
  }
}

/// Moments as libcurl writes those of certificates: `Nov  3 03:16:25 2026 GMT`.
enum CertificateDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Since 1970; nil for what is no such moment, or none that a `Time` can be.
  static func nanoseconds(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 5, words[4] == "GMT", let month = months.firstIndex(of: String(words[0])),
      let day = Int64(words[1]), let year = Int64(words[3]), (1600...9999).contains(year)
    else { return nil }
    let clock = words[2].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, (1...31).contains(day) else { return nil }
    let seconds =
      days(year, Int64(month), day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    let (nanoseconds, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflows ? nil : nanoseconds
  }

  /// Days since 1970 of a date in the calendar of today; months count from 0.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    // A year that begins in March has its leap day at its end.
    let shifted = month < 2 ? year - 1 : year
    let monthFromMarch = (month + 10) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
  }
}

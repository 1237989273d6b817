import StileCheck
import StileSyntax

extension NativeCallables {
  static let dns: [NativeCallable] = [
    NativeCallable(
      "dns_observe", .probe,
      "(names: List[DomainName], type: RecordType, before: Duration?, resolver: String?, port: Int)"
        + " -> Observation"
    ),
    NativeCallable("dns_window", .probe, "(observation: Observation) -> Window"),
    NativeCallable(
      "dns_authoritative", .probe,
      "(name: DomainName, type: RecordType, resolver: String?, port: Int) -> List[String]"),
    NativeCallable(
      "dns_resolved", .probe,
      "(name: DomainName, type: RecordType, resolver: String?) -> List[String]"),
    // The record set that the zone's primary serves; `none` where there is none.
    NativeCallable(
      "dns_record", .probe, "(zone: Zone, name: DomainName, type: RecordType) -> RecordSet?"),
    // Compare and set (RFC 2136 prerequisites): `was` must be what stands there.
    NativeCallable(
      "dns_update", .action,
      "(zone: Zone, name: DomainName, type: RecordType, was: RecordSet?, now: RecordSet?)"),
  ]

  static let http: [NativeCallable] = [
    NativeCallable(
      "http_get", .probe,
      "(url: Url, at: Host?, ca_file: Path?, resolver: String?, limit: Duration) -> Response"),
    NativeCallable(
      "http_certificate", .probe,
      "(url: Url, at: Host?, ca_file: Path?, resolver: String?, limit: Duration) -> Certificate"),
  ]

  static let tcp: [NativeCallable] = [
    NativeCallable(
      "tcp_connects", .probe,
      "(server: Host, port: Int, resolver: String?, limit: Duration) -> Bool")
  ]
}

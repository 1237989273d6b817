/// The standard modules, as they stand in `modules/*.stile`: part of the binary, so that one file
/// copied to another machine is the whole tool.
package enum StandardLibrary {
  /// Sorted: an unknown module is answered with the nearest of these.
  package static let names = [
    "dns", "files", "http", "irc", "mail", "nagios", "permissions", "tcp", "webhook",
  ]

  /// The source of a standard module; nil where there is none of that name.
  package static func text(of name: String) -> [UInt8]? {
    switch name {
    case "dns": PackageResources.dns_stile
    case "files": PackageResources.files_stile
    case "http": PackageResources.http_stile
    case "irc": PackageResources.irc_stile
    case "mail": PackageResources.mail_stile
    case "nagios": PackageResources.nagios_stile
    case "permissions": PackageResources.permissions_stile
    case "tcp": PackageResources.tcp_stile
    case "webhook": PackageResources.webhook_stile
    default: nil
    }
  }
}

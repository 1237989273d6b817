import StileWorld

/// The effects besides commands and people that this tool can carry out.
enum Services {
  static func all(on loop: EventLoop, _ secrets: SecretVault, bootID: String) -> [any Service] {
    [
      DNSService(loop: loop, secrets: secrets, bootID: bootID),
      ServerProbes(loop: loop),
      MessageService(loop: loop, secrets: secrets, environment: ProcessEnvironment.entries),
    ]
  }
}

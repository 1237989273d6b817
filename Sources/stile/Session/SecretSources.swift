import Glibc
import StileCheck
import StileWorld

/// Fetches what a runbook's secrets name, before its first item.
enum SecretSources {
  static func vault(for runbook: Runbook, in program: Program) throws(Problem) -> SecretVault {
    var texts: [String: [UInt8]] = [:]
    for id in runbook.secrets {
      let global = program.globals[id.index]
      guard case .secret(let origin) = global.kind else { continue }
      texts[global.name] = try fetch(origin, for: global.name)
    }
    return SecretVault(texts)
  }

  private static func fetch(_ origin: SecretOrigin, for name: String) throws(Problem) -> [UInt8] {
    switch origin {
    case .environment(let variable):
      guard let text = getenv(variable) else {
        throw Problem("the secret `\(name)` is missing: the environment has no `\(variable)`")
      }
      return Array(String(cString: text).utf8)
    case .file(let path):
      guard var bytes = FileSources.read(path) else {
        throw Problem("the secret `\(name)` is missing: `\(path)` can't be read")
      }
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      return bytes
    }
  }
}

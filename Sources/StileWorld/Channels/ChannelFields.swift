import StileMachine

/// A channel as its carrier reads it.
struct ChannelFields: Sendable {
  private let channel: Datum
  private let secrets: SecretVault

  init(_ channel: Datum, secrets: SecretVault) {
    self.channel = channel
    self.secrets = secrets
  }

  var kind: String { text("kind") }
  /// To whom the messages go.
  var address: String { text("address") }
  /// In whose name they go.
  var sender: String { text("sender") }
  /// Who takes them.
  var server: String { text("server") }

  /// The authorities to believe, instead of those of the system: a file of this machine.
  var caFile: String? {
    guard case .path(let bytes)? = channel[field: "ca_file"] else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A setting of one kind of channel; nil where it is not given.
  func option(_ name: String) -> String? {
    guard case .map(let options)? = channel[field: "options"],
      case .string(let value)? = options.first(where: { $0.name == name })?.value, !value.isEmpty
    else { return nil }
    return value
  }

  /// The text of the channel's secret; nil where it has none.
  func secret() throws(Undelivered) -> String? {
    guard case .secret(let secret)? = channel[field: "secret"] else { return nil }
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try secrets.bytes(of: secret)
    } catch {
      throw Undelivered(error.message, isFinal: true)
    }
    guard let text = String(validating: bytes, as: UTF8.self),
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7f })
    else {
      throw Undelivered("the channel's secret is no line of text", isFinal: true)
    }
    return text
  }

  private func text(_ name: String) -> String {
    if case .string(let text)? = channel[field: name] { text } else { "" }
  }
}

package import StileMachine

/// Sends messages, each by the carrier of its channel, on threads of their own.
///
/// A message is sent at least once: where the receiver's answer is lost it goes again, under the
/// same id. A class because it is a `Service`.
package final class MessageService: Service {
  private let loop: EventLoop
  private let secrets: SecretVault
  private let carriers: [String: any MessageCarrier]
  private let threads = WorkerThreads()

  /// `environment` is what a mail program of this machine is started with.
  package init(loop: EventLoop, secrets: SecretVault, environment: [String]) {
    self.loop = loop
    self.secrets = secrets
    carriers = [
      "irc": IRCCarrier(),
      "mail": SMTPCarrier(),
      "sendmail": SendmailCarrier(environment: environment),
      "webhook": WebhookCarrier(),
    ]
  }

  package func submit(_ submission: Submission) -> Bool {
    guard case .deliver(let message) = submission.request else { return false }
    let channel = ChannelFields(message.channel, secrets: secrets)
    guard let carrier = carriers[channel.kind] else {
      loop.complete(
        submission.name,
        .undelivered(
          Undelivered("there is no kind of channel called `\(channel.kind)`", isFinal: true)))
      return true
    }
    threads.perform(submission.name, in: loop.mailbox) { [secrets] in
      do throws(Undelivered) {
        try carrier.deliver(message, by: channel)
        return .delivered
      } catch {
        return .undelivered(Undelivered(secrets.withholding(error.reason), isFinal: error.isFinal))
      }
    }
    return true
  }

  package func cancel(_ name: EffectName) { threads.cancel(name) }
}

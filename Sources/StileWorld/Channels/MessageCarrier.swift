import StileMachine

/// Carries messages to the receivers of one kind of channel.
protocol MessageCarrier: Sendable {
  /// Hands the message over, or says why it has not arrived; called on a helper thread, and may
  /// block for about half a minute.
  func deliver(_ message: Message, by channel: ChannelFields) throws(Undelivered)
}

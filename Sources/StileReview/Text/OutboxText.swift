import StileJournal
import StileMachine

/// What was not delivered, and why; a line a message.
enum OutboxText {
  /// `isGoingOn` where somebody has the run in hand, and will try again.
  static func undelivered(
    _ view: RunView, isGoingOn: Bool = false, _ calendar: Calendar
  ) -> [String] {
    view.undelivered.map { message in
      let added = message.added.message
      let subject = added.subject.map { " (\($0))" } ?? ""
      return "not delivered to \(ChannelText.name(added.channel))\(subject): "
        + tries(of: message) + (isGoingOn ? next(message, calendar) : "")
    }
  }

  private static func tries(of message: MessageView) -> String {
    guard let tried = message.tried, let problem = tried.problem else { return "not tried yet" }
    return tried.number == 1 ? problem : "\(problem), try \(tried.number)"
  }

  private static func next(_ message: MessageView, _ calendar: Calendar) -> String {
    message.tried?.next.map { ", again at \(calendar.full($0))" } ?? ""
  }
}

/// How a channel is called: by its address, or by its kind; one of IRC has its network's beside it.
enum ChannelText {
  static func name(_ channel: Datum) -> String {
    if channel[field: "kind"] == .string("irc"),
      case .string(let room)? = channel[field: "address"],
      case .string(let server)? = channel[field: "server"]
    {
      return "\(room) on \(server)"
    }
    if case .string(let address)? = channel[field: "address"], !address.isEmpty { return address }
    if case .string(let kind)? = channel[field: "kind"] { return kind }
    return "nowhere"
  }

  static func isConsole(_ channel: Datum) -> Bool { channel[field: "kind"] == .string("console") }
}

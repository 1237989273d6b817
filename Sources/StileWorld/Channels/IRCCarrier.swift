import StileMachine

/// Says messages in a channel of an IRC network: each is a visit of its own.
struct IRCCarrier: MessageCarrier {
  /// 90 s, in nanoseconds: a long text is said slowly.
  private static let limit: Int64 = 90_000_000_000

  func deliver(_ message: Message, by channel: ChannelFields) throws(Undelivered) {
    let lines = try IRCText.lines(of: message)
    let room = channel.address
    let nick = channel.sender
    guard IRCCarrier.isRoom(room) else {
      throw Undelivered("a channel of IRC begins with # or &, and is one word", isFinal: true)
    }
    guard IRCCarrier.isNick(nick) else {
      throw Undelivered("`\(nick)` can't be a nick", isFinal: true)
    }
    let place = try IRCCarrier.place(channel)
    let login = try IRCCarrier.login(channel, nick: nick)
    let connection = try IRCConnection(
      to: place, caFile: channel.caFile, until: Moment.now.boot + IRCCarrier.limit)
    var session = IRCSession(connection, nick: nick)
    try session.register(login)
    try session.join(room)
    try session.say(lines, in: room)
    // The lines were taken; whether the goodbye arrives matters to nobody.
    try? session.leave()
  }

  /// Port 6697, or 6667 where the way is open.
  private static func place(_ channel: ChannelFields) throws(Undelivered) -> ServerPlace {
    let security = channel.option("tls") == "false" ? "plain" : "tls"
    let place = try ServerPlace(channel.server, security: security, usual: .tls)
    try place.check(secret: try channel.secret())
    return place.withPort(place.security == .tls ? 6697 : 6667)
  }

  private static func login(
    _ channel: ChannelFields, nick: String
  ) throws(Undelivered) -> IRCSession.Login {
    guard let password = try channel.secret() else { return .none }
    if channel.option("server_login") == "true" { return .server(password: password) }
    return .sasl(account: channel.option("account") ?? nick, password: password)
  }

  private static func isRoom(_ name: String) -> Bool {
    (name.hasPrefix("#") || name.hasPrefix("&")) && name.utf8.count <= 200
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: ",") }
  }

  private static func isNick(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 30 else { return false }
    let isOther = { (byte: UInt8) in "[]\\`_^{|}".utf8.contains(byte) }
    let isLetter = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    let isInner = { (byte: UInt8) in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return (isLetter(first) || isOther(first))
      && name.utf8.allSatisfy { isLetter($0) || isOther($0) || isInner($0) }
  }
}

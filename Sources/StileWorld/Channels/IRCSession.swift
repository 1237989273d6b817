import StileMachine

/// A visit of an IRC server: who we are, in which channel, and what is said there.
struct IRCSession {
  enum Login {
    case none
    /// SASL PLAIN (RFC 4616).
    case sasl(account: String, password: String)
    /// The password of the server, which many hand on to their services.
    case server(password: String)
  }

  private let connection: IRCConnection
  private(set) var nick: String
  /// What the server offers and we can use.
  private var offers: Set<String> = []
  /// The server says our own words back to us: they were said.
  private var echoes = false

  init(_ connection: IRCConnection, nick: String) {
    self.connection = connection
    self.nick = nick
  }

  /// The next line that is not for the protocol alone.
  private mutating func next(before pause: Int64? = nil) throws(Undelivered) -> IRCLine? {
    while let line = try connection.receive(before: pause) {
      switch line.command {
      case "PING": try connection.send("PONG :\(line.text)")
      case "ERROR": throw Undelivered("the server closes the connection: \(line.text)")
      case "NICK" where line.source.lowercased() == nick.lowercased(): nick = line.text
      default: return line
      }
    }
    return nil
  }

  // MARK: Who we are

  mutating func register(_ login: Login) throws(Undelivered) {
    try connection.send("CAP LS 302")
    if case .server(let password) = login { try connection.send("PASS :\(password)") }
    try connection.send("NICK \(nick)")
    try connection.send("USER \(nick) 0 * :stile")
    var isKnown = false
    while let line = try next() {
      switch line.command {
      case "001":
        if case .sasl = login, !isKnown { throw IRCSession.noSASL }
        nick = line.parameters.first ?? nick
        return
      case "CAP": try negotiate(line, login)
      case "AUTHENTICATE": try authenticate(login)
      case "903":
        isKnown = true
        try connection.send("CAP END")
      case "433", "436", "437": try takeAnotherNick(line)
      case "902", "904", "905", "906", "907", "908", "464", "465":
        throw Undelivered("the server refuses the login: \(line.text)", isFinal: true)
      case "432": throw Undelivered("`\(nick)` can't be a nick there: \(line.text)", isFinal: true)
      default: break
      }
    }
  }

  private static let noSASL = Undelivered(
    "the server knows no SASL, so the password was not sent", isFinal: true)

  private mutating func negotiate(_ line: IRCLine, _ login: Login) throws(Undelivered) {
    let words = line.text.split(separator: " ").map { String($0.prefix { $0 != "=" }) }
    switch line.parameters.dropFirst().first {
    case "LS":
      offers.formUnion(words)
      // A star says that more follows.
      if line.parameters.count > 3 { return }
      var wanted = ["echo-message"]
      if case .sasl = login {
        guard offers.contains("sasl") else { throw IRCSession.noSASL }
        wanted.append("sasl")
      }
      let usable = wanted.filter { offers.contains($0) }.joined(separator: " ")
      try connection.send(usable.isEmpty ? "CAP END" : "CAP REQ :\(usable)")
    case "ACK":
      echoes = words.contains("echo-message")
      try connection.send(words.contains("sasl") ? "AUTHENTICATE PLAIN" : "CAP END")
    case "NAK":
      if case .sasl = login { throw IRCSession.noSASL }
      try connection.send("CAP END")
    default: break
    }
  }

  private func authenticate(_ login: Login) throws(Undelivered) {
    guard case .sasl(let account, let password) = login else { return }
    var rest = Base64.text(Array("\0\(account)\0\(password)".utf8))[...]
    while true {
      let piece = rest.prefix(400)
      try connection.send("AUTHENTICATE \(piece.isEmpty ? "+" : String(piece))")
      rest = rest.dropFirst(400)
      // A piece that is full is followed by another, if only by an empty one.
      if piece.count < 400 { return }
    }
  }

  /// Somebody is called so already: most often we ourselves, from a visit that has just ended.
  private mutating func takeAnotherNick(_ line: IRCLine) throws(Undelivered) {
    guard !nick.hasSuffix("___") else {
      throw Undelivered("`\(nick)` is taken: \(line.text)")
    }
    nick += "_"
    try connection.send("NICK \(nick)")
  }

  // MARK: What is said

  mutating func join(_ channel: String) throws(Undelivered) {
    try connection.send("JOIN \(channel)")
    while let line = try next() {
      if line.command == "JOIN", line.source.lowercased() == nick.lowercased(), line.has(channel) {
        return
      }
      if line.isRefusal, line.has(channel) {
        // Full, or split off: that passes.
        let passes = [405, 437, 471].contains(line.number)
        throw Undelivered("\(channel) can't be joined: \(line.text)", isFinal: !passes)
      }
    }
  }

  /// Says the lines, and sees that they were taken: the server has answered what came behind them,
  /// has refused none, and has said each of them back if it does so.
  mutating func say(_ lines: [String], in channel: String) throws(Undelivered) {
    let mark = "stile-\(lines.count)"
    var said = 0
    var echoed = 0
    var nextAt = Moment.now.boot
    while true {
      while said < lines.count, nextAt <= Moment.now.boot {
        try connection.send("PRIVMSG \(channel) :\(lines[said])")
        said += 1
        if said >= IRCSession.freeLines { nextAt = Moment.now.boot + IRCSession.pause }
        if said == lines.count { try connection.send("PING :\(mark)") }
      }
      guard let line = try next(before: said < lines.count ? nextAt : nil) else { continue }
      let isOwn = line.source.lowercased() == nick.lowercased()
      if line.command == "PRIVMSG", isOwn, line.has(channel) { echoed += 1 }
      if line.isRefusal || line.number == 263 {
        throw Undelivered("\(channel) does not take it: \(line.text)")
      }
      if line.command == "KICK", line.has(channel), line.has(nick) {
        throw Undelivered("thrown out of \(channel): \(line.text)")
      }
      if line.command == "PONG", line.text == mark { break }
    }
    if echoes, echoed < lines.count {
      throw Undelivered("the server showed \(echoed) of \(lines.count) lines")
    }
  }

  /// So many at once are no flood; from then on there is a pause, in nanoseconds, before each.
  private static let freeLines = 4
  private static let pause: Int64 = 2_000_000_000

  func leave() throws(Undelivered) { try connection.send("QUIT :done") }
}

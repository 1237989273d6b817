import StileMachine

/// A mail as it goes over the wire (RFC 5322): headers that nothing can break out of, and a plain
/// text.
struct MailMessage {
  let sender: String
  let recipient: String
  let bytes: [UInt8]

  /// The mail of a message, as of now.
  init(_ message: Message, by channel: ChannelFields) throws(Undelivered) {
    try self.init(
      id: message.id, from: channel.sender, to: channel.address, subject: message.subject,
      body: message.body, seconds: Moment.now.utc / .nanosecondsInASecond)
  }

  /// `id` stays the same over all tries; `seconds` counts from 1970.
  init(
    id: String, from sender: String, to recipient: String, subject: String?, body: String,
    seconds: Int64
  ) throws(Undelivered) {
    for address in [sender, recipient] { try MailMessage.check(address) }
    let subject = subject ?? MailMessage.firstLine(of: body)
    guard !subject.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw Undelivered("the subject has a line break or another control character", isFinal: true)
    }
    self.sender = sender
    self.recipient = recipient
    let headers = [
      "Message-ID: <\(MailMessage.messageID(id, sender))>",
      "Date: \(MailMessage.date(seconds))",
      "From: \(sender)",
      "To: \(recipient)",
      "Subject: \(MailMessage.encodedWords(subject))",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    bytes =
      Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8)
      + MailMessage.quotedPrintable(body)
  }

  /// One address, without a name and without anything that a server could read as more.
  private static func check(_ address: String) throws(Undelivered) {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = address.utf8.allSatisfy { byte in
      (0x21...0x7e).contains(byte) && !"<>()[]\\,;:\"".utf8.contains(byte)
    }
    guard isPlain, parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.first != "-" }) else {
      throw Undelivered("`\(shown(address))` is no mail address", isFinal: true)
    }
  }

  private static func shown(_ text: String) -> String {
    PresentationText.escape(Array(text.utf8.prefix(200)), special: "\\")
  }

  private static func firstLine(of body: String) -> String {
    let line = body.split(whereSeparator: \.isNewline).first ?? ""
    return String(
      line.filter { !($0.asciiValue.map { $0 < 0x20 || $0 == 0x7f } ?? false) }.prefix(70))
  }

  /// `LEFT@RIGHT` as it is; any other id at the sender's domain, where every byte that may not
  /// stand there is written as two digits, so that two ids stay two.
  private static func messageID(_ id: String, _ sender: String) -> String {
    let parts = id.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isAtom) }) {
      return id
    }
    let domain = sender.split(separator: "@").last ?? "localhost"
    let token = id.utf8.map { isAtom($0) ? String(UnicodeScalar($0)) : "=" + hexadecimal($0) }
    return "\(token.joined())@\(domain)"
  }

  private static func isAtom(_ byte: UInt8) -> Bool {
    let character = Character(UnicodeScalar(byte))
    return byte < 0x80 && (character.isLetter || character.isNumber || character == "-")
  }

  /// `Mon, 01 Dec 2026 20:00:00 +0000`.
  static func date(_ seconds: Int64) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let time = seconds - days * 86_400
    let date = CivilDate(daysSince1970: days)
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let weekday = ((days + 3) % 7 + 7) % 7
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(names[Int(weekday)]), \(two(date.day)) \(months[Int(date.month - 1)]) \(date.year)"
      + " \(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) +0000"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + text : text
  }
}

extension MailMessage {
  /// A header's text: as it is if it is ASCII, else as encoded words, a line each (RFC 2047).
  static func encodedWords(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
    if isPlain && text.utf8.count <= 900 { return text }
    var words: [String] = []
    var word = ""
    var count = 0
    // A character is never cut in two: each word is decoded alone.
    for character in text {
      var encoded = ""
      for byte in String(character).utf8 {
        let isSafe = UnicodeScalar(byte).properties.isAlphabetic && byte < 0x80
        encoded += isSafe ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
      }
      if count + encoded.utf8.count > 60, count > 0 {
        words.append(word)
        word = ""
        count = 0
      }
      word += encoded
      count += encoded.utf8.count
    }
    words.append(word)
    return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\r\n ")
  }

  /// A body in lines of at most 76 characters of ASCII (RFC 2045, 6.7).
  static func quotedPrintable(_ body: String) -> [UInt8] {
    var result: [UInt8] = []
    let text = body.replacing("\r\n", with: "\n")
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      var width = 0
      for (offset, byte) in line.enumerated() {
        let isSpace = byte == 0x20 || byte == 0x09
        let isLast = offset == line.count - 1
        let isSafe = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=") || isSpace && !isLast
        let piece = isSafe ? [byte] : Array(("=" + hexadecimal(byte)).utf8)
        if width + piece.count > 75 {
          result += Array("=\r\n".utf8)
          width = 0
        }
        result += piece
        width += piece.count
      }
      result += Array("\r\n".utf8)
    }
    return result
  }
}

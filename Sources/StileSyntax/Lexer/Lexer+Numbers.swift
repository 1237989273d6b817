extension Lexer {
  /// Lexes what begins with a digit; the parser reads its value and says what is wrong with it.
  mutating func lexNumber() -> Token.Kind {
    if isDate(position) {
      position += 10
      if bytes[position] == UInt8(ascii: "T") { skipTimeAndZone() } else { skipWord() }
      return .time
    }
    let lower = position
    skipDigits()
    if position == lower + 2, bytes[position] == Byte.colon, isTimeOfDay(position + 1) {
      position += 3
      return .timeOfDay
    }
    var kind = Token.Kind.integer
    if bytes[position] == Byte.dot, Byte.isDigit(bytes[position + 1]) {
      position += 1
      skipDigits()
      kind = .float
    }
    guard Byte.isWord(bytes[position]) else { return kind }
    skipWord()
    return .quantity
  }

  private mutating func skipDigits() {
    while Byte.isDigit(bytes[position]) { position += 1 }
  }

  private mutating func skipWord() { position = bytes.wordEnd(position) }

  /// `dddd-dd-dd`, not carried on by another digit.
  private func isDate(_ offset: Int) -> Bool {
    for (index, place) in "dddd-dd-dd".utf8.enumerated() {
      let found = bytes[offset + index]
      if place == Byte.minus ? found != Byte.minus : !Byte.isDigit(found) { return false }
    }
    return !Byte.isDigit(bytes[offset + 10])
  }

  private func isTimeOfDay(_ offset: Int) -> Bool {
    Byte.isDigit(bytes[offset]) && Byte.isDigit(bytes[offset + 1])
      && !Byte.isWord(bytes[offset + 2])
  }

  /// `T20:00`, seconds, fraction, and the zone as far as it goes.
  private mutating func skipTimeAndZone() {
    position += 1
    while Byte.isDigit(bytes[position]) || bytes[position] == Byte.colon { position += 1 }
    if bytes[position] == Byte.dot, Byte.isDigit(bytes[position + 1]) {
      position += 1
      skipDigits()
    }
    if bytes[position] == UInt8(ascii: "Z") {
      skipWord()
    } else if bytes[position] == Byte.plus || bytes[position] == Byte.minus,
      Byte.isDigit(bytes[position + 1])
    {
      position += 1
      while Byte.isDigit(bytes[position]) || bytes[position] == Byte.colon { position += 1 }
    } else {
      skipWord()
    }
  }
}

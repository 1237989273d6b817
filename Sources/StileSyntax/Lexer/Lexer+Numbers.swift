extension Lexer {
  /// Lexes what begins with a digit; the parser reads its value and says what is wrong with it.
  mutating func lexNumber() -> Token.Kind {
    if isDate(position) {
      position += 10
      if byte(position) == UInt8(ascii: "T") { skipTimeAndZone() } else { skipWord() }
      return .time
    }
    let lower = position
    skipDigits()
    if position == lower + 2, byte(position) == Byte.colon, isTimeOfDay(position + 1) {
      position += 3
      return .timeOfDay
    }
    var kind = Token.Kind.integer
    if byte(position) == Byte.dot, Byte.isDigit(byte(position + 1)) {
      position += 1
      skipDigits()
      kind = .float
    }
    guard Byte.isWord(byte(position)) else { return kind }
    skipWord()
    return .quantity
  }

  private mutating func skipDigits() {
    while Byte.isDigit(byte(position)) { position += 1 }
  }

  private mutating func skipWord() { position = wordEnd(position) }

  /// `dddd-dd-dd`, not carried on by another digit.
  private func isDate(_ offset: Int) -> Bool {
    for (index, place) in "dddd-dd-dd".utf8.enumerated() {
      let found = byte(offset + index)
      if place == Byte.minus ? found != Byte.minus : !Byte.isDigit(found) { return false }
    }
    return !Byte.isDigit(byte(offset + 10))
  }

  private func isTimeOfDay(_ offset: Int) -> Bool {
    Byte.isDigit(byte(offset)) && Byte.isDigit(byte(offset + 1))
      && !Byte.isWord(byte(offset + 2))
  }

  /// `T20:00`, seconds, fraction, and the zone as far as it goes.
  private mutating func skipTimeAndZone() {
    position += 1
    while Byte.isDigit(byte(position)) || byte(position) == Byte.colon { position += 1 }
    if byte(position) == Byte.dot, Byte.isDigit(byte(position + 1)) {
      position += 1
      skipDigits()
    }
    if byte(position) == UInt8(ascii: "Z") {
      skipWord()
    } else if byte(position) == Byte.plus || byte(position) == Byte.minus,
      Byte.isDigit(byte(position + 1))
    {
      position += 1
      while Byte.isDigit(byte(position)) || byte(position) == Byte.colon { position += 1 }
    } else {
      skipWord()
    }
  }
}

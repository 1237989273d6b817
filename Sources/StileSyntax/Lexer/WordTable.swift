/// The words of a source, each once: what a word is and what its text is are found out where it
/// stands first, and known wherever it stands again.
///
/// Words of more than 16 bytes are left out, as are those for which no place is found soon: nothing
/// that stands in a source can make the search long. The lexers of a source hand one table on.
struct WordTable {
  /// How many bytes a word has at most.
  private static let longest = 16
  /// How many places are looked at for a word.
  private static let mostProbes = 16
  private static let emptySlot = UInt16.max

  struct Word {
    /// Its bytes as one number, in two halves, which stand closer to what follows.
    private let lowKey: UInt64
    private let highKey: UInt64
    let text: String
    let kind: Token.Kind
    /// It is a name with a capital letter, as no name should have one.
    let hasCapital: Bool

    init(key: UInt128, text: String, kind: Token.Kind, hasCapital: Bool) {
      lowKey = UInt64(truncatingIfNeeded: key)
      highKey = UInt64(truncatingIfNeeded: key >> 64)
      self.text = text
      self.kind = kind
      self.hasCapital = hasCapital
    }

    var key: UInt128 { UInt128(highKey) << 64 | UInt128(lowKey) }
  }

  private var words: [Word] = []
  /// The numbers of the words, at the places that their bytes choose or right behind those; half of
  /// the places and more are empty.
  private var slots: [UInt16] = []

  /// A table that is somewhere else.
  init() {}

  init(of keywords: [Keyword]) {
    slots = [UInt16](repeating: Self.emptySlot, count: 256)
    for keyword in keywords {
      _ = keyword.rawValue.utf8.withContiguousStorageIfAvailable {
        let key = ByteView($0).packed(0..<$0.count)
        return insert(
          Word(key: key, text: keyword.rawValue, kind: .keyword(keyword), hasCapital: false))
      }
    }
  }

  subscript(number: UInt16) -> Word { words[Int(number)] }

  /// The number of the word that stands in a range; nil if it is left out.
  mutating func number(of range: Range<Int>, in bytes: ByteView) -> UInt16? {
    guard range.count <= Self.longest else { return nil }
    let key = bytes.packed(range)
    switch find(key) {
    case .number(let number): return number
    case .free: return insert(Word(range, in: bytes, key: key))
    case .nowhere: return nil
    }
  }

  /// The word that stands in a range, if it has been seen before.
  func known(_ range: Range<Int>, in bytes: ByteView) -> Word? {
    guard range.count <= Self.longest, case .number(let number) = find(bytes.packed(range)) else {
      return nil
    }
    return words[Int(number)]
  }

  // MARK: Places

  private enum Finding {
    case number(UInt16)
    /// It is not here, but there is a place for it.
    case free
    case nowhere
  }

  @inline(__always)
  private func find(_ key: UInt128) -> Finding {
    var slot = place(of: key)
    for _ in 0..<Self.mostProbes {
      let number = slots[slot]
      if number == Self.emptySlot { return .free }
      if words[Int(number)].key == key { return .number(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .nowhere
  }

  /// The first place to look at.
  private func place(of key: UInt128) -> Int {
    let high = UInt64(truncatingIfNeeded: key >> 64) &* 0xC2B2_AE3D_27D4_EB4F
    let mixed = (UInt64(truncatingIfNeeded: key) ^ high) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
  }

  /// Adds a word, if there is a number for it.
  private mutating func insert(_ word: Word) -> UInt16? {
    guard let number = UInt16(exactly: words.count), number < Self.emptySlot else { return nil }
    words.append(word)
    if words.count * 2 > slots.count { grow() } else { put(number) }
    return number
  }

  /// Notes the place of a word; one that finds none is only never found again.
  private mutating func put(_ number: UInt16) {
    var slot = place(of: words[Int(number)].key)
    for _ in 0..<Self.mostProbes {
      if slots[slot] == Self.emptySlot {
        slots[slot] = number
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Makes twice as many places; the keywords choose first, so each of them finds one.
  private mutating func grow() {
    slots = [UInt16](repeating: Self.emptySlot, count: slots.count * 2)
    for number in words.indices { put(UInt16(truncatingIfNeeded: number)) }
  }
}

extension WordTable.Word {
  /// A word that is no keyword.
  init(_ range: Range<Int>, in bytes: ByteView, key: UInt128 = 0) {
    let isType = Byte.isUppercase(bytes[range.lowerBound])
    self.init(
      key: key, text: bytes.text(range), kind: isType ? .typeName : .name,
      hasCapital: !isType && range.contains { Byte.isUppercase(bytes[$0]) })
  }
}

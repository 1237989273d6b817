/// Makes the part of a key out of a title.
enum Slug {
  /// Lower case, each run of other than `a-z0-9` one `_`, none at the ends.
  static func of(_ text: some StringProtocol) -> String {
    var slug: [UInt8] = []
    slug.reserveCapacity(text.utf8.count)
    var isGap = false
    for byte in text.utf8 {
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
      guard isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lower) else {
        isGap = true
        continue
      }
      if isGap && !slug.isEmpty { slug.append(UInt8(ascii: "_")) }
      isGap = false
      slug.append(lower)
    }
    return String(decoding: slug, as: UTF8.self)
  }

  /// Of the first words of a text, for a notification without a subject.
  static func ofFirstWords(_ text: String, _ count: Int) -> String {
    of(text[..<text.end(ofWords: count)])
  }
}

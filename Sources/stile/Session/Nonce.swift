import CLinux

/// A name that nobody else has, and nobody can guess.
enum Nonce {
  /// 64 random bits in hex.
  static func fresh() -> String {
    var bits = [UInt8](repeating: 0, count: 8)
    precondition(stile_random(&bits, bits.count) == 0, "the system has no random numbers")
    return bits.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

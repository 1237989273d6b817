import CLinux

/// What marks the lines of one reply: 128 random bits, so that no output can hold it but by seeing
/// it.
enum LaneToken {
  static func fresh() -> String {
    var bytes: [UInt8] = Array(repeating: 0, count: 16)
    let result = stile_random(&bytes, bytes.count)
    precondition(result == 0, "the kernel gives random bytes")
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Takes a lane's output apart into the parts of one reply.
///
/// ```
/// login noise \n TOKEN state ended 0 \n  \n TOKEN out \n  bytes…  \n TOKEN . \n
///             ╰────── header ────────╯  ╰─── header ───╯  content ╰── end ──╯
/// ```
/// Only the shell knows the token, so nothing that a command prints can end a part.
struct ReplyReader {
  struct Part: Hashable {
    /// The line behind the token.
    let header: String
    /// The bytes up to the next token line.
    let content: [UInt8]
  }

  /// A host that sends more than this does not speak our protocol.
  private static let most = 16_777_216

  private let mark: [UInt8]
  private var pending: [UInt8] = []
  /// Before this offset of `pending` no mark begins.
  private var searched = 0
  private var header: String?
  private var total = 0

  private(set) var parts: [Part] = []
  private(set) var isComplete = false
  var isTooLong: Bool { total > Self.most }

  init(token: String) { mark = Array("\n\(token) ".utf8) }

  /// The header of the part that is being read.
  var currentHeader: String? { header }

  mutating func add(_ bytes: [UInt8]) {
    total += bytes.count
    pending += bytes
    while !isComplete, let (start, lineEnd) = nextMark() {
      if let header { parts.append(Part(header: header, content: Array(pending[..<start]))) }
      let line = String(decoding: pending[(start + mark.count)..<lineEnd], as: UTF8.self)
      pending.removeFirst(lineEnd + 1)
      searched = 0
      if line == "." { isComplete = true } else { header = line }
    }
  }

  /// Where the next whole token line begins, and where its newline stands.
  private mutating func nextMark() -> (Int, Int)? {
    let newline = UInt8(ascii: "\n")
    while let start = pending[searched...].firstIndex(of: newline) {
      searched = start
      guard pending.count >= start + mark.count else { return nil }
      if pending[start..<(start + mark.count)].elementsEqual(mark) {
        guard let end = pending[(start + mark.count)...].firstIndex(of: newline) else { return nil }
        return (start, end)
      }
      searched = start + 1
    }
    searched = pending.count
    return nil
  }
}

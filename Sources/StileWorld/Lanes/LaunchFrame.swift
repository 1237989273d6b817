import StileMachine

/// A launch as the supervisor of this machine reads it (`CLane.h`).
struct LaunchFrame {
  private(set) var bytes: [UInt8]

  /// `environment` is what the command starts with; what the launch gives stands behind it.
  init(
    _ launch: Launch, attempt: String, token: String, environment: [String]
  ) throws(Failure) {
    bytes = [0, 0, 0, 0]
    let given = launch.environment.map { Array("\($0.name)=".utf8) + $0.value }
    let names = Set(launch.environment.map(\.name)).union(["STILE_ATTEMPT"])
    let inherited = environment.filter { !names.contains(String($0.prefix { $0 != "=" })) }
    add(Array(token.utf8))
    add(Array(try LaneRequest.checked(attempt).utf8))
    add(Array((launch.limit.map { "\($0)" } ?? "").utf8))
    add(launch.isStderrApart ? [UInt8(ascii: "m")] : [])
    try addWord(launch.directory ?? [])
    add(launch.stdin ?? [])
    try addList([Array("STILE_ATTEMPT=\(attempt)".utf8)] + inherited.map { Array($0.utf8) } + given)
    try addList(launch.words)
    setNumber(bytes.count - 4, at: 0)
  }

  private mutating func addList(_ words: [[UInt8]]) throws(Failure) {
    add(Array("\(words.count)".utf8))
    for word in words { try addWord(word) }
  }

  private mutating func addWord(_ word: [UInt8]) throws(Failure) {
    try ShellText.check(word)
    add(word)
  }

  private mutating func add(_ field: [UInt8]) {
    let place = bytes.count
    bytes += [0, 0, 0, 0]
    setNumber(field.count, at: place)
    bytes += field
    bytes.append(0)
  }

  /// Thirty-two bits, in the machine's order.
  private mutating func setNumber(_ number: Int, at place: Int) {
    withUnsafeBytes(of: UInt32(clamping: number)) { number in
      bytes.replaceSubrange(place..<(place + 4), with: number)
    }
  }
}

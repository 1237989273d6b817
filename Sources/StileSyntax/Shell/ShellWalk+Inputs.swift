/// What commands read: pipes, and the here-documents of compound commands.
extension ShellWalk {
  /// A compound command that is open, with what stood around it.
  struct Opening {
    /// The number of the first command in it.
    let lower: Int
    let reading: Int?
    let pipeLower: Int
  }

  /// What follows reads what the commands of the pipe write.
  mutating func beginPipe(_ list: List) {
    reading = input(in: list) ?? list.pipeLower
  }

  mutating func endPipe(_ list: inout List) {
    reading = input(in: list)
    list.pipeLower = commands.count
  }

  /// What the innermost open command reads as a whole: each command in it may be the one that does.
  private func input(in list: List) -> Int? {
    list.openings.isEmpty ? list.input : list.openings[list.openings.count - 1].reading
  }

  mutating func open(_ list: inout List) {
    list.openings.append(
      Opening(lower: commands.count, reading: reading, pipeLower: list.pipeLower))
    list.pipeLower = commands.count
  }

  mutating func close(_ list: inout List) {
    guard let opening = list.openings.popLast() else { return }
    list.compound = opening.lower..<commands.count
    reading = opening.reading
    list.pipeLower = opening.pipeLower
  }

  /// The command that ends here reads the here-documents that stand behind it.
  mutating func giveDocuments(_ list: inout List) {
    for number in list.documents { documents[number].readers = list.compound ?? 0..<0 }
    list.documents = []
    list.compound = nil
  }
}

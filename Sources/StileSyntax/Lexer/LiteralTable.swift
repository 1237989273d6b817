/// The shapes of all literals of a source, in its order, and their holes.
struct LiteralTable: Sendable {
  private(set) var shapes: [LiteralShape] = []
  /// Each hole from its `#` to behind its `}`, one literal behind the other.
  var holes: [Range<Int>] = []

  mutating func removeAll() {
    shapes.removeAll(keepingCapacity: true)
    holes.removeAll(keepingCapacity: true)
  }

  /// Forgets the literals that begin before an offset.
  mutating func removeAll(before offset: Int) {
    let first = shapes.firstIndex { $0.bounds.lowerBound >= offset } ?? shapes.endIndex
    let firstHole = first < shapes.endIndex ? shapes[first].holes.lowerBound : holes.count
    shapes.removeSubrange(..<first)
    holes.removeSubrange(..<firstHole)
    for index in shapes.indices { shapes[index].moveHoles(by: -firstHole) }
  }

  /// Appends a literal; of the holes so far, those from `firstHole` on are its own.
  mutating func append(
    _ form: LiteralShape.Form, bounds: Range<Int>, content: Range<Int>, firstHole: Int,
    isIntact: Bool
  ) {
    shapes.append(
      LiteralShape(
        form, bounds: bounds, content: content, holes: firstHole..<holes.count,
        isIntact: isIntact))
  }

  func holes(of shape: LiteralShape) -> ArraySlice<Range<Int>> { holes[shape.holes] }

  /// The index of the literal that begins at an offset; `guess` is tried first.
  func index(at offset: Int, guess: Int = 0) -> Int? {
    if guess < shapes.count, shapes[guess].bounds.lowerBound == offset { return guess }
    var low = 0
    var high = shapes.count
    while low < high {
      let middle = (low + high) / 2
      let found = shapes[middle].bounds.lowerBound
      if found == offset { return middle }
      if found < offset { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

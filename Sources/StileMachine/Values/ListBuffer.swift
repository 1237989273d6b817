/// Elements that lists share: a list that grows at the end of its buffer takes the buffer along,
/// and the shorter list never looks at what came behind its own count.
///
///     buffer  a b c d
///     xs      └─2─┘        xs = [a, b]
///     ys      └───4───┘    ys = xs.with(c).with(d)
final class ListBuffer {
  /// Nothing comes to them while they change: looking whether something does takes a third of the
  /// time that appending takes.
  @exclusivity(unchecked) var elements: [Value]
  /// The list of this buffer that one variable alone holds, and which may grow in place.
  var owner: Handle?
  /// How many elements the lists see that stay; known while their heap is collected.
  var reached: Int?

  static let elementBytes = 16

  init(_ elements: [Value] = []) { self.elements = elements }
}

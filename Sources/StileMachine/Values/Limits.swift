/// What bounds a program, so that a mistake in it stops the item and not the machine.
enum Limits {
  static let callDepth = 1000
  /// How deep values may nest: lists in lists, JSON, records.
  static let nesting = 500
  static let textBytes = 64 << 20
  static let elements = 10_000_000

  static func check(elements count: Int) throws(Failure) {
    if count > elements {
      throw Limit.listTooLong.failure("a list or map has more than \(elements) elements")
    }
  }

  static func check(textBytes count: Int) throws(Failure) {
    if count > textBytes { throw Limit.textTooLong.failure("a text is longer than 64MiB") }
  }

  static func check(nesting depth: Int) throws(Failure) {
    if depth > nesting {
      throw Limit.valueTooDeep.failure("a value nests deeper than \(nesting) levels")
    }
  }
}

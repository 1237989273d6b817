// The positions in the tables of a program. Each takes half a word, so that a type or an expression
// that is only a name fits into one, and needs no box.

/// A param, a secret or a top-level let, by position in `globals`.
package struct GlobalID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

/// A callable, by position in `functions`.
package struct FunctionID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

/// A variable of one `FunctionBody`, by position in its `locals`.
package struct LocalID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

/// A nominal record, by position in `records`.
package struct RecordID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }

  package static let host = RecordID(0)
  package static let zone = RecordID(1)
  package static let channel = RecordID(2)
  package static let output = RecordID(3)
  package static let failure = RecordID(4)
  package static let observation = RecordID(5)
  package static let window = RecordID(6)
  package static let series = RecordID(7)
  package static let given = RecordID(8)
  package static let rehearsedMessage = RecordID(9)
  package static let rehearsal = RecordID(10)
}

/// An enum, by position in `enums`.
package struct EnumID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

/// A type parameter of a generic callable, by position.
package struct TypeParameterID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

/// An unknown of the inference.
package struct TypeVariableID: Hashable, Sendable {
  private let number: Int32

  package var index: Int { Int(number) }
  package init(_ index: Int) { number = Int32(index) }
}

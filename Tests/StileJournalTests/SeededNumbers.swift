/// Numbers that a seed decides (SplitMix64), so that a failing case can be made again.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func maybe<Value>(_ make: (inout SeededNumbers) -> Value) -> Value? {
    below(3) == 0 ? nil : make(&self)
  }

  mutating func list<Element>(
    upTo count: Int, _ make: (inout SeededNumbers) -> Element
  ) -> [Element] {
    (0..<below(count + 1)).map { _ in make(&self) }
  }
}

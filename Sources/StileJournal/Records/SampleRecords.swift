/// A sample begins to take its numbers; the time of the record is its start.
package struct SampleOpened: Hashable, Sendable {
  package var name: String
  /// Nanoseconds, both.
  package var every: Int64
  package var duration: Int64

  package init(name: String, every: Int64, duration: Int64) {
    self.name = name
    self.every = every
    self.duration = duration
  }
}

/// Some of the numbers of a sample, in their order.
package struct SampleTaken: Hashable, Sendable {
  package var name: String
  package var points: [SamplePoint]

  package init(name: String, points: [SamplePoint]) {
    self.name = name
    self.points = points
  }
}

package struct SamplePoint: Hashable, Sendable {
  /// Nanoseconds since the start of the sample.
  package var at: Int64
  package var value: Double

  package init(at: Int64, value: Double) {
    self.at = at
    self.value = value
  }
}

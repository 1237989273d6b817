extension Datum {
  /// The `Series` that a sample gives; nil where it has no number.
  package static func series(of numbers: [Double]) -> Datum? {
    let sorted = numbers.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return nil }
    let count = Double(numbers.count)
    // Divided one by one: their sum may be more than a Float can hold.
    let mean = numbers.reduce(0) { $0 + $1 / count }
    // The smallest number that 95 of 100 are not above.
    let place = (numbers.count * 95 + 99) / 100 - 1
    return .record(
      "Series",
      [
        DatumField("count", .int(Int64(numbers.count))), DatumField("min", .float(least)),
        DatumField("max", .float(greatest)), DatumField("mean", .float(mean)),
        DatumField("p95", .float(sorted[min(max(place, 0), sorted.count - 1)])),
        DatumField("samples", .list(numbers.map { .float($0) })),
      ])
  }
}

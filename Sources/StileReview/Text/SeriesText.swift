import StileJournal
import StileMachine

/// What a sample came to, in a few words.
enum SeriesText {
  /// Nil for any other value.
  static func line(_ value: Datum) -> String? {
    guard case .record("Series", let fields) = value else { return nil }
    func number(_ name: String) -> String {
      guard case .float(let number)? = fields.first(where: { $0.name == name })?.value else {
        return "?"
      }
      return brief(number)
    }
    guard case .int(let count)? = fields.first(where: { $0.name == "count" })?.value else {
      return nil
    }
    return "\(count) taken: \(number("min")) to \(number("max")), mean \(number("mean")), "
      + "p95 \(number("p95"))"
  }

  /// How far a sample has come.
  static func progress(_ sample: SampleView) -> String {
    let taken = sample.points.last.map { ", last \(brief($0.value))" } ?? ""
    return "\(sample.points.count) taken\(taken)"
  }

  /// Three digits behind the point are enough for people.
  private static func brief(_ number: Double) -> String {
    guard number.magnitude < 1e12 else { return String(number) }
    let thousandths = (number * 1000).rounded()
    let rounded = thousandths / 1000
    return rounded == rounded.rounded() ? String(Int64(rounded)) : String(rounded)
  }
}

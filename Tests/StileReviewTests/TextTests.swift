import StileReview
import Testing

struct TextTests {
  static let second: Int64 = 1_000_000_000

  @Test(arguments: [
    (0, "0 ms"), (12_345_678, "12 ms"), (400_000_000, "0.4 s"), (9_999_999_999, "9.9 s"),
    (17 * second, "17 s"), (125 * second, "2 min 5 s"), (3600 * second, "1 h"),
    (3599 * second, "59 min 59 s"), (90_000 * second, "1 d 1 h"), (-5, "0 ms"),
  ])
  func `a span that has passed is rounded down`(_ nanoseconds: Int64, _ text: String) {
    #expect(SpanText.elapsed(nanoseconds) == text)
  }

  @Test(arguments: [
    (0, "0 s"), (1, "1 s"), (second, "1 s"), (second + 1, "2 s"), (61 * second, "1 min 1 s"),
    (Int64.max, "106751 d 23 h"),
  ])
  func `what is left of a wait is rounded up`(_ nanoseconds: Int64, _ text: String) {
    #expect(SpanText.remaining(nanoseconds) == text)
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00:00 UTC"), (951_782_400, "2000-02-29 00:00:00 UTC"),
    (-1, "1969-12-31 23:59:59 UTC"), (1_796_155_200, "2026-12-01 20:00:00 UTC"),
    (4_107_542_399, "2100-02-28 23:59:59 UTC"), (4_107_542_400, "2100-03-01 00:00:00 UTC"),
  ])
  func `an instant is shown with its date and zone`(_ seconds: Int64, _ text: String) {
    #expect(Calendar.utc.full(seconds * Self.second) == text)
  }

  @Test func `a place moves the date`() {
    let calendar = Calendar { _ in Calendar.Offset(seconds: 3600, name: "CET") }
    let instant = 1_796_167_800 * Self.second
    #expect(calendar.full(instant) == "2026-12-02 00:30:00 CET")
    #expect(calendar.time(instant, seenFrom: instant - 3600 * Self.second) == "2026-12-02 00:30:00")
    #expect(calendar.time(instant, seenFrom: instant + Self.second) == "00:30:00")
  }

  @Test(arguments: [
    ("short", 10, "short"), ("just fits", 9, "just fits"), ("too long", 5, "too …"), ("x", 0, ""),
  ])
  func `a line is cut to the columns there are`(_ text: String, _ columns: Int, _ shown: String) {
    #expect(TextWidth.cut(text, to: columns) == shown)
  }
}

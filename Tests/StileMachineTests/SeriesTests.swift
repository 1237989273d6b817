import StileMachine
import Testing

/// What the numbers of a sample come to.
@Suite struct SeriesTests {
  private func field(_ name: String, of numbers: [Double]) -> Datum? {
    Datum.series(of: numbers)?[field: name]
  }

  @Test func `no numbers make no series`() { #expect(Datum.series(of: []) == nil) }

  @Test func `the numbers stay in their order`() {
    #expect(field("samples", of: [3, 1, 2]) == .list([.float(3), .float(1), .float(2)]))
    #expect(field("count", of: [3, 1, 2]) == .int(3))
    #expect(field("min", of: [3, 1, 2]) == .float(1))
    #expect(field("max", of: [3, 1, 2]) == .float(3))
    #expect(field("mean", of: [3, 1, 2]) == .float(2))
  }

  @Test(arguments: [(1, 1.0), (19, 19), (20, 19), (21, 20), (100, 95), (1000, 950)])
  func `p95 is the smallest that 95 of 100 are not above`(_ count: Int, _ expected: Double) {
    #expect(field("p95", of: (1...count).reversed().map(Double.init)) == .float(expected))
  }

  @Test func `a mean is a number where the sum is none`() {
    guard case .float(let mean)? = field("mean", of: [1e308, 1e308, 1e308]) else { return }
    #expect(mean.isFinite && mean > 0.99e308)
  }

  @Test func `a sample is asked as a region is, and its answer is the series`() throws {
    var story = try Texts(
      """
      runbook main "Main" on local {
        let load = sample "Load" every 5s for 20s {
          let line = (probe `load`).text
          line.count
          0.5
        }
        notify console "#{load.max} #{load.samples.count}"
      }
      """
    ).story()
    #expect(story.next() == "reached load sample: Load")
    story.skip(.go)
    #expect(story.next(.go) == "region sample within 20s")
    #expect(story.next(.go) == "probe load")
    #expect(story.next(.output("abc")) == "asked [3.0, 0.5]")
    #expect(story.next(.again) == "probe load")
    #expect(story.next(.output("abcd")) == "asked [4.0, 0.5]")
    let series = try #require(Datum.series(of: [3, 0.5, 4, 0.5]))
    #expect(story.next(.value(series)).hasPrefix("ended Series"))
    story.skip(.go, .go)
    #expect(story.next(.go) == "notify -: 4.0 4")
    var known = try Texts(
      """
      runbook main "Main" {
        let load = sample "Load" every 5s for 20s { 1 }
        notify console "#{load.max}"
      }
      """
    ).story()
    known.skip(.go, .go)
    #expect(known.next(.value(series)).hasPrefix("ended Series"))
  }
}

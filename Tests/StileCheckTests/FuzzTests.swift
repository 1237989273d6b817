import Foundation
import StileCheck
import StileSyntax
import Testing

/// Whatever a text has in it, reading, checking and formatting it ends: soon, and in little memory.
/// `make fuzz` reads all shortened texts, and as many mutated ones as one likes; a trap is in the
/// case that was started last.
struct FuzzTests {
  private static let batch = 250
  private static let mutated = MutatedTexts(seed: number("STILE_FUZZ_SEED") ?? 1)
  private static let batches = Int((number("STILE_FUZZ_COUNT") ?? 1500) / UInt64(batch))
  private static let shortened = ShortenedTexts()
  /// The gate reads a few of them; a prime, so that these are of all kinds.
  private static let step = number("STILE_FUZZ_COUNT") == nil ? 211 : 1
  private static let shortenedBatches = shortened.count / (batch * step) + 1

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  @Test(arguments: 0..<max(1, batches))
  func `a text with something wrong in it is read within a second and 256 MiB`(_ batch: Int) {
    for number in batch * Self.batch..<(batch + 1) * Self.batch {
      measure(Self.mutated.text(number), number)
    }
  }

  @Test(arguments: 0..<shortenedBatches)
  func `a text cut off anywhere or without a token is read as soon`(_ batch: Int) {
    let first = batch * Self.batch * Self.step
    for number in stride(from: first, to: first + Self.batch * Self.step, by: Self.step)
    where number < Self.shortened.count {
      measure(Self.shortened.text(number), number)
    }
  }

  private func measure(_ bytes: [UInt8], _ number: Int) {
    let text = String(decoding: bytes, as: UTF8.self)
    let before = Self.peak
    let begin = Self.seconds
    read(bytes)
    #expect(Self.seconds - begin < 1, "text \(number) is slow: \(text.debugDescription)")
    #expect(Self.peak - before < 256 << 10, "text \(number) is large: \(text.debugDescription)")
  }

  private func read(_ bytes: [UInt8]) {
    var sources = SourceMap()
    let tree = Parser.parse(sources.add(name: "example.stile", bytes: bytes))
    if let once = Formatter.format(tree) {
      let formatted = sources.add(name: "formatted.stile", bytes: Array(once.utf8))
      #expect(Formatter.format(Parser.parse(formatted)) == once)
    }
    let provider = OneFile(bytes: bytes)
    let result = Checker.check(entry: "example.stile", provider: provider, natives: Texts.natives)
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    #expect((result.program == nil) == hasErrors)
    let renderer = DiagnosticRenderer(sources: result.sources)
    for diagnostic in result.diagnostics {
      let span = diagnostic.primary.span
      let count = result.sources[span.source]?.bytes.count ?? -1
      #expect(span.lower >= 0 && span.lower <= span.upper && Int(span.upper) <= count)
      _ = renderer.render(diagnostic)
    }
  }

  /// What this thread has computed; waiting for others does not count.
  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that this process ever had, in KiB.
  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }
}

/// The bytes of a file that may be no text.
private struct OneFile: SourceProvider {
  let bytes: [UInt8]

  func file(_ path: String) -> [UInt8]? { path == "example.stile" ? bytes : nil }
  func standardModule(_ name: String) -> [UInt8]? { Texts(files: [:]).standardModule(name) }
  var standardModuleNames: [String] { Texts(files: [:]).standardModuleNames }
}

import CLinux
import Glibc
import StileCheck
import StileMachine
import StileSyntax

/// One phase of Stile, measured inside the process: phases parse|check|run FILE TRIES
///
/// Prints the processor seconds of the fastest try; what starts the process is not in them. `run`
/// measures the evaluation of the file's top-level names alone.
@main
enum Phases {
  static func main() {
    let words = CommandLine.arguments
    guard words.count == 4, let tries = Int(words[3]), let bytes = read(words[2]) else {
      print("usage: phases parse|check|run FILE TRIES")
      exit(2)
    }
    stile_make_room(bytes.count)
    var best = Double.infinity
    for _ in 0..<max(1, tries) { best = min(best, measure(words[1], OneFile(bytes: bytes))) }
    print(best)
  }

  private static func measure(_ phase: String, _ file: OneFile) -> Double {
    switch phase {
    case "parse":
      var sources = SourceMap()
      let text = sources.add(name: OneFile.name, bytes: file.bytes)
      let (tree, time) = timed { Parser.parse(text) }
      if let diagnostic = tree.diagnostics.first { give(up: diagnostic.message) }
      return time
    case "check":
      let (result, time) = timed { file.checked() }
      if result.program == nil { give(up: result.diagnostics.first?.message ?? "no program") }
      return time
    default:
      let result = file.checked()
      guard let program = result.program else {
        give(up: result.diagnostics.first?.message ?? "no program")
      }
      let code = Compiler.compile(program, sources: result.sources)
      let (machine, time) = timed { Result { try Machine(code: code, arguments: [:]) } }
      if case .failure(let failure) = machine { give(up: "\(failure)") }
      return time
    }
  }

  /// What the work gives, still there when the time is taken, and its processor seconds.
  private static func timed<Value>(_ work: () -> Value) -> (Value, Double) {
    let begin = seconds
    let value = work()
    return (value, seconds - begin)
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func give(up message: String) -> Never {
    print("phases: \(message)")
    exit(1)
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}

/// A file that uses no other.
private struct OneFile: SourceProvider {
  static let name = "bench.stile"

  let bytes: [UInt8]

  func file(_ path: String) -> [UInt8]? { path == Self.name ? bytes : nil }
  func standardModule(_ name: String) -> [UInt8]? { nil }
  var standardModuleNames: [String] { [] }

  func checked() -> CheckResult {
    Checker.check(entry: Self.name, provider: self, natives: NativeCallables.all)
  }
}

import StileCheck
import StileSyntax
import Testing

/// Where commands run.
struct SeatTests {
  private let library = """
    stile 1
    probe kernel() -> String = (probe `uname -r`).text
    probe banner() -> String = "runs #{kernel()}"
    probe page() -> String = banner()
    probe of(server: Host) -> String = (probe `uname -r` on server).text
    probe each(names: List[String]) -> List[String] = names.map(n => (probe `echo #{n}`).text)
    fn pure(n: Int) -> Int = n + 1
    probe even(n: Int) -> Bool = n == 0 or odd(n - 1)
    probe odd(n: Int) -> Bool = (succeeds `true`) and even(n - 1)
    """

  @Test(arguments: [
    ("kernel", true), ("banner", true), ("page", true), ("of", false), ("each", true),
    ("pure", false),
    ("even", true), ("odd", true),
  ])
  func `a callable needs a host if it or what it calls runs a command without one`(
    _ name: String, _ needs: Bool
  ) throws {
    #expect(try program(library).function(name)?.body.needsSeat == needs)
  }

  @Test func `a call of what brings its own host hands none on`() throws {
    let program = try program(library + "\nprobe other(server: Host) -> String = of(server)\n")
    guard case .return(let value?) = program.function("other")?.body.statements.first?.kind,
      case .call(_, _, nil) = value.kind
    else {
      Issue.record("`other` hands a host on")
      return
    }
  }

  @Test func `a call of what needs no host gets none`() throws {
    let program = try program(library)
    guard case .return(let value?) = program.function("banner")?.body.statements.first?.kind,
      case .text(let pieces) = value.kind, case .hole(let call) = pieces[1],
      case .call(_, _, let seat?) = call.kind, seat.host == nil
    else {
      Issue.record("`banner` hands no host on")
      return
    }
  }

  @Test func `a callable that is passed takes the host of its place`() throws {
    let program = try program(
      """
      stile 1
      probe size(name: String) -> Int = (probe `wc -c #{name}`).text.count
      probe sizes(names: List[String]) -> List[Int] = names.map(size)
      fn twice(n: Int) -> Int = n * 2
      fn doubles(numbers: List[Int]) -> List[Int] = numbers.map(twice)
      """)
    #expect(program.function("sizes")?.body.needsSeat == true)
    #expect(argumentOfMap(in: program, "sizes") == "lambda")
    #expect(argumentOfMap(in: program, "doubles") == "function")
  }

  private func argumentOfMap(in program: Program, _ name: String) -> String? {
    guard case .return(let value?) = program.function(name)?.body.statements.first?.kind,
      case .member(.listMap, _, let arguments) = value.kind
    else { return nil }
    return switch arguments.first?.kind {
    case .lambda(let lambda)?: lambda.body.needsSeat ? "lambda" : nil
    case .functionValue?: "function"
    default: nil
    }
  }

  @Test func `the runbook's host is that of its items`() {
    let text = """
      stile 1
      param web: Host
      runbook look "Look" on web {
        verify up "It is up" { succeeds `true` }
      }
      """
    #expect(codes(text) == [])
    let bare = text.replacing(" on web {", with: " {")
    #expect(codes(bare) == ["no-host"])
  }

  @Test func `a host of an item that nothing needs is told`() {
    let text = """
      stile 1
      param web: Host
      runbook look "Look" {
        verify up "It is up" on web { web.port == 22 }
      }
      """
    #expect(codes(text) == ["host-not-needed"])
  }

  @Test func `a step has one message for a missing host`() {
    let text = """
      stile 1
      runbook clean "Clean" {
        step clean "Clean" {
          no undo "scratch"
          run `rm -f -- /tmp/a`
          run `rm -f -- /tmp/b`
          verify { not (succeeds `test -e /tmp/a`) }
        }
        step again "Again" {
          no undo "scratch"
          run `rm -f -- /tmp/c`
          verify { not (succeeds `test -e /tmp/c`) }
        }
      }
      """
    #expect(codes(text) == ["no-host", "no-host"])
  }
}

import StileMachine
import Testing

/// A loop gives up what it made and dropped, while it goes on.
struct CollectionTests {
  /// Makes some of each kind of value.
  private static let wasteful = """
    record Site {
      name: String
      aliases: List[String]
    }

    fn waste(count: Int) -> Int {
      var total = 0
      for round in range(count) {
        let name = "a name of some length, so that it does not lie in its object: #{round}"
        let site = Site(name: name, aliases: [name].with("www"))
        let ports = { "http": round }
        total = total + site.aliases.count + ports.count
      }
      return total
    }

    param rounds: Int

    let value = waste(rounds)
    """

  @Test func `a loop of a million rounds takes no more memory than one of a hundred thousand`()
    async
  {
    await #expect(processExitsWith: .success) {
      var allowance = Allowance()
      allowance.freshBytes = 8 << 20
      func memory(after rounds: Int64) throws -> Int {
        let machine = try Texts(Self.wasteful)
          .machine(["rounds": .int(rounds)], allowance: allowance)
        #expect(machine.value(of: "value") == .int(rounds * 3))
        return Resident.peak
      }
      let few = try memory(after: 100_000)
      let many = try memory(after: 1_000_000)
      #expect(many - few < 4 << 20, "\(few) bytes, then \(many)")
    }
  }

  // What goes must not be missed: the same loops, with and without collections.

  private static func thrifty(_ text: String) throws -> Machine {
    var allowance = Allowance()
    allowance.freshBytes = 0
    return try Texts(text).machine(allowance: allowance)
  }

  private static func value(_ text: String) throws -> String {
    let value = try thrifty(text).value(of: "value")
    return value.map(Story.line) ?? "no data"
  }

  @Test func `lists that share their elements stay what they are when one of them goes`() throws {
    let text = """
      fn work() -> List[List[String]] {
        var kept = [[""]]
        var short = ["a"]
        for n in range(4) {
          let longer = short.with("x#{n}").with("y#{n}")
          kept = kept.with(short)
          short = short.with("s#{n}")
          let dropped = longer.with("z")
        }
        kept = kept.with(short.with("end"))
        return kept.with(short)
      }
      let value = work()
      """
    let expected = """
      [[""], ["a"], ["a", "s0"], ["a", "s0", "s1"], ["a", "s0", "s1", "s2"], \
      ["a", "s0", "s1", "s2", "s3", "end"], ["a", "s0", "s1", "s2", "s3"]]
      """
    #expect(try Self.value(text) == expected)
  }

  @Test func `maps that share their entries stay what they are when one of them goes`() throws {
    let text = """
      fn work() -> List[Map[String, String]] {
        let start = { "a": "1" }
        var kept = [start]
        var grown = start
        for n in range(3) {
          var dropped = grown.with("drop#{n}", "x").with("more#{n}", "y")
          dropped = start
          let own = { "own#{n}": "z" }
          if grown.contains("drop#{n}") or own.count + dropped.count != 2 { return [] }
          grown = grown.with("k#{n}", "v#{n}")
          let later = grown.with("late#{n}", "w")
          grown = grown.with("a", "#{n}")
          kept = kept.with(grown)
        }
        return kept.with(start)
      }
      let value = work()
      """
    let expected = """
      [{a: "1"}, {a: "0", k0: "v0"}, {a: "1", k0: "v0", k1: "v1"}, \
      {a: "2", k0: "v0", k1: "v1", k2: "v2"}, {a: "1"}]
      """
    #expect(try Self.value(text) == expected)
  }

  @Test func `a list that a loop emptied does not take the place of the one that it grew`() throws {
    let text = """
      fn work() -> List[String] {
        let empty = ["a"].filter(x => x == "b")
        var last = ["none"]
        for n in range(3) {
          var grown = empty
          for m in range(n) { grown = grown.with("#{n}.#{m}") }
          var again = empty
          again = again.with("one")
          last = last.plus(grown).with("#{empty.count}")
        }
        return last
      }
      let value = work()
      """
    #expect(
      try Self.value(text)
        == #"["none", "0", "1.0", "0", "2.0", "2.1", "0"]"#)
  }

  @Test func `what functions took along is still there`() throws {
    let text = """
      record Node {
        name: String
        next: Node?
      }
      fn each(items: List[String], change: (String) -> String) -> List[String] =
        items.map(item => change(change(item)))
      fn work(prefix: String) -> List[String] {
        var chain: Node? = none
        for n in range(5) { chain = Node(name: "#{prefix}#{n}", next: chain) }
        let dropped = "#{prefix}0"
        let own = "#{prefix}1"
        let words = each(["#{prefix}a", "b"], word => "#{own}#{word}")
        return words.with(name(chain))
      }
      fn name(node: Node?) -> String {
        if let there = node { return there.name }
        return "none"
      }
      let value = work("p")
      """
    #expect(try Self.value(text) == #"["p1p1pa", "p1p1b", "p4"]"#)
  }

  @Test func `two fibers that lengthen one list of the top level don't meet`() throws {
    let machine = try Self.thrifty(
      """
      fn grown() -> List[String] {
        var letters = ["a"]
        for n in range(2) { letters = letters.with("n#{n}") }
        return letters
      }
      let names = grown()
      runbook main "Main" on local {
        let same = names.plus([])
        let first = step first "First" { return (probe `x`).text }
        let mine = names.with(first)
        let all = step all "All" { return "#{mine.join(" ")}, #{same.join(" ")}" }
      }
      """)
    var stories = [0, 1].map { _ in Story(machine, machine.begin(runbook: 0)) }
    stories[0].skip(.go, .go)
    stories[1].skip(.go, .go, .output("x"), .go)
    stories[0].skip(.output("y"), .go, .go)
    stories[1].skip(.go)
    #expect(stories[0].next(.go) == #"ended "a n0 n1 y, a n0 n1""#)
    #expect(stories[1].next(.go) == #"ended "a n0 n1 x, a n0 n1""#)
  }

  @Test func `a poll and a loop in a step each give up what is theirs`() throws {
    let machine = try Self.thrifty(
      """
      fn noise(n: Int) -> Int {
        var all = [""]
        for i in range(n) { all = all.with("noise #{i}") }
        return all.count
      }
      runbook main "Main" on local {
        let before = ["kept #{noise(3)}"]
        step s "S" {
          no undo "x"
          let first = "first #{noise(5)}"
          verify within 1m every 1s { (probe `cat`).text == "#{first} #{noise(4)}" }
          run `echo #{first} #{before.join("")}`
        }
      }
      """)
    var story = Story(machine, machine.begin(runbook: 0))
    story.skip(.go, .go)
    #expect(story.next(.go) == "probe cat")
    for _ in 0..<3 {
      #expect(story.next(.output("no")).hasPrefix("asked fails"))
      #expect(story.next(.again) == "probe cat")
    }
    #expect(story.next(.output("first 6 5")) == "asked holds")
    #expect(story.next(.go) == "run echo 'first 6' 'kept 4' arms [nothing (x) of item]")
  }

  @Test func `lists count with all that is in them`() throws {
    var allowance = Allowance()
    allowance.heapBytes = 4 << 20
    allowance.freshBytes = 1 << 20
    let text = """
      fn work() -> Int {
        let numbers = range(10000).reversed()
        var kept = [numbers]
        for n in range(100) { kept = kept.with(numbers.reversed()) }
        return kept.count
      }
      let value = work()
      """
    #expect {
      try Texts(text).machine(allowance: allowance)
    } throws: { error in
      (error as? Failure)?.message
        == "`value`: the values of this run need more than 4MiB of memory"
    }
    let dropping = text.replacing("kept.with(numbers.reversed())", with: "[numbers.reversed()]")
    #expect(try Texts(dropping).machine(allowance: allowance).value(of: "value") == .int(1))
  }
}

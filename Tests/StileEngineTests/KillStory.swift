import StileEngine
import StileJournal
import StileMachine
import Testing

/// What somebody wants of a run of forty steps, and asks for again after each death.
struct KillStory: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What stands before the first death.
  private let prepare: @Sendable (Rig) throws -> Void
  /// One process that goes on towards the end.
  private let process: @Sendable (Rig, Rig.Fault?) throws -> Verdict?
  private let isThere: @Sendable (Rig) -> Bool

  /// A rig in which everything stands that this story begins with.
  func begun() throws -> Rig {
    let rig = Rig(try #require(Self.compiled))
    for key in Self.keysBefore.flatMap({ ["\($0)-l", "\($0)-r"] }) { rig.host.store[key] = "old" }
    rig.host.failsFirst = ["put main-flaky 2": 2, "put r2-r 1": 1]
    for (index, name) in ["r1-l", "r2-r", "h1-l", "h2-r", "left-left1-l"].enumerated() {
      rig.host.delays["put \(name) 1"] = Int64(index * 7 % 5) * 1_000_000_000
    }
    try prepare(rig)
    return rig
  }

  /// One process, or without a fault as many as it takes; whether the story is at its end.
  func carryOn(
    _ rig: Rig, dying fault: Rig.Fault?, then: (Rig) -> Void = { _ in }
  ) throws -> Bool {
    for _ in 0..<(fault == nil ? 6 : 1) where !isThere(rig) {
      _ = try process(rig, fault)
      then(rig)
    }
    return isThere(rig)
  }

  private static func done(_ rig: Rig) throws { _ = try rig.process() }

  private static func isDone(_ rig: Rig) -> Bool {
    if case .ended(let ended) = rig.view.state { ended.verdict == .done } else { false }
  }

  // MARK: The stories

  static let all = [there, back, cut, edit]

  private static let there = KillStory(
    testDescription: "a run", prepare: { _ in }, process: { try $0.process(dying: $1) },
    isThere: isDone)

  static let back = KillStory(
    testDescription: "its undo", prepare: done,
    process: { rig, fault in
      try rig.process(rig.view.direction == .back ? nil : .undo(why: "test"), dying: fault)
    },
    isThere: { rig in
      if case .ended(let ended) = rig.view.state { ended.verdict == .undone } else { false }
    })

  private static let cut = KillStory(
    testDescription: "an undo to one of its steps, and forward again",
    prepare: done,
    process: { rig, fault in
      let isTurned = rig.view.item("tail[\"v\"]").map(\.isForgotten) == true
      if rig.view.direction == .back || isTurned || (rig.view.item("last")?.generation ?? 1) > 1 {
        return try rig.process(dying: fault)
      }
      let keys = try Cut.behind("seen", of: rig.view, try #require(rig.texts["r"]).compared).keys
      return try rig.process(.undo(why: "test", cut: keys), dying: fault)
    },
    isThere: { isDone($0) && ($0.view.item("last")?.generation ?? 1) > 1 })

  private static let edit = KillStory(
    testDescription: "an edit that does one of its steps anew",
    prepare: { rig in
      rig.host.failing["put main-last 1"] = 3
      _ = try rig.process()
      rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    },
    process: { rig, fault in
      if rig.view.revision?.hash == "e" { return try rig.process(dying: fault) }
      let redo = EditChoice(key: "tail[\"t\"]", word: .redo, by: "ada", why: "a test")
      return try rig.adopt("e", try #require(edited), [redo], dying: fault)
    },
    isThere: isDone)
}

extension KillStory {
  private static let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]
  private static let sides =
    ["left-left1", "left-left2", "left-left3"] + ["r1", "r2", "r3", "r4"]
    + ["h1", "h2", "h3"]
  private static let keysBefore = (["first"] + names).map { "main-\($0)" } + sides

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// The part of a key before the first `-` says in which branch it is changed.
  private static let text = """
    stile 1

    let all: List[Host] = [\(list(["h1", "h2", "h3"]))]

    action store(key: String, value: String) {
      let before = (probe `get #{key}`).text
      undo {
        run `put #{key} #{before}`
        verify { (probe `get #{key}`).text == before }
      }
      run `put #{key} #{value}`
    }

    action pair(key: String, value: String) {
      store("#{key}-l", value)
      store("#{key}-r", value)
    }

    runbook trial "Trial" {
      step first "First" on local {
        pair("main-first", "1")
        verify { (probe `get main-first-l`).text == "1" }
      }
      for name in [\(list(names))] {
        step each "Store #{name}" on local { pair("main-#{name}", "1") }
      }
      step flaky "Flaky" on local safe to repeat retry 2 every 1m {
        undo {
          run `drop main-flaky`
          run `drop main-try`
        }
        run `put main-try 1`
        run `put main-flaky 2`
      }
      let seen = (probe `get main-l-r` on local).text
      wait 5m
      notify console "half way"
      parallel {
        stage "Left" {
          for name in ["left1", "left2", "left3"] {
            step left "Left #{name}" on local { pair("left-#{name}", seen) }
          }
        }
        for name in ["r1", "r2", "r3", "r4"] parallel 2 {
          step right "Right #{name}" on local safe to repeat retry 1 every 10s { pair(name, seen) }
        }
        step fan "Fan" on all { pair("#{host.name}", seen) }
      }
      undo first
      notify console "nearly there"
      for name in [\(list(["s", "t", "u", "v"]))] {
        step tail "Store #{name}" on local {
          ensure { succeeds `has main-#{name}` }
          undo { run `drop main-#{name}` }
          run `put main-#{name} 1`
        }
      }
      step last "Last" on local {
        undo { run `drop main-last` }
        run `put main-last 1`
      }
    }

    """

  private static let compiled = CompiledText(text)

  private static let edited = CompiledText(
    text.replacing("put main-last 1", with: "put main-last 2")
      .replacing("run `put main-#{name} 1`", with: "run `put main-#{name} 2`"))
}

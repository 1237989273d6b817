import StileMachine
import StileSyntax
import Testing

@Suite struct `Keys and the flow between steps` {
  @Test func `a key joins stages with an id, procedures and loop values`() throws {
    var story = try Texts(
      """
      procedure move(names: List[String]) {
        for name in names {
          step point "Point #{name}" on local { no undo "it is a test"
            run `true` }
        }
      }
      runbook main "Main" {
        stage regions "The regions" tags ["F1"] {
          for region in ["eu", "a\\"b\\\\"] {
            for n in [1] {
              move([region])
            }
          }
        }
        stage "No id" { let x = move(["z"]) }
      }
      """
    ).story()
    #expect(
      story.next()
        == #"reached regions/move["eu"][1]/point["eu"] step: Point eu in The regions tags F1"#)
    #expect(
      story.next(.value(.none))
        == #"reached regions/move["a\"b\\"][1]/point["a\"b\\"] step: Point a"b\ in The regions tags F1"#
    )
    #expect(story.next(.value(.none)) == #"reached x/point["z"] step: Point z in No id"#)
    #expect(story.next(.value(.none)) == "finished none")
  }

  @Test func `the family is the key without the values`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        for n in [7] {
          stage a "A" { step s "S" on local { no undo "x"
            run `true` } }
        }
      }
      """
    ).story()
    #expect(story.next() == "reached a[7]/s step: S in A")
    guard case .reached(let item) = story.stop else { throw Lost() }
    #expect(item.family == "a/s")
    #expect(item.valueType == nil)
  }

  struct Lost: Error {}

  @Test func `two equal loop values stop before the first round`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        for name in ["a", "b", "a"] {
          confirm "Is #{name} fine?"
        }
      }
      """
    ).story()
    #expect(
      story.next()
        == #"finished with failure: "a" comes twice, and so two items would have one key"#
    )
  }

  @Test func `a break leaves the stages that it stands in`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        for n in [1, 2] {
          stage inner "Inner" {
            if n == 1 { break }
            confirm one "One?"
          }
        }
        confirm two "Two?"
      }
      """
    ).story()
    #expect(story.next() == "reached two confirm: Two?")
    #expect(story.next(.go) == "header")
    #expect(story.next(.go) == "confirm? Two?")
    #expect(story.next(.value(.none)) == "ended none")
    #expect(story.next(.go) == "finished none")
  }

  @Test func `a return leaves the stages that it stands in`() throws {
    var story = try Texts(
      """
      procedure early(flag: Bool) -> Int {
        stage one "One" tags ["A"] {
          confirm "Go on?"
          return if flag { 1 } else { 2 }
        }
      }
      runbook main "Main" {
        let a = early(true)
        confirm "Done #{a}?"
      }
      """
    ).story()
    #expect(story.next() == "reached a/one/go_on confirm: Go on? in One tags A")
    #expect(story.next(.value(.none)) == "reached done confirm: Done 1?")
  }

  @Test func `undo of a step names its family, wherever its stage is`() throws {
    var story = try Texts(
      """
      procedure p() {
        stage a "A" { step freeze "Freeze" on local {
          undo { run `thaw` }
          run `freeze` } }
        undo freeze
      }
      runbook main "Main" { p() }
      """
    ).story()
    #expect(story.next() == "reached p/a/freeze step: Freeze in A")
    let reached = story.next(.value(.none))
    #expect(reached.hasPrefix("reached p/"), "\(reached)")
    story.skip(.go)
    #expect(story.next(.go) == "undo p/a/freeze")
    #expect(story.next(.value(.none)) == "ended none")
    #expect(story.next(.go) == "finished none")
  }

  @Test func `a value comes from the body or from memory, of its type in both cases`() throws {
    let texts = Texts(
      """
      runbook main "Main" {
        let n = step count "Count" on local {
          return (probe `count`).text.trim().to_int() ?? fail "no number"
        }
        notify [console] "there are #{n + 1}"
      }
      """)
    var story = try texts.story()
    story.skip(.go)
    #expect(story.next(.go) == "probe count")
    #expect(story.next(.output("41\n")) == "ended 41")
    story.skip(.go, .go)
    #expect(story.next(.go) == "notify -: there are 42")
    var remembered = try texts.story()
    #expect(remembered.next() == "reached count step: Count")
    remembered.skip(.value(.int(1)), .go)
    #expect(remembered.next(.go) == "notify -: there are 2")
    var wrong = try texts.story()
    #expect(wrong.next() == "reached count step: Count")
    #expect(
      wrong.next(.value(.string("x")))
        == "failed the value given for `count` does not fit: a String is no Int")
    wrong.skip(.value(.int(1)), .go)
    #expect(wrong.next(.go) == "notify -: there are 2")
  }

  @Test func `when is asked before the header, and its text says why an item is skipped`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        let n = step a "A" on local when succeeds `test -e /x` within 2m { return 1 }
        notify [console] subject "S" "#{n ?? 7}"
      }
      """
    ).story()
    #expect(story.next() == "reached a step: A")
    #expect(story.next(.go) == "succeeds test -e /x")
    #expect(
      story.next(.output(status: 1))
        == "header on local within 120000000000 skip: succeeds `test -e /x`")
    #expect(story.next(.value(.none)) == "reached s notify: S")
    #expect(story.next(.go) == "header")
    #expect(story.next(.go) == "notify S: 7")
  }

  @Test func `waits, questions and notes ask once`() throws {
    var story = try Texts(
      """
      runbook main "Main" {
        wait 90s
        manual look "Look at it" on local {
          no undo "nothing changes"
          verify { succeeds `looked` }
        }
        notify console subject "Done" "All done" required
      }
      """
    ).story()
    story.skip(.go)
    #expect(story.next(.go) == "wait 90s")
    #expect(story.next(.value(.none)) == "ended none")
    story.skip(.go)
    story.skip(.go)
    #expect(story.next(.go) == "manual? Look at it arms [nothing (nothing changes) of item]")
    #expect(story.next(.value(.none)) == "region verify")
    #expect(story.next(.value(.none)) == "ended none")
    story.skip(.go)
    story.skip(.go)
    #expect(story.next(.go) == "notify Done: All done required")
  }

  @Test func `a let that asks the world is an item of its own`() throws {
    var story = try Texts(
      """
      runbook main "Main" on local {
        let names = (probe `ls`).lines
        for name in names { confirm "Keep #{name}?" }
      }
      """
    ).story()
    #expect(story.next() == "reached names probe: (probe `ls`).lines")
    story.skip(.go)
    #expect(story.next(.go) == "probe ls")
    #expect(story.next(.output("a\nb\n")) == #"ended ["a", "b"]"#)
    #expect(story.next(.go) == #"reached keep["a"] confirm: Keep a?"#)
    #expect(story.next(.value(.none)) == #"reached keep["b"] confirm: Keep b?"#)
  }
}

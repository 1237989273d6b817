import StileSyntax
import Testing

/// A command as a script for tools that know sh, and the way back from it.
struct ShellScriptTests {
  private struct Read {
    let source: SourceText
    let script: ShellScript

    var lines: [String] {
      String(decoding: script.bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// What stands in the source at the place of a word of the script.
    func source(of word: String) -> String? {
      for (index, line) in lines.enumerated() where index > 0 {
        guard let range = line.firstRange(of: word) else { continue }
        let column =
          line.unicodeScalars.distance(
            from: line.startIndex, to: range.lowerBound) + 1
        let end = column + word.unicodeScalars.count
        return source.text(script.span(fromLine: index + 1, column, toLine: index + 1, end))
      }
      return nil
    }
  }

  private func read(_ command: String) throws -> Read {
    var sources = SourceMap()
    let text = sources.add(name: "a.stile", bytes: Array("stile 1\nlet a = \(command)\n".utf8))
    let tree = Parser.parse(text)
    var found: CommandLiteral?
    tree.root.forEachExpression { expression in
      if case .command(let literal) = expression.kind, found == nil { found = literal }
    }
    return Read(source: text, script: ShellScript(try #require(found), in: text))
  }

  @Test func `each hole becomes the variable that it is when it runs`() throws {
    let read = try read(#"`cat #{a} "x #{b}" $((#{c} + 1))`"#)
    #expect(
      read.lines == [
        "set -eu; stile_1=$1; stile_2=$2; stile_3=$3",
        #"cat "${stile_1}" "x ${stile_2}" $((${stile_3} + 1))"#, "",
      ])
  }

  @Test(arguments: ["first", "ls -l", "'#{d}'", "two", "b`"])
  func `a place leads back, over margins, escapes, holes and letters of several bytes`(
    _ word: String
  ) throws {
    let command = """
      `
          ä first #{x} "#{ f("}") }"
            ls -l  '\\#{d}' two
          a b\\`
        `
      """
    let read = try read(command)
    #expect(
      read.source(of: word) == word.replacing("'#", with: "'\\#").replacing("b`", with: "b\\`"))
  }

  @Test func `a place in what we add leads to the whole command`() throws {
    let read = try read("`cat #{a}`")
    #expect(read.source.text(read.script.span(fromLine: 1, 1, toLine: 1, 4)) == "`cat #{a}`")
    #expect(read.source.text(read.script.span(fromLine: 9, 1, toLine: 9, 4)) == "`cat #{a}`")
  }

  @Test func `every command of a tree is visited once`() throws {
    var sources = SourceMap()
    let text = sources.add(name: "a.stile", bytes: Array(Taste.everything.utf8))
    var commands = 0
    Parser.parse(text).root.forEachExpression { expression in
      if case .command = expression.kind { commands += 1 }
    }
    #expect(commands == Taste.everything.filter { $0 == "`" }.count / 2)
  }
}

import StileSyntax
import Testing

/// What the walk over sh text finds out about holes.
struct ShellWalkTests {
  @Test(arguments: [
    ("`rm #{x}`", "bare+option"),
    ("`rm -- #{x}`", "bare"),
    ("`rm -rf /srv/#{x}`", "bare+glued"),
    ("`rm #{x}#{y}`", "bare+glued+option bare+glued"),
    ("`rm \"#{x}\"`", "quoted+option"),
    ("`rm \"a #{x}\"`", "quoted+glued"),
    ("`rm \"$HOME\"#{x}`", "bare+glued"),
    ("`#{x} -v`", "bare+option+command"),
    ("`a && #{x}`", "bare+option+command"),
    ("`if #{x}; then #{y}; fi`", "bare+option+command bare+option+command"),
    ("`A=#{x} B=b#{y} cmd #{z}`", "bare bare+glued bare+option"),
    ("`cmd A=#{x}`", "bare+glued"),
    ("`echo > #{x} 2>>/tmp/#{y}`", "bare bare+glued"),
    ("`echo $(cat #{x})`", "bare+option"),
    ("`echo \"$(cat #{x} \"#{y}\")\"`", "bare+option quoted+option"),
    ("`echo $((#{x} + 1))`", "arithmetic"),
    ("`echo \"$((#{x}))\"`", "arithmetic"),
    ("`echo $(( $(cat #{x}) ))`", "bare+option"),
    (
      "`case #{x} in #{y}) #{z} ;; a|#{w}) ;; esac; rm #{v}`",
      "bare bare bare+option+command bare bare+option"
    ),
    ("`echo $(case x in a) cat #{x};; esac)`", "bare+option"),
    ("`for f in #{x}; do rm #{f}; done`", "bare bare+option"),
    ("`rm -- #{x}; rm #{y}`", "bare bare+option"),
    ("`(cd #{x} && rm #{y})`", "bare+option bare+option"),
    ("`f() { rm #{x}; }; f`", "bare+option"),
    ("`echo a\\ #{x}`", "bare+glued"),
    ("`echo 'a b'#{x}'c'`", "bare+glued"),
    ("`! grep -q #{x} f`", "bare+option"),
    ("`echo a | tee #{x} >&2`", "bare+option"),
  ])
  func `the place of a hole`(_ text: String, _ facts: String) {
    #expect(CommandSketch.holes(text) == facts)
  }

  @Test(arguments: [
    ("cat <<E\n    a #{x} $(rm #{y}) $((#{z})) \\#{\n    E", "quoted bare+option arithmetic"),
    ("cat <<-E > #{f}\n    #{x}\n    E\n    rm #{y}", "bare quoted bare+option"),
    ("cat <<A <<B\n    #{x}\n    A\n    '#{y}'\n    B", "quoted quoted"),
    ("rm \\\n      #{x}", "bare+option"),
    ("# comment 'x\n    rm #{x}", "bare+option"),
  ])
  func `the place of a hole in a block`(_ text: String, _ facts: String) {
    #expect(CommandSketch.holes("`\n    \(text)\n    `") == facts)
  }

  @Test(arguments: [
    ("`echo '#{x}'`", "hole-in-single-quotes"),
    ("`echo '#{x} #{y}'`", "hole-in-single-quotes"),
    ("`echo a # #{x}`", "hole-in-comment"),
    ("`echo ${x:-#{y}}`", "hole-in-parameter-expansion"),
    ("`echo \"${x:-\"#{y}\"}\"`", "hole-in-parameter-expansion"),
    ("`echo \\`cat #{x}\\``", "hole-in-backticks"),
    ("`echo $#{x}`", "hole-after-dollar"),
    ("`echo \"$#{x}\"`", "hole-after-dollar"),
    ("`echo $'#{x}'`", "not-posix"),
    ("`echo $'a\\'b'`", "not-posix"),
    ("`[[ #{x} == a ]]`", "not-posix"),
    ("`cat <<< #{x}`", "not-posix"),
    ("`diff <(a) b`", "not-posix"),
    ("`((#{x}))`", "not-posix"),
    ("`echo $[#{x}]`", "not-posix"),
    ("`a &> b`", "not-posix"),
    ("`a |& b`", "not-posix"),
    ("`echo 'a`", "unclosed-shell-text"),
    ("`echo \"a`", "unclosed-shell-text"),
    ("`echo \"a #{x}`", "unclosed-shell-text"),
    ("`echo $(a`", "unclosed-shell-text"),
    ("`echo $((1)`", "unclosed-shell-text"),
    ("`echo ${a`", "unclosed-shell-text"),
    ("`echo \\`a`", "unclosed-shell-text"),
    ("`cat <<E`", "unclosed-shell-text"),
    ("`\n  cat <<#{x}\n  a\n  `", "unclosed-shell-text"),
    ("`\n  cat <<'E'\n  #{x}\n  E\n  `", "hole-in-quoted-here-document"),
    ("`\n  cat <<\\E\n  #{x}\n  E\n  `", "hole-in-quoted-here-document"),
    ("``", "empty-command"), ("` `", "empty-command"), ("`a #{}`", "empty-hole"),
  ])
  func `what can't be safe is refused, once`(_ text: String, _ code: String) {
    #expect(CommandSketch.read(text).codes == [code])
  }

  @Test(arguments: [
    ("`echo \\#{x}`", "echo \\#{x}"), ("`echo \"\\#{x}\"`", "echo \"#{x}\""),
    ("`echo '\\#{x}'`", "echo '#{x}'"), ("`echo $((\\#{x}))`", "echo $((#{x}))"),
    ("`\n  cat <<E\n  \\#{x}\n  E\n  `", "cat <<E\n#{x}\nE"),
    ("`\n  cat <<'E'\n  \\#{x}\n  E\n  `", "cat <<'E'\n#{x}\nE"),
    ("`echo ${#}`", "echo ${#}"),
  ])
  func `an escaped hole is text that sh sees right`(_ text: String, _ shell: String) throws {
    let (literal, codes) = CommandSketch.read(text)
    #expect(codes == [])
    #expect(CommandSketch.shellText(try #require(literal)) == shell)
  }

  @Test(arguments: [
    ("`rm -rf -- #{x}`", "[rm][-rf][--][#0]"),
    ("`a 'b c' \"d #{x}\" e\\ f`", "[a][b c][d #0][e f]"),
    (
      "`find #{x} -xdev ! -type l -exec chmod a-w -- {} +`",
      "[find][#0][-xdev][!][-type][l][-exec][chmod][a-w][--][{}][+]"
    ),
    ("`[ -e #{x} ]`", "[[][-e][#0][]]"),
    ("`\n  a\n  `", "[a]"),
    ("`printf '%m %p\\0'`", "[printf][%m %p\\0]"),
    ("`a ''`", "[a][]"),
    ("`a b=c`", "[a][b=c]"),
    ("`a ~b c~`", "shell"), ("`a b~`", "[a][b~]"),
    ("`a | b`", "shell"), ("`a; b`", "shell"), ("`a &`", "shell"), ("`a > b`", "shell"),
    ("`A=b c`", "shell"), ("`a $b`", "shell"), ("`a *.c`", "shell"), ("`a b?`", "shell"),
    ("`a [bc]`", "shell"), ("`a {b,c}`", "shell"), ("`a {1..3}`", "shell"), ("`a # b`", "shell"),
    ("`cd /`", "shell"), ("`! a`", "shell"), ("`{ a; }`", "shell"), ("`(a)`", "shell"),
    ("`\n  a\n  b\n  `", "shell"), ("`#{x} a`", "shell"), ("`echo a`", "shell"),
    ("`a#{x}b c`", "shell"), ("`a\\\nb`", "shell"), ("`if a; then b; fi`", "shell"),
    ("`test -e x`", "[test][-e][x]"), ("`true`", "[true]"),
  ])
  func `plain words need no shell`(_ text: String, _ words: String) {
    #expect(CommandSketch.plain(text) == words)
  }

  @Test(arguments: [
    ("`a | b`", true), ("`a || b`", false), ("`a $(b | c)`", true), ("`a '|' b`", false),
    ("`case x in a|b) c;; esac`", false), ("`case x in a) b | c;; esac`", true),
  ])
  func `a pipe is known`(_ text: String, _ hasPipe: Bool) {
    #expect(CommandSketch.read(text).literal?.hasPipe == hasPipe)
  }

  @Test(arguments: [
    ("`a > b`", "> b"), ("`a >> \"b c\"`", ">> \"b c\""), ("`a 2>b`", ">b"), ("`a >| b`", ">| b"),
    ("`a <> b`", "<> b"), ("`a $(b > c)`", "> c"), ("`a > #{x}`", "> #{x}"),
    ("`a > /dev/null`", nil), ("`a 2>&1 >&2 >&-`", nil), ("`a < b`", nil), ("`a '>' b`", nil),
    ("`a 2> '/dev/null'`", nil), ("`a >/dev/null/x`", ">/dev/null/x"),
  ])
  func `an output redirection is known`(_ text: String, _ shown: String?) {
    let span = CommandSketch.read(text).literal?.outputRedirection
    #expect(span.map { Sources.text(text).text($0) } == shown)
  }

  @Test func `simple commands are known wherever they stand`() throws {
    let text = "`A=1 a -x #{p} > f && for i in 1 2; do b \"$(c d)\" $i; done`"
    let literal = try #require(CommandSketch.read(text).literal)
    let commands = literal.simpleCommands.map { command in
      command.pieces.map { piece in
        let end = piece.endsWord ? " " : ""
        return switch piece.part {
        case .text(let text)?: text + end
        case .hole(let number)?: "#\(number)" + end
        case .expansion?: "$" + end
        case nil: end
        }
      }.joined()
    }
    #expect(commands == ["a -x #0 ", "c d ", "b $ $ "])
  }

  @Test(arguments: [
    ("a | b | c", "a b<0..<1 c<0..<2"),
    ("a; b | c", "a b c<1..<2"),
    ("a | b; c", "a b<0..<1 c"),
    ("a |\n    b\n    c", "a b<0..<1 c"),
    ("a | { b; c; }; d", "a b<0..<1 c<0..<2 d"),
    ("a | (b; c); d", "a b<0..<1 c<0..<2 d"),
    ("a | while b; do c | d; done; e", "a b<0..<1 c<0..<2 d<0..<3 e"),
    ("a | b $(c)", "a c<0..<1 b<0..<2"),
    ("a || b && c &\n    d", "a b c d"),
    ("case x in x|y) a | b;; esac | c", "a b<0..<1 c<0..<2"),
    ("} ; fi | a; b", "a b"),
  ])
  func `what a command reads by a pipe is known`(_ text: String, _ shown: String) throws {
    let literal = try #require(CommandSketch.read("`\n    \(text)\n    `").literal)
    let commands = literal.simpleCommands.map { command in
      guard case .text(let name)? = command.pieces.first?.part else { return "?" }
      return command.pipedFrom.isEmpty ? name : "\(name)<\(command.pipedFrom)"
    }
    #expect(commands.joined(separator: " ") == shown)
  }

  @Test(arguments: [
    ("a #{x} <<E\n    #{y}\n    E", "0..<1 reads 1..<2"),
    ("a; b <<E | c\n    #{y}#{z}\n    E", "1..<2 reads 0..<2"),
    ("a <<E; b <<F\n    #{y}\n    E\n    #{z}\n    F", "0..<1 reads 0..<1, 1..<2 reads 1..<2"),
    ("if a; then { b; c; } <<E; fi\n    E", "1..<3 reads 0..<0"),
    ("(a; b $(c)) <<E\n    $(d #{y})\n    E", "0..<3 reads 0..<1"),
    ("<<E\n    #{y}\n    E", "0..<0 reads 0..<1"),
  ])
  func `who reads a here-document is known`(_ text: String, _ shown: String) throws {
    let literal = try #require(CommandSketch.read("`\n    \(text)\n    `").literal)
    let documents = literal.hereDocuments.map { "\($0.readers) reads \($0.holes)" }
    #expect(documents.joined(separator: ", ") == shown)
  }
}

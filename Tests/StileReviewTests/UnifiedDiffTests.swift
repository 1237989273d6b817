import StileReview
import Testing

/// What `patch` would read.
struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff(of: "a.stile", from: old, to: new).text
  }

  @Test func `equal texts have no difference`() {
    #expect(diff("a\nb\n", "a\nb\n") == "")
  }

  @Test func `a changed line stands between three equal ones`() {
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a/a.stile
        +++ b/a.stile
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func `changes far apart are two hunks, changes close together one`() {
    let lines = (1...20).map { "\($0)\n" }
    var far = lines
    far[1] = "two\n"
    far.remove(at: 17)
    let hunks = diff(lines.joined(), far.joined()).split(separator: "\n").filter {
      $0.hasPrefix("@@")
    }
    #expect(hunks == ["@@ -1,5 +1,5 @@", "@@ -15,6 +15,5 @@"])
    var close = lines
    close[1] = "two\n"
    close[8] = "nine\n"
    #expect(diff(lines.joined(), close.joined()).contains("@@ -1,12 +1,12 @@"))
  }

  @Test func `a text that is empty, and a last line without its newline`() {
    #expect(diff("", "a\n") == "--- a/a.stile\n+++ b/a.stile\n@@ -0,0 +1 @@\n+a\n")
    #expect(
      diff("a", "a\n") == """
        --- a/a.stile
        +++ b/a.stile
        @@ -1 +1 @@
        -a
        \\ No newline at end of file
        +a

        """)
  }
}

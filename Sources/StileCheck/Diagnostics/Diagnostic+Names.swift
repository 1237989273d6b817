import StileSyntax

/// What is wrong with names and with what files take from each other.
extension Diagnostic {
  static func unknownName(_ name: String, at span: SourceSpan, nearest: String?) -> Diagnostic {
    Diagnostic(
      "unknown-name", "nothing here is called `\(name)`",
      at: Label(span, nearest.map { "did you mean `\($0)`?" } ?? "not found in this scope"),
      help: nearest == nil ? "declare it, or bring it in with `use`" : nil,
      fixIts: renaming(span, to: nearest))
  }

  static func moduleNotUsed(_ name: String, at span: SourceSpan, after line: Int) -> Diagnostic {
    Diagnostic(
      "unknown-name", "nothing here is called `\(name)`",
      at: Label(span, "a standard module that this file does not use"),
      help: "bring it in at the top of the file: `use \(name)`",
      fixIts: [
        FixIt("use it", [TextEdit(SourceSpan(span.source, line, line), "use \(name)\n")])
      ])
  }

  static func unknownType(_ name: Name, nearest: String?) -> Diagnostic {
    Diagnostic(
      "unknown-type", "there is no type `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found in this file"),
      help: nearest == nil ? "declare it with `record` or `enum`, or bring it in with `use`" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  static func unknownModule(_ name: Name, all: [String]) -> Diagnostic {
    let nearest = NearestName.find(name.text, in: all)
    return Diagnostic(
      "unknown-module", "there is no standard module `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found"),
      help: nearest == nil
        ? "there are \(list(all)); a file of yours is used by its path: "
          + "`use \"\(name.text).stile\" (…)`" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  static func unknownFile(_ path: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unknown-file", "the file `\(path)` can't be read", at: Label(span, "not found"),
      help: "a path in `use` starts at the folder of the file that it stands in")
  }

  static func unknownImport(
    _ name: Name, of file: String, nearest: String?, all: [String]
  ) -> Diagnostic {
    Diagnostic(
      "unknown-import", "`\(file)` declares no `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found in that file"),
      help: nearest == nil && !all.isEmpty ? "it declares \(list(all))" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  static func privateName(_ name: Name, of file: String, declared: SourceSpan) -> Diagnostic {
    Diagnostic(
      "private-name", "`\(name.text)` is private to `\(file)`",
      at: Label(name.span, "a name that begins with `_` stays in its file"),
      secondary: [Label(declared, "declared here")])
  }

  static func importCycle(_ files: [String], at span: SourceSpan) -> Diagnostic {
    let names = files.map { $0.hasPrefix("std:") ? String($0.dropFirst(4)) : $0 }
    return Diagnostic(
      "import-cycle", "these files use each other: \(names.joined(separator: " → "))",
      at: Label(span, "this `use` closes the cycle"),
      help: "move what both need into a file of its own")
  }

  static func nameTaken(
    _ name: String, at span: SourceSpan, earlier: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "name-taken", "`\(name)` means something already",
      at: Label(span, "a second `\(name)`"), secondary: [Label(earlier, "the first one is here")],
      help: "choose another name: nothing is shadowed")
  }

  static func builtInNameTaken(_ name: Name) -> Diagnostic {
    Diagnostic(
      "name-taken", "`\(name.text)` is built in",
      at: Label(name.span, "it means something in every file"), help: "choose another name")
  }

  static func paramClash(
    _ name: Name, of file: String, earlier: SourceSpan, in other: String
  ) -> Diagnostic {
    Diagnostic(
      "param-clash", "both `\(other)` and `\(file)` have a param or secret `\(name.text)`",
      at: Label(name.span, "one of `\(file)`"),
      secondary: [Label(earlier, "one of `\(other)`")],
      help: "params of all files belong to the run and are set by name: "
        + "declare it in one file and `use` it in the other")
  }

  static func cyclicDefinition(
    _ names: [String], at span: SourceSpan, declared: SourceSpan
  ) -> Diagnostic {
    let name = names.first ?? ""
    return Diagnostic(
      "cyclic-definition", "`\(name)` is needed to make `\(name)`",
      at: Label(span, "reads `\(name)`"),
      secondary: span == declared ? [] : [Label(declared, "which is declared here")])
  }

  static func tooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nesting-too-deep", "this goes deeper than the checker follows",
      at: Label(span, "needs too many others before it, or holds too many levels"),
      help: "declare what is needed above what needs it")
  }

  static func worldOutsideLibrary(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "world-outside-library", "`world` is for the standard modules",
      at: Label(span, "not in a file of yours"),
      help: "use the module that has what you need, such as `dns` or `http`")
  }

  static func unknownMember(
    _ name: Name, of type: String, nearest: String?, all: [String]
  ) -> Diagnostic {
    Diagnostic(
      "unknown-member", "\(withArticle(type)) has no `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found"),
      help: nearest == nil && !all.isEmpty ? "it has \(list(all))" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  static func unknownModuleMember(
    _ name: Name, of module: String, nearest: String?, all: [String]
  ) -> Diagnostic {
    Diagnostic(
      "unknown-member", "the module `\(module)` has no `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found"),
      help: nearest == nil && !all.isEmpty ? "it has \(list(all))" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  static func unknownCase(
    _ name: Name, of type: String, nearest: String?, all: [String]
  ) -> Diagnostic {
    Diagnostic(
      "unknown-case", "`\(type)` has no case `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found"),
      help: nearest == nil ? "its cases are \(list(all))" : nil,
      fixIts: renaming(name.span, to: nearest))
  }

  private static func renaming(_ span: SourceSpan, to name: String?) -> [FixIt] {
    name.map { [FixIt("rename to `\($0)`", [TextEdit(span, $0)])] } ?? []
  }

  /// "`a`, `b` and `c`", no longer than people read.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "`\($0)`" }
    if names.count > shown.count { return shown.joined(separator: ", ") + ", …" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nothing" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// "an `Int`", "a `Path`".
  static func withArticle(_ word: String) -> String {
    let vowels: Set<Character> = ["A", "E", "I", "O", "a", "e", "i", "o"]
    let article = word.first.map { vowels.contains($0) } == true ? "an" : "a"
    return "\(article) `\(word)`"
  }
}

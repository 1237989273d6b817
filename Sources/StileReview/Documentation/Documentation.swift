import StileCheck

/// What there is to say about a name of the standard library or the language.
package struct Documentation: Sendable {
  private let modules: [ModulePage]

  package init(modules: [ModulePage]) { self.modules = modules }

  /// Everything, a line each.
  package var overview: String {
    let width = names.map(\.utf8.count).max() ?? 0
    func line(_ name: String, _ words: String) -> String {
      "  \(name)\(String(repeating: " ", count: width - name.utf8.count))  \(words)\n"
    }
    return "Modules, after `use NAME`:\n"
      + modules.map { line($0.name, firstSentence(of: $0.documentation)) }.joined()
      + "\nTypes:\n" + TypeDocumentation.all.map { line($0.name, $0.summary) }.joined()
      + "\nNames:\n" + NameDocumentation.all.map { line($0.name, $0.summary) }.joined()
      + "\n`stile doc NAME` says more.\n"
  }

  /// The page of `dns`, `dns.point`, `RecordSet`, `String`, `String.trim` or `local`.
  package func page(of name: String) -> String? {
    if let type = TypeDocumentation.all.first(where: { $0.name == name }) { return page(of: type) }
    if let known = NameDocumentation.all.first(where: { $0.name == name }) {
      return "\(known.name)\n\n  \(known.declaration)\n\n\(known.summary)\n"
    }
    if let member = BuiltInMember.allCases.first(where: { $0.rawValue == name }) {
      let example = BuiltInMember.documentation[member].map { "\n  \($0.example)\n" } ?? ""
      return "\(name)\n\n  \(member.usage)\n\n\(summary(of: member))\n" + example
    }
    for module in modules {
      if module.name == name { return module.text }
      for entry in module.entries where entry.isCalled(name, in: module.name) {
        return module.text(of: entry)
      }
    }
    return nil
  }

  /// The name that a misspelt one very likely stands for.
  package func nearest(to name: String) -> String? {
    let members = BuiltInMember.allCases.map(\.rawValue)
    let offered = modules.flatMap { module in module.entries.map { "\(module.name).\($0.name)" } }
    return NearestName.find(name, in: names + members + offered)
  }

  private var names: [String] {
    modules.map(\.name) + TypeDocumentation.all.map(\.name) + NameDocumentation.all.map(\.name)
  }

  private func summary(of member: BuiltInMember) -> String {
    BuiltInMember.documentation[member]?.summary ?? ""
  }

  private func page(of type: TypeDocumentation) -> String {
    let fields = type.fields.map { "  \(type.name).\($0)\n" }.joined()
    let members = type.members.map { "  \($0.usage)\n      \(summary(of: $0))\n" }
    return "\(type.name)\n\n\(type.summary)\n" + (fields.isEmpty ? "" : "\n\(fields)")
      + (members.isEmpty ? "" : "\n\(members.joined())")
  }
}

extension ModulePage.Entry {
  /// `dns.point`; a type of a module goes by its own name too.
  fileprivate func isCalled(_ words: String, in module: String) -> Bool {
    words == "\(module).\(name)" || (words == name && name.first?.isUppercase == true)
  }
}

import StileCheck

/// The tables of the reference page about built-in types: what stands between its two marks is
/// made of the checker's own table.
enum BuiltInsPage {
  static let path = "docs/reference/built-ins.md"
  static let comparison = "docs/reference/built-ins-compared.md"
  static let begin = "<!-- members -->\n"
  static let end = "<!-- end of members -->\n"

  struct MarksMissing: Error {}

  static func updated(_ page: String) throws -> String {
    guard let start = page.firstRange(of: begin), let stop = page.firstRange(of: end) else {
      throw MarksMissing()
    }
    return page[..<start.upperBound] + tables + page[stop.lowerBound...]
  }

  private static var tables: String {
    var owners: [String] = []
    for member in BuiltInMember.allCases where !owners.contains(member.owner) {
      owners.append(member.owner)
    }
    return owners.map(table).joined()
  }

  private static func table(of owner: String) -> String {
    let rows = BuiltInMember.allCases.filter { $0.owner == owner }.map { member in
      let documentation = BuiltInMember.documentation[member]
      let summary = documentation?.summary ?? ""
      return "| \(code(member.usage)) | \(summary) | \(code(documentation?.example ?? "")) |\n"
    }
    return "\n## \(owner)\n\n| member | what it is | example |\n| --- | --- | --- |\n"
      + rows.joined()
  }

  /// A cell's bars and backticks must not end it.
  private static func code(_ text: String) -> String {
    let escaped = text.split(separator: "|", omittingEmptySubsequences: false).joined(
      separator: "\\|")
    return escaped.contains("`") ? "`` \(escaped) ``" : "`\(escaped)`"
  }
}

import StandardLibrary
import StileCheck
import StileReview
import Testing

/// What `stile doc` says.
struct DocumentationPageTests {
  static let modules = StandardLibrary.names.map {
    ModulePage(name: $0, bytes: StandardLibrary.text(of: $0) ?? [])
  }
  static let documentation = Documentation(modules: modules)

  @Test(arguments: TypeDocumentation.all.map(\.name))
  func `every built-in type has a summary and a page with its members`(_ name: String) throws {
    let type = try #require(TypeDocumentation.all.first { $0.name == name })
    #expect(type.summary.hasSuffix("."))
    let page = try #require(Self.documentation.page(of: name))
    for member in type.members { #expect(page.contains(member.usage)) }
    #expect(Self.documentation.overview.contains("  \(name) "))
  }

  @Test(arguments: BuiltInMember.allCases.map(\.rawValue))
  func `every member has a page`(_ name: String) throws {
    let page = try #require(Self.documentation.page(of: name))
    #expect(page.hasPrefix("\(name)\n\n  ") && page.contains(".\n"))
  }

  @Test func `every name of the language has a page`() {
    let names = NameDocumentation.all.map(\.name)
    #expect(names == ["console", "host", "local", "range", "raw"])
    for name in names { #expect(Self.documentation.page(of: name) != nil) }
  }

  @Test(arguments: modules.map(\.name))
  func `everything that a module offers is documented`(_ name: String) throws {
    let module = try #require(Self.modules.first { $0.name == name })
    #expect(!module.documentation.isEmpty && !module.entries.isEmpty)
    for entry in module.entries {
      #expect(!entry.documentation.isEmpty, "\(name).\(entry.name)")
      let page = try #require(Self.documentation.page(of: "\(name).\(entry.name)"))
      #expect(page.contains(entry.declaration) && page.contains(entry.documentation))
      #expect(module.text.contains(entry.summary))
    }
  }

  @Test func `a page shows how a callable is called, without what it does`() {
    #expect(
      Self.documentation.page(of: "webhook.to_secret")?.split(separator: "\n").dropFirst().first
        == "  fn to_secret(url: Secret, name: String, ca_file: Path? = none) -> Channel")
    #expect(Self.documentation.page(of: "dns._replace") == nil)
    #expect(
      Self.documentation.page(of: "RecordSet")?.hasPrefix(
        "dns.RecordSet\n\n  record RecordSet { values: List[String], ttl: Duration }\n") == true)
    #expect(
      Self.documentation.page(of: "dns.resolver")?.contains("The resolver that finds") == true)
    #expect(Self.documentation.page(of: "dns.resolver")?.contains("Names in the DNS") == false)
    #expect(Self.documentation.page(of: "List.map")?.contains("  [1, 2].map(") == true)
  }

  @Test func `a near miss is offered`() {
    #expect(Self.documentation.nearest(to: "dns.piont") == "dns.point")
    #expect(Self.documentation.nearest(to: "Sting") == "String")
    #expect(Self.documentation.nearest(to: "quite something else") == nil)
  }
}

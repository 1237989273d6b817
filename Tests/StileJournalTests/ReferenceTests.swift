import FoundationEssentials
import Repository
import StileJournal
import StileMachine
import Testing

/// docs/reference/journal.md says what a journal really has.
@Suite struct ReferenceTests {
  @Test(arguments: RecordKind.allCases)
  func `the reference names every member of a kind`(kind: RecordKind) throws {
    let row = try #require(try rows().first { $0.hasPrefix("| `\(kind.rawValue)` |") })
    let words = Set(row.split { !($0.isLetter || $0 == "_") }.map(String.init))
    for seed in 0..<80 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var chain = Sample.chain()
      var reader = JSONReader(chain.append(numbers.body(kind), at: Sample.moment).payload)
      guard case .object(let members) = try reader.value(), let what = members.last,
        case .object(let said) = what.value
      else { continue }
      for member in said { #expect(words.contains(member.name), "\(kind.rawValue)") }
    }
  }

  @Test func `the reference names no other kind`() throws {
    let named = try rows().compactMap { row in
      row.firstMatch(of: /^\| `([a-z]+\.[a-z]+)` \|/).map { String($0.output.1) }
    }
    #expect(named.sorted() == RecordKind.allCases.map(\.rawValue).sorted())
  }

  @Test func `the example in the reference is a record`() throws {
    let text = try text()
    let fence = try #require(text.firstMatch(of: /```json\n(.*)\n```/)).output.1
    guard case .object(let members) = try JSON.parse(Array(fence.utf8)) else { return }
    var chain = Sample.chain()
    var reader = JSONReader(chain.append(Sample.ended, at: Sample.moment).payload)
    guard case .object(let real) = try reader.value() else { return }
    #expect(members.map(\.name) == real.map(\.name))
  }

  private func rows() throws -> [Substring] { try text().split(separator: "\n") }

  private func text() throws -> String { try Repository.text(of: "docs/reference/journal.md") }
}

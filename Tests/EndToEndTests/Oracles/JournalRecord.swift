import Foundation

/// A record as `stile log --json` prints it: one JSON object a line.
struct JournalRecord: @unchecked Sendable {
  let members: [String: Any]

  static func all(in lines: String) throws -> [JournalRecord] {
    try lines.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let members = object as? [String: Any] else {
        throw EndToEndProblem("no JSON object: \(line)")
      }
      return JournalRecord(members: members)
    }
  }

  var kind: String { members["kind"] as? String ?? "" }
  var sequence: Int { members["seq"] as? Int ?? 0 }
  /// When it was written, nanoseconds since 1970.
  var utc: Int64 { (members["utc"] as? NSNumber)?.int64Value ?? 0 }
  var hash: String { members["hash"] as? String ?? "" }
  var previousHash: String { members["previous"] as? String ?? "" }

  /// A member of what it says.
  subscript(_ name: String) -> String? { what[name] as? String }

  /// The key of the item that it is about.
  var item: String? { (what["item"] as? [String: Any])?["key"] as? String }

  /// A try that failed, with another one to come.
  var isRetried: Bool { kind == "item.ended" && what["next_try"] != nil }

  var what: [String: Any] { members["what"] as? [String: Any] ?? [:] }

  /// The name that hosts know this intention by.
  var attempt: String {
    let digits = String(sequence)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + "-" + hash.prefix(8)
  }
}

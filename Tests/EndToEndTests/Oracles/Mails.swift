import Foundation

/// The mails that the lab's sink took.
enum Mails {
  /// Their message ids, one a mail, in the order in which they came.
  static func identifiers(_ lab: Lab) throws -> [String] {
    let folder = lab.folder.appending(path: "mail")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".eml") }.sorted()
      .map { name in
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let header = text.split(whereSeparator: \.isNewline)
          .first { $0.lowercased().hasPrefix("message-id:") }
        return header.map { String($0.drop { $0 != " " }.dropFirst()) } ?? "none in \(name)"
      }
  }
}

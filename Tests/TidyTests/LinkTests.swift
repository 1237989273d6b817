import Foundation
import Repository
import Testing

/// Pages lead somewhere.
struct LinkTests {
  @Test(arguments: Repository.files.filter { $0.hasSuffix(".md") })
  func `a link leads to a file, and to a heading in it`(_ path: String) {
    for link in links(in: path) where !link.contains("://") && !link.hasPrefix("mailto:") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target = parts[0].isEmpty ? path : resolved(String(parts[0]), from: path)
      #expect(exists(target), "\(path): \(link)")
      if parts.count == 2, target.hasSuffix(".md") {
        #expect(anchors(of: target).contains(String(parts[1])), "\(path): \(link)")
      }
    }
  }

  private func links(in path: String) -> [String] {
    var isCode = false
    return Repository.lines(of: path).flatMap { line -> [String] in
      if line.hasPrefix("```") { isCode.toggle() }
      let text = isCode ? "" : line.replacing(/`[^`]*`/, with: "")
      return text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
    }
  }

  private func resolved(_ link: String, from path: String) -> String {
    let folder = path.split(separator: "/").dropLast()
    var parts: [Substring] = Array(folder)
    for part in link.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.top.appending(path: path).path)
  }

  /// The headings of a page as addresses: lower case, words joined by `-`.
  private func anchors(of path: String) -> Set<String> {
    Set(
      Repository.lines(of: path).filter { $0.hasPrefix("#") }.map { line in
        String(
          line.drop { $0 == "#" }.lowercased().drop { $0 == " " }
            .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .map { $0 == " " ? "-" : $0 })
      })
  }
}

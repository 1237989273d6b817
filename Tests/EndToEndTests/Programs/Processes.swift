import Foundation

/// Who descends from whom, as /proc has it.
enum Processes {
  static func children(of parent: Int32) -> [(process: Int32, name: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.compactMap { process in
      guard let text = text(process, "stat"),
        let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
      else { return nil }
      let rest = text[text.index(after: close)...].split(separator: " ")
      guard rest.count > 1, Int32(rest[1]) == parent else { return nil }
      return (process, String(text[text.index(after: open)..<close]))
    }
  }

  /// What a process and its children wait for in the kernel, a line a process.
  static func tree(of process: Int32) -> String {
    let words = text(process, "cmdline")?.replacing("\0", with: " ") ?? "gone"
    let place = text(process, "wchan") ?? ""
    return children(of: process).reduce("\(process) \(words)(\(place))") { tree, child in
      "\(tree)\n\(self.tree(of: child.process))"
    }
  }

  private static func text(_ process: Int32, _ file: String) -> String? {
    try? String(contentsOf: URL(filePath: "/proc/\(process)/\(file)"), encoding: .utf8)
  }
}

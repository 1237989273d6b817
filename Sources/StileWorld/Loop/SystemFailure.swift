import CLinux

/// A system call that failed: which one, and the errno.
package struct SystemFailure: Error, Hashable, CustomStringConvertible {
  package let call: String
  package let code: Int32

  package init(_ call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  package var description: String { "\(call): \(String(cString: stile_error_text(code)))" }

  /// Passes the result of a function of `CLinux` on, or throws its negative errno.
  @discardableResult
  package static func check(_ result: Int32, _ call: String) throws(SystemFailure) -> Int32 {
    if result < 0 { throw SystemFailure(call, code: 0 &- result) }
    return result
  }
}

import CLinux

/// Both ends of a new pipe, closed on exec.
package struct Pipe: ~Copyable {
  package let reading: Descriptor
  package let writing: Descriptor

  package init() throws(SystemFailure) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutableBytes(of: &ends) {
      stile_pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    try SystemFailure.check(result, "pipe")
    reading = Descriptor(owning: ends.0)
    writing = Descriptor(owning: ends.1)
  }

  package consuming func takeReading() -> Descriptor { reading }
  package consuming func takeWriting() -> Descriptor { writing }
}

import Glibc

/// An open file descriptor with one owner, closed when the owner lets go of it.
package struct Descriptor: ~Copyable {
  package let number: Int32

  package init(owning number: Int32) { self.number = number }

  deinit { closeDescriptor(number) }

  /// What a read that does not block gave.
  package enum Read {
    case bytes([UInt8])
    /// Nothing there now.
    case later
    /// The other end is closed, or the descriptor failed.
    case end
  }

  /// Reads what is there, at most `most` bytes, without blocking.
  package borrowing func read(atMost most: Int = 65_536) -> Read {
    let number = self.number
    var count = 0
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      repeat {
        count = Glibc.read(number, buffer.baseAddress, most)
      } while count < 0 && errno == EINTR
      code = errno
      filled = max(0, count)
    }
    if count > 0 { return .bytes(bytes) }
    return count < 0 && (code == EAGAIN || code == EWOULDBLOCK) ? .later : .end
  }

  /// Writes as much as fits without blocking: the number of bytes, or nil when the other end is
  /// gone.
  package borrowing func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    let number = self.number
    return bytes.withUnsafeBytes { buffer in
      while true {
        let count = Glibc.write(number, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        switch errno {
        case EINTR: continue
        case EAGAIN: return 0
        default: return nil
        }
      }
    }
  }
}

func closeDescriptor(_ number: Int32) { _ = Glibc.close(number) }

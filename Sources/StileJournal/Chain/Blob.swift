import Crypto

/// Bytes that are kept beside the records, by what they are: equal ones are kept once.
package struct Blob: Hashable, Sendable {
  /// SHA-256 of the bytes, in hex.
  package let hash: String
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    hash = Fingerprint.of(bytes)
  }
}

/// SHA-256 as 64 hex digits: the name of blobs, revisions, requests and records.
package enum Fingerprint {
  /// What stands before the first record.
  package static let zero = String(repeating: "0", count: 64)

  package static func of(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

  /// Over the hex digits of the hash before, then the bytes.
  package static func of(_ previous: String, _ bytes: [UInt8]) -> String {
    var hash = SHA256()
    var previous = previous
    previous.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hex(hash.finalize())
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      var count = 0
      for byte in digest where count + 1 < buffer.count {
        buffer[count] = digit(byte >> 4)
        buffer[count + 1] = digit(byte & 0x0F)
        count += 2
      }
      return count
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
  }
}

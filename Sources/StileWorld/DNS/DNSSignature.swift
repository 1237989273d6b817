import Crypto

/// Signs requests and checks the signatures of their answers with a shared key (TSIG, RFC 8945), by
/// hmac-sha256. There is no other algorithm: every server of the last fifteen years has this one.
struct DNSSignature {
  let key: DNSName
  private let secret: SymmetricKey

  init(key: DNSName, secret: [UInt8]) {
    self.key = key
    self.secret = SymmetricKey(data: secret)
  }

  private static let algorithm = DNSName("hmac-sha256") ?? .root
  /// Seconds by which the clocks of both sides may differ.
  private static let fudge: UInt16 = 300

  /// The bytes of the request with its signature, and the signature, which that of the answer
  /// covers.
  func sign(_ message: DNSMessage, at seconds: UInt64) -> (bytes: [UInt8], mac: [UInt8]) {
    let variables = Variables(
      key: key, algorithm: DNSSignature.algorithm, seconds: seconds, fudge: DNSSignature.fudge,
      error: 0, other: [])
    let mac = code(message.encoded + variables.encoded)
    var writer = DNSWriter()
    writer.writeUncompressed(DNSSignature.algorithm)
    writer.write(UInt16(truncatingIfNeeded: seconds >> 32))
    writer.write(UInt32(truncatingIfNeeded: seconds))
    writer.write(DNSSignature.fudge)
    writer.write(UInt16(truncatingIfNeeded: mac.count))
    writer.write(mac)
    writer.write(message.id)
    writer.write(UInt16(0))
    writer.write(UInt16(0))
    var signed = message
    signed.additionals.append(
      DNSMessage.Record(
        owner: key, type: .tsig, recordClass: .any, ttl: 0, data: writer.bytes))
    return (signed.encoded, mac)
  }

  /// What is wrong with the signature of an answer; nil where it is right.
  func problem(with bytes: [UInt8], requestMAC: [UInt8], at seconds: UInt64) -> String? {
    guard let answer = try? DNSMessage(decoding: bytes), let record = answer.additionals.last,
      record.type == .tsig, let start = DNSSignature.lastRecord(of: bytes)
    else { return "the answer is not signed" }
    guard let signature = try? Parts(record) else { return "the answer's signature is broken" }
    if let problem = DNSSignature.errors[signature.variables.error] { return problem }
    guard record.owner == key, signature.variables.algorithm == DNSSignature.algorithm else {
      return "the answer is signed with another key"
    }
    // What was signed: the message as it was before the signature went to its end.
    var covered = Array(bytes[..<start])
    let additionals = answer.additionals.count - 1
    covered[0] = UInt8(truncatingIfNeeded: signature.originalID >> 8)
    covered[1] = UInt8(truncatingIfNeeded: signature.originalID)
    covered[10] = UInt8(truncatingIfNeeded: additionals >> 8)
    covered[11] = UInt8(truncatingIfNeeded: additionals)
    var writer = DNSWriter()
    writer.write(UInt16(truncatingIfNeeded: requestMAC.count))
    writer.write(requestMAC)
    let signed = writer.bytes + covered + signature.variables.encoded
    guard
      HMAC<SHA256>.isValidAuthenticationCode(signature.mac, authenticating: signed, using: secret)
    else { return "the answer's signature is wrong" }
    let signedAt = signature.variables.seconds
    let difference = signedAt > seconds ? signedAt - seconds : seconds - signedAt
    guard difference <= UInt64(signature.variables.fudge) else {
      return "the server's clock is \(difference) s off"
    }
    return nil
  }

  private static let errors: [UInt16: String] = [
    16: "the server does not accept the key: its secret is another one (BADSIG)",
    17: "the server does not know the key (BADKEY)",
    18: "the server's clock is more than 5 minutes off (BADTIME)",
  ]

  private func code(_ bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret))
  }

  /// Where the last record of a message begins.
  private static func lastRecord(of bytes: [UInt8]) -> Int? {
    var reader = DNSReader(bytes, at: 4)
    var start: Int?
    do throws(DNSMalformed) {
      let questions = try reader.readWord()
      var records = 0
      for _ in 0..<3 { records += Int(try reader.readWord()) }
      for _ in 0..<questions { _ = try reader.readQuestion() }
      for _ in 0..<records {
        start = reader.position
        _ = try reader.readRecord()
      }
    } catch {
      return nil
    }
    return start
  }

  /// The parts of a signature's record that are signed along with the message.
  private struct Variables {
    let key: DNSName
    let algorithm: DNSName
    let seconds: UInt64
    let fudge: UInt16
    let error: UInt16
    let other: [UInt8]

    var encoded: [UInt8] {
      var writer = DNSWriter()
      writer.writeUncompressed(key)
      writer.write(DNSClass.any.rawValue)
      writer.write(UInt32(0))
      writer.writeUncompressed(algorithm)
      writer.write(UInt16(truncatingIfNeeded: seconds >> 32))
      writer.write(UInt32(truncatingIfNeeded: seconds))
      writer.write(fudge)
      writer.write(error)
      writer.write(UInt16(truncatingIfNeeded: other.count))
      writer.write(other)
      return writer.bytes
    }
  }
}

extension DNSSignature {
  /// The record of a signature, taken apart.
  private struct Parts {
    let variables: Variables
    let mac: [UInt8]
    let originalID: UInt16

    init(_ record: DNSMessage.Record) throws(DNSMalformed) {
      var reader = DNSReader(record.data)
      let algorithm = try reader.readName()
      let seconds = UInt64(try reader.readWord()) << 32 | UInt64(try reader.readLong())
      let fudge = try reader.readWord()
      mac = try reader.readBytes(Int(try reader.readWord()))
      originalID = try reader.readWord()
      let error = try reader.readWord()
      let other = try reader.readBytes(Int(try reader.readWord()))
      variables = Variables(
        key: record.owner, algorithm: algorithm, seconds: seconds, fudge: fudge, error: error,
        other: other)
    }
  }
}

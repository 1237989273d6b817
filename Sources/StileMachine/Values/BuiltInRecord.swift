import StileCheck

/// The records that every program has, as the heap numbers them, with the order of their fields.
enum BuiltInRecord {
  static let host = RecordNumber(truncatingIfNeeded: RecordID.host.index)
  static let zone = RecordNumber(truncatingIfNeeded: RecordID.zone.index)
  static let channel = RecordNumber(truncatingIfNeeded: RecordID.channel.index)
  static let output = RecordNumber(truncatingIfNeeded: RecordID.output.index)
  static let failure = RecordNumber(truncatingIfNeeded: RecordID.failure.index)

  enum HostField {
    static let name = 0
    static let address = 1
    static let port = 2
    static let user = 3
    static let identity = 4
    static let hostKey = 5
    static let legacy = 6
    static let count = 7
  }

  /// `cut` stands behind the declared fields: code can't name it.
  enum OutputField {
    static let status = 0
    static let stdout = 1
    static let stderr = 2
    static let cut = 3
    static let count = 4
  }
}

extension Explanations {
  /// One line a page; a test compares them with the folder.
  static let pages: [String: [UInt8]] = [
    "unknown-name": PackageResources.unknown_name_md
  ]
}

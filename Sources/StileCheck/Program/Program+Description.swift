extension Program {
  /// A type as people write it.
  package func describe(_ type: Type) -> String {
    TypeTables(records: records, enums: enums).describe(type)
  }
}

/// Hands out the texts of files and standard modules; the checker opens no file itself.
package protocol SourceProvider {
  /// The bytes of a file, by its path from the folder of the entry file; nil when there is none.
  func file(_ path: String) -> [UInt8]?
  /// The text of a standard module, by name; nil when there is none.
  func standardModule(_ name: String) -> [UInt8]?
  /// The names of all standard modules, for suggestions.
  var standardModuleNames: [String] { get }
}

import StileCheck
import StileJournal

/// The texts that a run was started from, as its journal keeps them: standard modules included.
struct PinnedSources: SourceProvider {
  let revision: RevisionAdded

  func file(_ name: String) -> [UInt8]? {
    revision.files.first { !$0.isStandard && $0.name == name }?.bytes
  }

  func standardModule(_ name: String) -> [UInt8]? {
    revision.files.first { $0.isStandard && $0.name == name }?.bytes
  }

  var standardModuleNames: [String] { revision.files.filter(\.isStandard).map(\.name) }

  /// The names of the pinned files whose text on disk is another one now, or gone.
  func changed(in files: FileSources) -> [String] {
    revision.files.filter { !$0.isStandard && files.file($0.name) != $0.bytes }.map(\.name)
  }
}

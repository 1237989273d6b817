import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileSyntax

/// A runbook that is ready to run: checked, compiled, given its arguments.
struct Prepared {
  let program: Program
  let sources: SourceMap
  let code: Code
  /// The runbook's place in the program.
  let index: Int
  /// By `Global.name`; the params that were given.
  let arguments: [DatumField]

  var runbook: Runbook { program.runbooks[index] }

  /// A machine of its own for each run; evaluates the params and top-level lets. `number` tells it
  /// from the others of a run.
  func machine(number: Int = 0) throws(Problem) -> Machine {
    let given = Dictionary(arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    do throws(Failure) {
      return try Machine(code: code, arguments: given, number: number)
    } catch {
      throw Problem(error.message)
    }
  }

  /// Ready to be compared, with a machine of its own.
  func compared() throws(Problem) -> ComparedText {
    ComparedText(
      shape: RunbookShape(of: program, runbook: index), machine: try machine(), runbook: index)
  }

  /// The hosts that preflight says hello to.
  func hosts(_ machine: Machine) -> [HostValue] {
    runbook.hosts.flatMap { id -> [HostValue] in
      switch machine.value(of: program.globals[id.index].name) {
      case .list(let hosts)?: hosts.compactMap(HostValue.init)
      case let host?: HostValue(host).map { [$0] } ?? []
      case nil: []
      }
    }
  }

  /// The texts as the journal keeps them, with their fingerprint.
  func revision(entry: String, person: Person) -> RevisionAdded {
    var files: [RevisionAdded.File] = []
    var bytes: [UInt8] = []
    for (module, text) in zip(program.modules, sources.texts) {
      files.append(
        RevisionAdded.File(name: module.name, isStandard: module.isStandard, bytes: text.bytes))
      bytes += Array("\(module.name)\0\(text.bytes.count)\0".utf8) + text.bytes
    }
    let items = RunbookShape(of: program, runbook: index).items
    return RevisionAdded(
      hash: Fingerprint.of(bytes), entry: entry, files: files, arguments: arguments, person: person,
      walls: items.filter(\.isPointOfNoReturn).map(\.family))
  }
}

import ArgumentParser

struct GitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git",
    abstract: "Let git know runbooks.",
    subcommands: [GitSetupCommand.self])
}

struct GitSetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Set this repository up: diffs that name steps, and style checked before a commit.")

  func run() throws {
    for line in try GitSetup(repository: GitRepository()).run() {
      TextOutput.standard.write(line + "\n")
    }
  }
}

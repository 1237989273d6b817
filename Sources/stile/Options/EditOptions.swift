import ArgumentParser

/// What is to become of files that were edited since the run began.
struct EditOptions: ParsableArguments {
  @Flag(help: "Go by the edited text; ask only what has to be decided for that.")
  var adopt = false
  @Flag(help: "Go by the text that the run has, whatever the files say.")
  var pinned = false

  var wish: EditWish { adopt ? .adopt : pinned ? .pinned : .ask }

  func validate() throws {
    guard adopt, pinned else { return }
    throw ValidationError("`--adopt` and `--pinned` are about the same text")
  }
}

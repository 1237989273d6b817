import ArgumentParser

/// A reason why a command can't do what it was asked for; nothing was touched.
struct Problem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

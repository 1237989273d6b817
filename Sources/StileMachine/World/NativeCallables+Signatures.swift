import StileCheck

extension NativeCallables {
  /// Starts the clock of an observation: a request of its own kind, because the engine answers it.
  static let window = "dns_window"

  /// The parameters of a callable, in order; none for a name that is not one.
  static func parameterNames(of name: String) -> [String] {
    guard let callable = all.first(where: { $0.name == name }) else { return [] }
    return parameterNames(in: callable.signature)
  }

  /// The names before the colons of `(name: Type, other: Map[String, Type] = …) -> Result`.
  static func parameterNames(in signature: String) -> [String] {
    var names: [String] = []
    var word = ""
    var depth = 0
    var isName = true
    for character in signature {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return names }
      case "," where depth == 1:
        isName = true
        word = ""
      case ":" where depth == 1 && isName:
        names.append(word)
        isName = false
      case " ": break
      default: if isName, depth == 1 { word.append(character) }
      }
    }
    return names
  }
}

/// An item that an edit gave another key keeps all that is remembered of it.
extension RunView {
  package mutating func rename(_ renaming: Renaming) {
    guard let index = itemIndices.removeValue(forKey: renaming.from) else { return }
    itemIndices[renaming.to] = index
    items[index].rename(renaming)
    for (name, effect) in effects where EffectView.key(of: name) == renaming.from {
      effects[name] = nil
      effects[renaming.applied(to: name)] = effect.renamed(by: renaming)
    }
    openActs = openActs.map(renaming.applied)
    let moved = armIndices.removeValue(forKey: renaming.from) ?? []
    armIndices[renaming.to, default: []] += moved
    for index in moved {
      arms[index].armed.item.key = renaming.to
      arms[index].armed.name = renaming.applied(to: arms[index].armed.name)
    }
    armNames = Set(armNames.map(renaming.applied))
    for (name, wait) in waits where EffectView.key(of: name) == renaming.from {
      waits[name] = nil
      waits[renaming.applied(to: name)] = wait
    }
  }
}

extension Renaming {
  /// The name of an effect or an arm under the new key; of another item's it stays.
  func applied(to name: String) -> String {
    guard EffectView.key(of: name) == from else { return name }
    return to + name.dropFirst(from.count)
  }
}

extension EffectView {
  fileprivate func renamed(by renaming: Renaming) -> EffectView {
    switch self {
    case .act(var act):
      act.intended.name = renaming.applied(to: act.intended.name)
      act.ended?.name = renaming.applied(to: act.intended.name)
      return .act(act)
    case .probe(var probe):
      probe.name = renaming.applied(to: probe.name)
      return .probe(probe)
    }
  }
}

extension ItemView {
  fileprivate mutating func rename(_ renaming: Renaming) {
    started.item.key = renaming.to
    started.family = renaming.family
    ended?.item.key = renaming.to
    rejected = Set(rejected.map(renaming.applied))
    acts = acts.map(renaming.applied)
    trail = trail.map { (renaming.applied(to: $0.name), $0.isAsked) }
  }
}

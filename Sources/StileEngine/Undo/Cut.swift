import StileCheck
package import StileJournal
import StileMachine

/// A part of a run that is taken back and forgotten, so that the run can go forward again.
///
/// It is found by walking the flow with what is remembered, so it knows branches: what stands
/// beside the step in a fork is neither before nor behind it.
package struct Cut {
  /// The items that go, in the order of the flow.
  package let keys: [String]
  /// Items that were done in branches beside the step, and stay.
  package let beside: [String]
  /// Done items that stay and read the value of a step that goes.
  package let readers: [String]

  /// All that comes behind a step in the flow goes; the step stays. The probing lets before it that
  /// something behind it reads are asked again.
  package static func behind(
    _ key: String, of view: RunView, _ text: ComparedText
  ) throws(CutProblem) -> Cut {
    let walk = FlowWalk(text, of: view)
    guard let place = walk.place(of: key), view.isOver(key) else {
      throw CutProblem(key, walk.sightings.map(\.reached.key).filter { view.isOver($0) })
    }
    let target = walk.sightings[place]
    let later = walk.sightings[(place + 1)...].filter { view.isBegun($0.reached.key) }
    let beside = (walk.sightings[..<place] + later).filter { $0.isBeside(target) }
    let gone = later.filter { !$0.isBeside(target) }
    let reads = Set(gone.flatMap(\.reads.keys))
    let asked = walk.sightings[..<place].filter {
      $0.reached.kind == .probe && view.isBegun($0.reached.key)
        && $0.shape.binding.map { reads.contains($0) } ?? false
    }
    // What the text no longer has can't be met again; it goes when it began behind the step.
    let met = Set(walk.sightings.map(\.reached.key))
    let orphans = view.items(startedAfter: key).filter { !met.contains($0) && view.isBegun($0) }
    return Cut(
      keys: asked.map(\.reached.key) + gone.map(\.reached.key) + orphans,
      beside: beside.map(\.reached.key).filter { view.isBegun($0) }, readers: [])
  }

  /// One step goes, out of the middle.
  package static func only(
    _ key: String, of view: RunView, _ text: ComparedText
  ) throws(CutProblem) -> Cut {
    let walk = FlowWalk(text, of: view)
    guard let place = walk.place(of: key), view.isBegun(key) else {
      throw CutProblem(key, walk.sightings.map(\.reached.key).filter { view.isBegun($0) })
    }
    let name = walk.sightings[place].shape.binding
    let readers = walk.sightings[(place + 1)...].filter { later in
      name.map { later.reads[$0] != nil } ?? false && view.isOver(later.reached.key)
    }
    return Cut(keys: [key], beside: [], readers: readers.map(\.reached.key))
  }
}

/// A run has no such step to be taken back to.
package struct CutProblem: Error {
  package let message: String

  init(_ key: String, _ known: [String]) {
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    message =
      known.isEmpty
      ? "nothing of this run was done" : "this run has done no `\(key)`; it has done \(list)"
  }
}

extension FlowWalk {
  fileprivate func place(of key: String) -> Int? {
    sightings.firstIndex { $0.reached.key == key }
  }
}

extension RunView {
  /// It was begun and not taken back since.
  fileprivate func isBegun(_ key: String) -> Bool { item(key).map { !$0.isForgotten } ?? false }

  /// The run could go on behind it.
  fileprivate func isOver(_ key: String) -> Bool { value(ofDone: key) != nil }

  fileprivate func items(startedAfter key: String) -> [String] {
    items.map(\.started.item.key).drop { $0 != key }.dropFirst().map { $0 }
  }
}

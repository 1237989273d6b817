package import StileCheck
package import StileJournal
import StileMachine

/// An undo that is owed, and that an edited text has otherwise.
package struct UndoEdit {
  /// The number of the record that armed it.
  package let undo: Int64
  package let key: String
  /// The hash of the text that armed it.
  package let revision: String
  package let armed: UndoShape
  package let edited: UndoShape
  /// Why the edited block can't run with the values that were kept; nil where it can.
  package let problem: String?
}

extension UndoEdit {
  /// What the journal says where somebody takes the edited block.
  package var rearming: Rearming {
    Rearming(undo: undo, declaration: edited.declaration, ordinal: Int64(edited.ordinal))
  }

  /// The undos that are owed and would do something else by an edited text; the last armed first.
  package static func all(
    _ view: RunView, texts: [String: ComparedText], edited: ComparedText
  ) -> [UndoEdit] {
    view.arms.reversed().compactMap { arm in
      guard !arm.isSettled, !arm.isUnderWay,
        case .block(let reference, let captures, let seat) = arm.armed.arm.kind,
        let armed = texts[arm.armed.revision]?.shape.undo(reference),
        let block = edited.shape.undos.first(where: { $0.place == armed.place }),
        armed.undoes != block.undoes
      else { return nil }
      var problem: String?
      do throws(Failure) {
        let reference = UndoReference(declaration: block.declaration, ordinal: block.ordinal)
        _ = try edited.machine.begin(undo: reference, captures: captures, seat: seat)
      } catch {
        problem = error.message
      }
      return UndoEdit(
        undo: arm.sequence, key: arm.armed.item.key, revision: arm.armed.revision, armed: armed,
        edited: block, problem: problem)
    }
  }
}

extension ArmView {
  /// A try of it was begun and has no end: it goes on with what it has done.
  fileprivate var isUnderWay: Bool { pass > 0 && ended?.pass != pass }
}

extension RunbookShape {
  fileprivate func undo(_ reference: UndoReference) -> UndoShape? {
    undos.first {
      $0.declaration == reference.declaration && $0.ordinal == reference.ordinal
    }
  }
}

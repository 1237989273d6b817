import StileCheck
import StileSyntax

extension FunctionCompiler {
  /// An undo block is code of its own: it is begun by its name when the run walks back.
  mutating func compile(_ block: UndoBlock) {
    let reference = UndoReference(declaration: place.name, ordinal: block.ordinal)
    var compiler = FunctionCompiler(
      assembler, block.body, DeclarationPlace(name: place.name, isFlow: false))
    compiler.compileBody()
    let function = assembler.finish(compiler, name: "\(place.name).undo\(block.ordinal)")
    assembler.code.undos[reference] = UndoCode(
      function: function, captures: Array(block.body.locals.prefix(block.captures.count)),
      needsSeat: block.body.needsSeat)
    let captures = zip(block.body.locals, block.captures).map { local, captured in
      (name: local.name, register: register(of: captured))
    }
    emitArm(.block(reference, captures: captures, seat: hasSeat ? seat : nil))
  }

  mutating func emitArm(_ kind: ArmCode.Kind) {
    let code = ArmCode(kind: kind, isOfItem: place.isFlow && item != nil)
    emit(.arm(Assembler.number(&assembler.code.arms, code)))
  }
}

import StileMachine
import StileSyntax

extension WaitChange.Kind {
  /// What `--by` says; without it the wait ends.
  init(longerBy text: String?) throws(Problem) {
    guard let text else {
      self = .ended
      return
    }
    guard let time = Quantity.duration(text), time > 0 else {
      throw Problem("`\(text)` is no duration; write `30m` or `1h30m`")
    }
    self = .extended(by: time)
  }
}

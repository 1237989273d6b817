import Glibc
import StileMachine
import StileWorld
import Testing

@Suite struct EventLoopTests {
  @Test func `a deadline that is past returns at once, with nothing`() throws {
    let loop = try EventLoop()
    #expect(loop.run(before: .now).isEmpty)
  }

  @Test func `timers run in the order of their instants`() throws {
    let loop = try EventLoop()
    let now = Moment.now
    for offset: Int64 in [3, 1, 2] {
      loop.schedule(at: now.boot + offset) { loop.complete(EffectName("\(offset)"), .done) }
    }
    #expect(names(loop, 3) == ["1", "2", "3"])
  }

  @Test func `a timer that was cancelled does not run`() throws {
    let loop = try EventLoop()
    let now = Moment.now
    let first = loop.schedule(at: now.boot) { loop.complete(EffectName("first"), .done) }
    loop.schedule(at: now.boot + 1) { loop.complete(EffectName("second"), .done) }
    loop.cancel(first)
    #expect(names(loop, 1) == ["second"])
  }

  @Test func `another thread wakes up a loop that waits for ever`() throws {
    let loop = try EventLoop()
    // Not a task: the threads of the pool may all be waiting in tests like this one.
    var thread = pthread_t()
    let mailbox = Unmanaged.passRetained(loop.mailbox)
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let mailbox = Unmanaged<Mailbox>.fromOpaque(argument).takeRetainedValue()
        mailbox.post(Completion(EffectName("posted"), .done, at: .now))
        return nil
      }, mailbox.toOpaque())
    #expect(names(loop, 1) == ["posted"])
    pthread_join(thread, nil)
  }

  @Test func `a descriptor that is no longer watched is not reported`() throws {
    let loop = try EventLoop()
    let pipe = try Pipe()
    let other = try Pipe()
    // Both are ready in the same wait; the handler of either forgets both.
    for end in [pipe.reading.number, other.reading.number] {
      try loop.watch(end, for: .readable) {
        [read = pipe.reading.number, more = other.reading.number] _ in
        loop.complete(EffectName("ready"), .done)
        loop.unwatch(read)
        loop.unwatch(more)
      }
    }
    _ = pipe.writing.write([1])
    _ = other.writing.write([1])
    #expect(names(loop, 1) == ["ready"])
    #expect(loop.run(before: .now).isEmpty)
  }

  private func names(_ loop: EventLoop, _ count: Int) -> [String] {
    var names: [String] = []
    let limit = Moment.now.advanced(by: 10_000_000_000)
    while names.count < count, Moment.now.boot < limit.boot {
      names += loop.run(before: limit).map(\.name.description)
    }
    return names
  }
}

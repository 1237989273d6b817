import StileJournal
import StileMachine
import Testing

@Suite struct ChainTests {
  @Test func `records are numbered from 1, and each names the hash of the one before`() {
    var chain = Sample.chain()
    let records = chain.append([Sample.opened(), Sample.revised(), Sample.done(1)]).map(\.record)
    #expect(records.map(\.sequence) == [1, 2, 3])
    #expect(records[0].previousHash == String(repeating: "0", count: 64))
    #expect(records[1].previousHash == records[0].hash)
    #expect(records[2].previousHash == records[1].hash)
  }

  @Test func `a hash is the SHA-256 of the hash before and the line`() {
    var chain = Sample.chain()
    let sealed = chain.append(Sample.done(1), at: Sample.moment)
    // printf '%064d%s' 0 "$line" | sha256sum
    #expect(
      sealed.record.hash
        == Fingerprint.of(Array(Fingerprint.zero.utf8) + sealed.payload))
    #expect(
      Fingerprint.of(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `everything in a record changes its hash`() {
    let hash = { (run: String, epoch: Int64, boot: String, body: RecordBody, moment: Moment) in
      var chain = Chain(run: run, epoch: epoch, bootID: boot)
      return chain.append(body, at: moment).record.hash
    }
    let moment = Sample.moment
    let hashes: Set<String> = [
      hash("a", 1, "b", Sample.done(1), moment), hash("x", 1, "b", Sample.done(1), moment),
      hash("a", 2, "b", Sample.done(1), moment), hash("a", 1, "x", Sample.done(1), moment),
      hash("a", 1, "b", Sample.done(2), moment),
      hash("a", 1, "b", Sample.done(1), Moment(utc: moment.utc + 1, boot: moment.boot)),
      hash("a", 1, "b", Sample.done(1), Moment(utc: moment.utc, boot: moment.boot + 1)),
    ]
    #expect(hashes.count == 7)
  }

  @Test func `the attempt id is known before the commit and sorts by number`() {
    var chain = Sample.chain()
    let records = (1...12).map { chain.append(Sample.done($0), at: Sample.moment).record }
    #expect(records[11].attempt == "00000012-" + records[11].hash.prefix(8))
    #expect(records.map(\.attempt) == records.map(\.attempt).sorted())
  }

  @Test func `a chain goes on behind the newest record, in its own epoch and boot`() {
    var chain = Sample.chain()
    let head = chain.append(Sample.opened(), at: Sample.moment).record
    var next = Chain(continuing: head, epoch: 2, bootID: "boot-2")
    let record = next.append(Sample.done(1), at: Sample.moment).record
    #expect(record.sequence == 2 && record.previousHash == head.hash && record.run == head.run)
    #expect(record.epoch == 2 && record.bootID == "boot-2")
  }
}

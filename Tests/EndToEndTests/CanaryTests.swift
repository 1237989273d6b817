import Foundation
import Glibc
import Testing

/// A secret goes out by every way that there is, all who get it say it aloud, and nothing keeps it.
@Suite(
  .enabled(
    if: Machine.has("python3", "sudo") && getuid() == 0,
    "no stile to test, no python3, no sudo, or nobody who may become another user"))
struct CanaryTests {
  /// It is base64 too, as the key of a zone has to be.
  private static let canary = "cAn4ry/word+1234"

  private static let plan = ##"""
    stile 1
    use dns
    use irc
    use mail
    use webhook

    param user: User
    param hooks: Url
    param letters: String
    param talks: String
    param names: String

    secret canary from env "CANARY"
    secret printed from command `printenv CANARY`
    let hook = webhook.to(hooks, token: "Bearer #{canary}")
    let hidden = webhook.to_secret("#{hooks}#{canary}", name: "the hidden hook")
    let letter = mail.to(
      "a@example.org",
      from: "b@example.org",
      server: letters,
      security: .plain,
      user: "ops",
      password: canary,
    )
    let talk = irc.to("#ops", server: talks, nick: "stile", password: canary, tls: false)
    let door = irc.to(
      "#ops",
      server: talks,
      nick: "stile",
      password: canary,
      login: .server,
      tls: false,
    )
    let zone = Zone(name: "example.org", primary: names, key: "runbooks", secret: canary)

    runbook canary "Show it" on local {
      step variable "In the environment" {
        no undo "nothing stays"
        try {
          let all = run `
            printf '%s\n' "$KEY" >&2
            printf '%s\n' "$KEY"
            printf %s "$KEY" | base64
            sleep 0.234
            exit 3
          ` env { KEY: canary }
        } catch failure { notify console failure.message }
      }
      step input "As input" {
        no undo "nothing stays"
        try {
          run `cat; sleep 0.234; false` stdin canary
        } catch failure { notify console failure.message }
      }
      step printed "Out of a command" {
        no undo "nothing stays"
        try {
          run `
            printf %s "$KEY" | od -An -tx1 | tr -d ' \n'
            sleep 0.234
            exit 3
          ` env { KEY: printed }
        } catch failure { notify console failure.message }
      }
      step other "As another user" {
        no undo "nothing stays"
        try {
          run `
            cat
            printf '%s\n' "$KEY"
            sleep 0.234
            exit 3
          ` as user stdin canary env { KEY: canary }
        } catch failure { notify console failure.message }
      }
      step zone "In the DNS" {
        try {
          dns.point(zone, "www.example.org", .CNAME, to: "new.example.org", ttl: 1m)
        } catch failure { notify console failure.message }
      }
      notify [hook, hidden, letter, talk, door] "It has moved."
    }
    """##

  @Test(.timeLimit(.minutes(5)))
  func `a secret that is sent every way and said aloud by all stands nowhere`() async throws {
    let stile = try Stile()
    let hooks = try await LabScript("hooks.py", ["400"])
    let (letters, talks, names) = (
      try await LabScript("parrot.py", ["mail"]), try await LabScript("parrot.py", ["chat"]),
      try await LabScript("parrot.py", ["names"])
    )
    let places = [
      "hooks=http://127.0.0.1:\(hooks.port)/", "letters=127.0.0.1:\(letters.port)",
      "talks=127.0.0.1:\(talks.port)", "names=127.0.0.1:\(names.port)", "user=nobody",
    ]
    let given = try WorkFolder.make("given").appending(path: "secret.sh")
    try WorkFolder.write("export CANARY='\(Self.canary)'\n", to: given)
    let lists = ArgumentLists()
    let run = try await stile.start(
      ["run", try stile.runbook(Self.plan), "--no-input"] + places.flatMap { ["--set", $0] },
      under: ["/bin/sh", "-c", ". \"$0\"; exec \"$@\"", given.path]
    ).ended()
    let seen = lists.all()
    #expect(run.status == 0, "\(run)")
    try expectSaid(run, by: hooks)
    #expect(seen.contains { $0.contains("sleep\u{0}0.234") }, "nobody looked while it ran")
    #expect(seen.filter { SecretForms.stand(in: Data($0.utf8), of: Self.canary) } == [])
    let name = try #require(stile.runNames().first)
    for words in [
      ["log"], ["log", "--json"], ["status"], ["status", "--json"], ["status", name],
    ] {
      // What it says lies in the folder that is looked through.
      #expect(try await stile.start(words).ended().status == 0)
    }
    try expectNothing(in: stile.home)
  }

  /// Each way was gone, and each answer was one that had the secret in it.
  private func expectSaid(_ run: Outcome, by hooks: LabScript) throws {
    let posts = try hooks.posts()
    #expect(posts.contains { $0.contains("Authorization: Bearer \(Self.canary)\n") })
    #expect(posts.contains { $0.hasPrefix("POST /\(Self.canary) ") })
    #expect(run.output.matches(of: /notice .* ended with status [13]/).count == 4, "\(run)")
    #expect(run.output.contains("the answer's signature is wrong"), "\(run)")
    #expect(run.output.contains("Login denied"), "\(run)")
    #expect(run.output.matches(of: /unsent .* withheld by stile/).count == 2, "\(run)")
  }

  private func expectNothing(in folder: URL) throws {
    let names = try #require(FileManager.default.enumerator(atPath: folder.path))
    var looked = 0
    for case let name as String in names {
      guard let bytes = try? Data(contentsOf: folder.appending(path: name)) else { continue }
      looked += 1
      #expect(!SecretForms.stand(in: bytes, of: Self.canary), "\(name)")
    }
    #expect(looked > 10, "\(looked) files are too few")
  }
}

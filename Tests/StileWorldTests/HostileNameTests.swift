import FoundationEssentials
import StileCheck
import StileMachine
import StileSyntax
import Testing

@testable import StileWorld

/// A name is refused before any process starts, or it is one word wherever it goes: never an
/// option, never a text for a shell, never another name.
///
/// `STILE_HOSTILE_NAMES` says how many names each type gets.
@Suite struct HostileNameTests {
  private static let count =
    ProcessInfo.processInfo.environment["STILE_HOSTILE_NAMES"].flatMap { Int($0) } ?? 1000

  /// A type of names, as texts of the language make it.
  enum Kind: String, CaseIterable {
    case host = "Host"
    case user = "User"
    case path = "Path"
    case domain = "DomainName"
    case url = "Url"

    var type: Type {
      switch self {
      case .host: .host
      case .user: .user
      case .path: .path
      case .domain: .domainName
      case .url: .url
      }
    }
  }

  private static func names(_ kind: Kind) -> [String] {
    var names = HostileNames(seed: UInt64(kind.rawValue.utf8.count))
    return (0..<count).map { _ in names.next() }
  }

  private static func machine(_ kind: Kind) throws -> (String) throws -> Machine {
    let code = try OneText(
      "param text: String\nlet value = \(kind.rawValue)(text)\nlet command = `printf #{value}`\n"
    ).code()
    return { try Machine(code: code, arguments: ["text": .string($0)]) }
  }

  @Test(arguments: Kind.allCases)
  func `a name from an output is refused, or one word that is the name`(_ kind: Kind) throws {
    let machine = try Self.machine(kind)
    var taken = 0
    for name in Self.names(kind) {
      do {
        let made = try machine(name)
        try expectOneWord(made, name, kind)
        taken += 1
      } catch let failure as Failure {
        #expect(failure.kind == .value, "\(name.debugDescription): \(failure)")
      }
    }
    #expect(taken > 0 && taken < Self.count, "\(taken) taken: the names prove little")
  }

  private func expectOneWord(_ machine: Machine, _ name: String, _ kind: Kind) throws {
    let comment = Comment(rawValue: "\(kind) \(name.debugDescription)")
    guard case .command(let command)? = machine.value(of: "command"),
      case .words(let words) = command.form, let value = machine.value(of: "value")
    else {
      Issue.record("no words: \(comment)")
      return
    }
    #expect(words.count == 2, comment)
    let word = try #require(words.last, comment)
    #expect(word.first != UInt8(ascii: "-") && !word.isEmpty && !word.contains(0), comment)
    let text = String(decoding: word, as: UTF8.self)
    switch kind {
    case .path:
      #expect(text == (name.utf8.first == UInt8(ascii: "-") ? "./\(name)" : name), comment)
    case .url: #expect(text.utf8.elementsEqual(name.utf8), comment)
    case .user:
      #expect(text.utf8.elementsEqual(name.utf8), comment)
      try expectUser(name, comment)
    case .domain: expectDomain(text, of: name, comment)
    case .host:
      let host = try #require(HostValue(value), comment)
      try expectHost(host, name, comment)
      #expect(text == host.name, comment)
    }
  }

  /// ASCII letters in lower case, without a final dot.
  private func expectDomain(_ domain: String, of name: some StringProtocol, _ comment: Comment) {
    #expect(domain.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_.*".utf8.contains($0) })
    let plain = name.lowercased()
    #expect(domain == (plain.hasSuffix(".") ? String(plain.dropLast()) : plain), comment)
  }

  /// The shell of a lane gets the user as one quoted word, once.
  private func expectUser(_ user: String, _ comment: Comment) throws {
    let request = CommandRequest(
      execution: .run, host: .local,
      command: CommandText(form: .words([Array("true".utf8)]), rendering: "true"), user: user)
    let launch = try Launch(request, isProbe: false, pipeShell: "sh", vault: SecretVault([:]))
    let sent = String(
      decoding: try LaneRequest.launch(attempt: "1-a", launch).encoded(token: "t"), as: UTF8.self)
    #expect(!user.contains("'") && sent.hasPrefix("{ k=t u='\(user)' i=1-a "), comment)
  }

  /// ssh gets the name behind `--` and the user behind `-l`, and nothing else of them.
  private func expectHost(_ host: HostValue, _ name: String, _ comment: Comment) throws {
    #expect(!host.isLocal, comment)
    var rest = name[...]
    if let user = host.user {
      #expect(rest.hasPrefix("\(user)@"), comment)
      rest = rest.dropFirst(user.count + 1)
    }
    if let colon = rest.firstIndex(of: ":") {
      #expect(Int(rest[rest.index(after: colon)...]) == host.port, comment)
      rest = rest[..<colon]
    }
    expectDomain(host.name, of: rest, comment)
    try expectSSH(host, comment)
  }

  private func expectSSH(_ host: HostValue, _ comment: Comment) throws {
    let usual = HostValue(name: "old", address: host.address.map { _ in "192.0.2.1" })
    var expected = try ssh(usual).dropLast(3)
    do {
      let given = try ssh(host)
      if host.port != 22 { expected += ["-p", "\(host.port)"] }
      if let user = host.user { expected += ["-l", user] }
      let address = host.address ?? host.name
      #expect(given == expected + ["--", address, "exec /bin/sh"], comment)
      for word in [address, host.user].compactMap({ $0 }) {
        #expect(word.utf8.first != UInt8(ascii: "-") && !word.isEmpty, comment)
        #expect(!word.utf8.contains { "\0\n\r\t '`\"$\\;&<>|(){}".utf8.contains($0) }, comment)
      }
    } catch let failure as Failure {
      #expect(failure.kind == .value, comment)
    }
  }

  private func ssh(_ host: HostValue) throws -> [String] {
    try SSHCommand(host: host, socket: "/s/1", isMaster: true, knownHosts: nil).arguments()
  }

  /// Whatever lets a name through to it: the line of ssh stands on its own feet.
  @Test func `no name makes another command line of ssh`() throws {
    for name in Self.names(.host) {
      let comment = Comment(rawValue: name.debugDescription)
      try expectSSH(HostValue(name: "old", address: name), comment)
      try expectSSH(HostValue(name: "old", user: name), comment)
    }
  }

  @Test func `an address is refused, or what ssh gets`() throws {
    let code = try OneText(
      "param text: String\nlet value = Host(name: \"old\", address: text)\n"
    ).code()
    for name in Self.names(.host) {
      guard let machine = try? Machine(code: code, arguments: ["text": .string(name)]),
        let host = machine.value(of: "value").flatMap({ HostValue($0) })
      else { continue }
      let comment = Comment(rawValue: name.debugDescription)
      #expect(host.address == name, comment)
      #expect(throws: Never.self, comment) { try ssh(host) }
      try expectSSH(host, comment)
    }
  }

  @Test(arguments: Kind.allCases)
  func `literals, params and outputs agree on what a name is`(_ kind: Kind) throws {
    let machine = try Self.machine(kind)
    let program = try OneText("let nothing = 1\n").program()
    for name in Self.names(kind) {
      let isMade = (try? machine(name)) != nil
      let comment = Comment(rawValue: "\(kind) \(name.debugDescription)")
      let literal = OneText("let name: \(kind.rawValue) = \(Self.literal(name))\n")
      #expect(((try? literal.program()) != nil) == isMade, comment)
      // As a param's value this is not a text, but this machine.
      if kind == .host, name == "local" { continue }
      let argument = Checker.argument(text: name, for: kind.type, in: program)
      #expect(((try? argument.get()) != nil) == isMade, comment)
    }
  }

  private static func literal(_ text: String) -> String {
    let letters = text.unicodeScalars.map { letter in
      letter.properties.isAlphabetic && letter.isASCII
        ? String(letter) : "\\u{\(String(letter.value, radix: 16))}"
    }
    return "\"\(letters.joined())\""
  }

  @Test(arguments: Kind.allCases)
  func `what is legal and odd comes out of a real command as it was`(_ kind: Kind) throws {
    let code = try OneText(
      "param text: String\nlet value = \(kind.rawValue)(text)\n"
        + "let command = `printf '%s.' #{value}`\n"
    ).code()
    var left = 24
    for name in Self.names(kind) where left > 0 {
      guard let machine = try? Machine(code: code, arguments: ["text": .string(name)]),
        case .command(let command)? = machine.value(of: "command"),
        case .words(let words) = command.form, let word = words.last
      else { continue }
      left -= 1
      let output = try LocalCommand.output(of: command, environment: LaneRig.environment)
      #expect(output == word + [UInt8(ascii: ".")], "\(kind) \(name.debugDescription)")
    }
  }
}

import StileMachine
import Testing

@testable import StileWorld

@Suite struct SecretScanTests {
  private let vault = SecretVault(["main.password": Array("pa\"ss/wörd+1".utf8)])

  private func isWithheld(_ text: String) -> Bool {
    vault.withholding(
      CommandOutput(status: 0, stdout: Array(text.utf8), stderr: [], isCut: false)
    ).isCut
  }

  @Test(arguments: [
    "say pa\"ss/wörd+1 aloud",
    // printf '%s' … | xxd -p, then in capitals
    "70612273732f77c3b672642b31", "70612273732F77C3B672642B31",
    "pa%22ss%2Fw%C3%B6rd%2B1", "{\"password\": \"pa\\\"ss/wörd+1\"}",
    // printf '%s' … | base64, with nothing, `a` and `ab` before it
    "cGEic3Mvd8O2cmQrMQ==", "YXBhInNzL3fDtnJkKzE=", "YWJwYSJzcy93w7ZyZCsx",
  ])
  func `output that shows a secret goes no further, however it is written`(_ text: String) {
    #expect(isWithheld(text))
  }

  @Test func `what replaces it names the secret and shows nothing of it`() {
    let output = vault.withholding(
      CommandOutput(
        status: 3, stdout: [], stderr: Array("pa\"ss/wörd+1".utf8), isCut: false))
    #expect(output.status == 3)
    #expect(
      String(decoding: output.stdout, as: UTF8.self)
        == "withheld by stile: it shows the secret `main.password`\n")
    #expect(output.stderr == [])
  }

  @Test(arguments: ["", "pa\"ss/w", "nothing of it"])
  func `other output stays as it is`(_ text: String) { #expect(!isWithheld(text)) }

  @Test func `a secret of three letters is not looked for`() {
    let vault = SecretVault(["a": Array("the".utf8)])
    let output = CommandOutput(status: 0, stdout: Array("the".utf8), stderr: [], isCut: false)
    #expect(vault.withholding(output) == output)
  }
}

import TestSupport
import Testing

@testable import Workspaces

@Suite struct GivenOutputTests {
    @Test func `appending adds to a file, and makes a missing one`() throws {
        let folder = try TemporaryFolder()
        try GivenOutput.append(Array("a\n".utf8), toFileAt: folder / "s.md")
        try GivenOutput.append(Array("b\n".utf8), toFileAt: folder / "s.md")
        #expect(try folder.text("s.md") == "a\nb\n")
        #expect(throws: SystemError.self) { try GivenOutput.append([1], toFileAt: folder / "no/s.md") }
    }
}

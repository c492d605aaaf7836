import Foundation
import TestSupport
import Testing

/// Golden files: every rule has a workspace with that one fault, and what `portico lint` says of it.
///
/// `InvalidFixturesTests` holds the folders against the list of rules.
@Suite struct GoldenInvalidWorkspaceTests {
    /// The rules whose fault git cannot hold: pipes, links that leave, bytes that are no text, large files.
    private static let made: [(rule: String, files: [HostileFile], expected: String)] = [
        (
            "file.unreadable", [.init("portals/acme.yaml", .pipe)],
            "portals/acme.yaml: error: it is a named pipe; a plain file is needed [file.unreadable]\n"
        ),
        (
            "file.too-large", [.init("portals/acme.yaml", .large(byteCount: 300 << 10))],
            "portals/acme.yaml: error: it has 300 KB; at most 256 KB are allowed [file.too-large]\n"
        ),
        (
            "file.not-utf8",
            [.init("portals/acme.yaml", .bytes(Array("name: Caf".utf8) + [0xE9] + Array("\nslug: x\n".utf8)))],
            """
            portals/acme.yaml:1:10: error: the byte 0xE9 is not valid UTF-8; save the file as UTF-8 [file.not-utf8]
             1 | name: Caf\u{FFFD}
               |          ^

            """
        ),
        (
            "file.outside", [.init("portals/acme.yaml", .link(to: "../../acme.yaml"))],
            "portals/acme.yaml: error: it leads out of the workspace; copy the file into it [file.outside]\n"
        ),
    ]

    private static let folder = Repository.path("Tests/Fixtures/workspaces/invalid")

    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: folder).sorted())
    func `lint says what is wrong and what would be right`(rule: String) throws {
        let workspace = "\(Self.folder)/\(rule)"
        let run = try MeasuredRun(["lint", "--workspace", workspace], in: "/")
        try check(run, rule: rule)
        try RecordedOutput.check(run.output, "workspaces/invalid/\(rule)/expected.txt")
    }

    @Test(arguments: made.indices)
    func `lint says what is wrong with what is no text file`(index: Int) throws {
        let (rule, files, expected) = Self.made[index]
        let folder = try TemporaryFolder()
        try folder.write("", to: "portico.yaml")
        for file in files { try file.make(in: folder) }
        let run = try MeasuredRun(["lint", "--workspace", folder.path], in: "/")
        try check(run, rule: rule)
        #expect(run.output == expected)
    }

    private func check(_ run: MeasuredRun, rule: String) throws {
        #expect(run.output.contains("[\(rule)]"))
        #expect(run.status == (run.output.contains(": error: ") ? 1 : 0))
    }
}

import Foundation
import TestSupport
import Testing

/// The promised surface: every help page and the tree of commands, as recorded (`make record` accepts new ones).
@Suite struct GoldenHelpTests {
    private static let folder = Repository.path("Tests/Fixtures/golden/help")

    @Test(arguments: [
        ("portico", ["--help"]), ("init", ["init", "--help"]), ("render", ["render", "--help"]),
        ("docs", ["docs", "--help"]), ("lint", ["lint", "--help"]), ("commands", ["--experimental-dump-help"]),
    ])
    func `help is as recorded`(name: String, arguments: [String]) throws {
        let run = try MeasuredRun(arguments, in: "/", environment: ["COLUMNS": "100"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let path = "\(Self.folder)/\(name).txt"
        let recorded = try? String(contentsOfFile: path, encoding: .utf8)
        guard run.output != recorded else { return }
        if ProcessInfo.processInfo.environment["PORTICO_RECORD"] == "1" {
            try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
            try run.output.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name).txt")
        } else {
            Issue.record("\(name).txt differs; run `make record`, and look at what changed")
        }
    }
}

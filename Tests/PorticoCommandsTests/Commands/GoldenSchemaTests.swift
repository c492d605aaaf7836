import Foundation
import TestSupport
import Testing

@Suite struct GoldenSchemaTests {
    private static let folder = Repository.path("Tests/Fixtures/golden/schema")

    @Test(arguments: ["portal", "workspace", "sample"])
    func `a schema is as recorded, whatever the format`(kind: String) throws {
        let run = try MeasuredRun(["schema", kind], in: "/")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try MeasuredRun(["schema", kind, "--format", "json"], in: "/").output == run.output)
        let path = "\(Self.folder)/\(kind).json"
        guard run.output != (try? String(contentsOfFile: path, encoding: .utf8)) else { return }
        if ProcessInfo.processInfo.environment["PORTICO_RECORD"] == "1" {
            try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
            try run.output.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("recorded \(kind).json")
        } else {
            Issue.record("\(kind).json differs; run `make record`, and look at what changed")
        }
    }

    @Test(arguments: [[], ["portals"], ["portal", "workspace"]])
    func `only a kind of file has a schema`(arguments: [String]) throws {
        let run = try MeasuredRun(["schema"] + arguments, in: "/")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }
}

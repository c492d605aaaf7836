import Foundation
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@Suite struct `Golden files of sites` {
    private static let isRecording = ProcessInfo.processInfo.environment["PORTICO_RECORD"] == "1"

    @Test(
        "are what a workspace is rendered to",
        arguments: [
            (workspace: "examples/storefronts", golden: "storefronts"),
            (workspace: "Tests/Fixtures/workspaces/hostile-name", golden: "hostile-name"),
        ]
    )
    func comparison(workspace: String, golden: String) throws {
        let golden = Repository.path("Tests/Fixtures/golden/\(golden)")
        let folder = try TemporaryFolder()
        let workspace = try OpenedWorkspace(
            at: Repository.path(workspace),
            environment: nil,
            usesOverrides: true
        )
        let output = try OutputFolder(path: folder / "site")
        // The manifest names the version; a release must not change the rest.
        _ = try SiteBuilder(version: "0.0.0-golden", build: "", moment: 0)
            .build(try SiteFrame(workspace), portals: .files(workspace.portals), only: nil, into: output)
        let made = try TestSite.contents(of: folder / "site")
        let recorded =
            FileManager.default.fileExists(atPath: golden) ? try TestSite.contents(of: golden) : [:]
        for name in Set(made.keys).union(recorded.keys).sorted() where made[name] != recorded[name] {
            if Self.isRecording {
                try Self.record(made[name], as: "\(golden)/\(name)")
                Issue.record("rewrote \(golden)/\(name)")
            } else {
                Issue.record("\(name): \(Self.difference(made: made[name], recorded: recorded[name]))")
            }
        }
    }

    private static func record(_ bytes: Data?, as path: String) throws {
        let url = URL(fileURLWithPath: path)
        guard let bytes else { return try FileManager.default.removeItem(at: url) }
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    /// Says where two files differ, in a few words; `make record` accepts the new one.
    private static func difference(made: Data?, recorded: Data?) -> String {
        guard let made else { return "is recorded, but no longer made" }
        guard let recorded else { return "is made, but not recorded" }
        let lines = [recorded, made].map { $0.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) }
        let count = max(lines[0].count, lines[1].count)
        let line = (0..<count).first { index in
            guard index < lines[0].count, index < lines[1].count else { return true }
            return lines[0][index] != lines[1][index]
        }
        guard let line else { return "differs" }
        let sides = lines.map { side in
            line < side.count ? String(String(decoding: side[line], as: UTF8.self).prefix(160)) : "(no such line)"
        }
        return "line \(line + 1) differs\n- \(sides[0])\n+ \(sides[1])"
    }
}

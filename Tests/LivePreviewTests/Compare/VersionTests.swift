import Foundation
import Portals
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

/// What the lock and git have of a portal.
@Suite struct VersionTests {
    private static func body(primary: String = "1d5fd1") -> ValueObject {
        ValueObject([
            ("name", .string("Acme billing")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-main")),
            ("features", .object(ValueObject([("paymentInstrumentDeactivate", .boolean(false))]))),
            (
                "customization",
                .object(ValueObject([("colors", .object(ValueObject([("primary", .string(primary))])))]))
            ),
        ])
    }

    // MARK: Published

    @Test func `what was published is compared with the file`() async throws {
        let desk = try CompareDesk()
        try desk.publish(Self.body())
        #expect(try await desk.page("published:acme", "portal:acme").contains("No difference"))
        try desk.publish(Self.body(primary: "aa0000"))
        let page = try await desk.page("published:acme", "portal:acme")
        #expect(page.contains("1 field, and by it 15 of 15 screens."))
        #expect(page.contains("#aa0000") && page.contains("#1d5fd1"))
    }

    @Test func `without more words the file is compared with what was published, else with what is committed`()
        async throws
    {
        let desk = try CompareDesk()
        func chosen() async throws -> [String] {
            let page = String(decoding: try #require(await desk.ask([:])).body, as: UTF8.self)
            return page.matches(of: /<option value="([^"]*)" selected>/).map { String($0.1) }
        }
        #expect(try await chosen() == ["portal:other", "portal", "portal:acme", "portal"])
        try desk.commit()
        #expect(try await chosen() == ["portal:acme", "committed", "portal:acme", "portal"])
        try desk.publish(Self.body())
        #expect(try await chosen() == ["portal:acme", "published", "portal:acme", "portal"])
    }

    @Test(
        arguments: [
            ("", "there is no portico.lock.json, which"), ("{", "portico.lock.json is no JSON;"),
            ("[]", "portico.lock.json is no lock:"), (#"{"version":2}"#, "a later version of Portico"),
            (#"{"version":1,"targets":{"https://x.example/organizations/b":{"logos":{"a":"b"}}}}"#, "has nothing of"),
        ]
    )
    func `a lock without the portal is not offered, and why is said`(lock: String, words: String) async throws {
        let desk = try CompareDesk()
        if !lock.isEmpty { try desk.folder.write(lock, to: LockFile.name) }
        let page = try await desk.page("portal:acme", "portal:acme")
        #expect(page.contains("‘Last published’ isn’t offered: "))
        #expect(page.contains(words))
        #expect(!page.contains("<option value=\"published\""))
        let asked = try await desk.page("published:acme", "portal:acme")
        #expect(asked.contains("There is no ‘Last published’: "))
        #expect(asked.contains(words) && !asked.contains("<iframe"))
    }

    @Test func `a lock that has other portals alone says so`() async throws {
        let desk = try CompareDesk()
        try desk.publish(Self.body(), as: "other")
        let page = try await desk.page("published:acme", "portal:acme")
        #expect(page.contains("portico.lock.json has no portal acme"))
        #expect(try await desk.page("published:other", "portal:acme").contains("What differs"))
    }

    @Test func `without a place to publish to nothing was published`() async throws {
        let desk = try CompareDesk(place: .unknown("nothing says where to publish"))
        try desk.publish(Self.body())
        #expect(try await desk.page("portal:acme", "portal:acme").contains("nothing says where to publish"))
    }

    // MARK: Committed

    @Test func `without a repository nothing is committed, and that is said`() async throws {
        let page = try await CompareDesk().page("portal:acme", "portal:acme")
        #expect(page.contains("‘Last commit’ isn’t offered: the workspace is in no git repository."))
    }

    @Test func `without git nothing is committed, and that is said`() async throws {
        let page = try await CompareDesk(variables: ["PATH": "/nowhere"]).page("committed:acme", "portal:acme")
        #expect(page.contains("There is no ‘Last commit’: git isn’t installed"))
    }

    @Test func `a file that is not committed yet is not offered, and that is said`() async throws {
        let desk = try CompareDesk()
        try desk.git("init", "-q")
        #expect(try await desk.page("portal:acme", "portal:acme").contains("portals/acme.yaml isn’t committed yet"))
        try desk.git("add", "portals/other.yaml")
        try desk.git("commit", "-q", "-m", "One")
        #expect(try await desk.page("portal:acme", "portal:acme").contains("portals/acme.yaml isn’t committed yet"))
        #expect(try await desk.page("committed:other", "portal:other").contains("No difference"))
    }

    @Test func `the committed logo is that of the commit`() async throws {
        let picture = """
            <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#143"/></svg>
            """
        let desk = try CompareDesk(
            CompareDesk.portal.replacing("x-portico:\n", with: "x-portico:\n  logo: logos/a.svg\n")
        )
        try desk.folder.write(picture, to: "logos/a.svg")
        try desk.commit()
        _ = desk.site.look()
        #expect(try await desk.page("committed:acme", "portal:acme").contains("No difference"))
        try desk.write(picture.replacing("#143", with: "#341"), to: "logos/a.svg")
        let page = try await desk.page("committed:acme", "portal:acme")
        #expect(page.contains("1 field, and by it 15 of 15 screens."))
        #expect(page.contains("x-portico.logo"))
    }

    @Test func `a repository can have nothing run, and nothing outside the workspace read`() async throws {
        let desk = try CompareDesk()
        try desk.commit()
        let sign = "\(desk.folder.path)/ran"
        for name in ["core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "diff.x.textconv"] {
            try desk.git("config", name, "touch \(sign)")
        }
        try desk.folder.write("* diff=x\n", to: ".gitattributes")
        let git = GitBlobs(folder: "\(desk.folder.path)/portals")
        let bytes = Array(try desk.folder.text("portals/acme.yaml").utf8)
        #expect(await git.committed("acme.yaml", limit: 1 << 20) == .content(bytes))
        for path in ["../portico.yaml", "./acme.yaml", "/etc/passwd", "a/../acme.yaml", "", "acme.yaml\u{0}"] {
            guard case .none = await git.committed(path, limit: 1 << 20) else {
                Issue.record("\(path) was read")
                continue
            }
        }
        #expect(!FileManager.default.fileExists(atPath: sign))
    }

    @Test func `what is committed may be neither too large nor too slow`() async throws {
        let desk = try CompareDesk()
        try desk.folder.write(String(repeating: "x", count: 400_000), to: "large")
        try desk.commit()
        let git = GitBlobs(folder: desk.folder.path)
        #expect(await git.committed("large", limit: 2048) == .none("large is committed with more than 2 KB"))
        // A program in git's place that never ends.
        try desk.folder.write("#!/bin/sh\nexec sleep 60\n", to: "bin/git")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(desk.folder.path)/bin/git")
        let slow = GitBlobs(
            folder: desk.folder.path,
            variables: ["PATH": "\(desk.folder.path)/bin:/usr/bin:/bin"],
            seconds: 0.3
        )
        #expect(await slow.committed("portals/acme.yaml", limit: 2048) == .none("git didn’t answer in time"))
    }
}

import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite(.serialized) struct StateTests {
    @Test func `a file keeps portals, links, customers, settings and clock over a restart`() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        let address = try await RunningSandbox.with(path: path) { sandbox in
            try await sandbox.makePortal("acme")
            var settings = sandbox.store.settings
            settings.advancedBilling.linkRequestLimit = 3
            try await sandbox.store.set(settings)
            try await sandbox.store.set(ClockSetting(offset: 86_400))
            return try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")["url"]
        }
        try await RunningSandbox.with(path: path, seed: 2) { sandbox in
            #expect(try await sandbox.rebilly("GET", "/billing-portals/acme").status == 200)
            let link = try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")
            #expect(link["fetch_count"] == .integer(2))
            // The port is another one.
            #expect(link["url"]?.string?.suffix(40) == address?.string?.suffix(40))
            #expect(sandbox.store.settings.advancedBilling.linkRequestLimit == 3)
            #expect(sandbox.store.now == TestTime.start + 86_400)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a file that others could read is made private`() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        let open: [FileAttributeKey: Any] = [.posixPermissions: 0o644]
        #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: open))
        let store = try SandboxStore(path: path, realTime: { Date() }, random: SeededGenerator(seed: 1))
        try await store.set(ClockSetting(offset: 1))
        for file in [path, "\(path)-wal"] {
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        }
        store.close()
    }

    @Test func `a file that is damaged is refused`() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        try await RunningSandbox.with(path: path) { sandbox in
            for number in 1...200 { try await sandbox.makePortal("portal-\(number)") }
        }
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let end = try file.seekToEnd()
        try file.seek(toOffset: 8192)
        try file.write(contentsOf: Data(count: Int(end) - 8192))
        try file.close()
        #expect(throws: SandboxStore.OpenError.damaged) {
            _ = try SandboxStore(path: path, realTime: { Date() }, random: SeededGenerator(seed: 1))
        }
    }

    @Test func `a file that is in use, foreign or no database is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        func open(_ path: String) throws -> SandboxStore {
            try SandboxStore(path: path, realTime: { Date() }, random: SeededGenerator(seed: 1))
        }
        let store = try open(path)
        #expect(throws: SandboxStore.OpenError.inUse) { _ = try open(path) }
        store.close()
        let again = try open(path)
        again.close()
        try folder.write(String(repeating: "no database ", count: 1000), to: "text")
        #expect(throws: SandboxStore.OpenError.foreign) { _ = try open(folder / "text") }
        #expect(throws: SandboxStore.OpenError.self) { _ = try open(folder / "none/state") }
    }
}

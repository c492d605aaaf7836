import AdvancedBillingAPI
import CustomerAccess
import Foundation
import GRDB
import TestSupport
import Testing
import Transport

@Suite struct `The ledger` {
    private let folder: TemporaryFolder
    private var path: String { folder / "state/access.sqlite" }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Why it cannot be opened; `nil` if it can.
    private func refusal(key: String? = nil, patience: Duration = .milliseconds(50)) throws -> LedgerError.Reason? {
        let key = try key.map { try LedgerKey(base64: Secret($0)) }
        do throws(LedgerError) {
            try AccessLedger(path: path, key: key, patience: patience).close()
            return nil
        } catch {
            #expect(error.path == path && "\(error)".contains(path))
            return error.reason
        }
    }

    /// A ledger that is there.
    private func make(key: String? = nil) throws { #expect(try refusal(key: key) == nil) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func change(_ body: (Database) throws -> Void) throws {
        let database = try DatabaseQueue(path: path)
        try database.write(body)
        try database.close()
    }

    @Test func `is its owner's alone`() throws {
        try make()
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder / "state") == 0o700)
        #expect(try mode(path + ".locks") == 0o700)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try make()
        #expect(try mode(path) == 0o600)
    }

    @Test func `is not kept where others may write, nor behind a symbolic link`() throws {
        try make()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder / "state")
        guard case .insecure = try refusal() else {
            Issue.record("a folder that others may write into")
            return
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder / "state")
        try FileManager.default.moveItem(atPath: path, toPath: folder / "elsewhere.sqlite")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder / "elsewhere.sqlite")
        guard case .insecure = try refusal() else {
            Issue.record("a file behind a link")
            return
        }
        try FileManager.default.removeItem(atPath: folder / "state")
        try FileManager.default.createDirectory(atPath: folder / "other", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: folder / "state",
            withDestinationPath: folder / "other"
        )
        guard case .insecure = try refusal() else {
            Issue.record("a folder behind a link")
            return
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "other").isEmpty)
    }

    @Test func `that another program is writing is waited for, and then said to be locked`() async throws {
        try await Counter.with { counter in
            let path = counter.ledgerPath
            let ledger = try AccessLedger(path: path, patience: .milliseconds(50))
            let desk = counter.desk(ledger)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            guard case .ledger(let locked) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(locked.reason == .locked)
            // What could not be counted was not asked.
            #expect(counter.wire.exchanges.isEmpty)
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            #expect(try await desk.link(for: customer(1004)).requestCount == 1)
        }
    }

    @Test(arguments: ["emptied", "overwritten", "beginning", "text", "log"])
    func `that is damaged is refused and left as it is`(_ damage: String) throws {
        try make()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        switch damage {
        case "emptied": bytes = Data()
        case "overwritten": bytes.replaceSubrange(100..., with: Data(repeating: 0xA5, count: bytes.count - 100))
        case "beginning": bytes = bytes.prefix(60)
        case "text": bytes = Data("hello".utf8)
        default: break
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        if damage == "log" {
            try FileManager.default.moveItem(atPath: path, toPath: path + "-wal")
        }
        #expect(try refusal() == .damaged)
        let kept = try Data(contentsOf: URL(fileURLWithPath: damage == "log" ? path + "-wal" : path))
        #expect(kept == bytes)
    }

    @Test func `of something else is refused and left as it is`() throws {
        try FileManager.default.createDirectory(
            atPath: folder / "state",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try change { try $0.execute(sql: "CREATE TABLE link (id INTEGER)") }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try refusal() == .foreign)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }

    @Test func `of a newer version is refused`() throws {
        try make()
        try change { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('from the future')") }
        #expect(try refusal() == .newer)
    }

    @Test(.disabled(if: getuid() == 0, "root may write everywhere"))
    func `that may not be written is refused`() throws {
        try make()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        guard case .unusable = try refusal() else {
            Issue.record("a file that may not be written")
            return
        }
    }

    @Test func `that has no place says so`() throws {
        try folder.write("a file", to: "state")
        let reason = try refusal()
        guard case .insecure(let words) = reason else {
            Issue.record("\(String(describing: reason))")
            return
        }
        #expect(words.contains(folder / "state"))
    }

    @Test func `can be begun by many programs at the same time`() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { try AccessLedger(path: path).close() }
            }
            try await group.waitForAll()
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder / "state").sorted().prefix(2) == [
                "access.sqlite", "access.sqlite.locks",
            ]
        )
    }
}

@Suite struct `A sealed ledger` {
    /// All bytes of the ledger's folder.
    private func bytes(_ counter: Counter) throws -> Data {
        try FolderContents.files(below: counter.folder / "state").reduce(into: Data()) {
            $0 += try Data(contentsOf: URL(fileURLWithPath: counter.folder / "state/\($1)"))
        }
    }

    @Test func `holds no link that can be read, also if it began open`() async throws {
        try await Counter.with { counter in
            let open = try counter.ledger()
            let link = try await counter.desk(open).link(for: customer(1004))
            let secret = Data(link.url.exposed.utf8)
            #expect(try bytes(counter).range(of: secret) != nil)
            open.close()
            let sealed = try counter.ledger(key: Counter.key)
            #expect(try bytes(counter).range(of: secret) == nil)
            #expect(try await counter.desk(sealed).link(for: customer(1004)).url == link.url)
            let other = try await counter.desk(sealed).link(for: customer(1003))
            #expect(other.origin == .service)
            #expect(try bytes(counter).range(of: Data(other.url.exposed.utf8)) == nil)
            #expect(try await counter.desk(key: Counter.key).link(for: customer(1003)).url == other.url)
        }
    }

    @Test func `opens with its key alone, and without it asks for nothing`() async throws {
        try await Counter.with { counter in
            let sealed = try counter.ledger(key: Counter.key)
            _ = try await counter.desk(sealed).link(for: customer(1004))
            sealed.close()
            let wrong = Data(repeating: 8, count: 32).base64EncodedString()
            for (key, reason) in [(wrong, LedgerError.Reason.wrongKey), (nil, .keyMissing)] {
                let error = #expect(throws: LedgerError.self) { try counter.ledger(key: key) }
                #expect(error?.reason == reason)
                #expect(!"\(String(describing: error))".contains(wrong))
            }
            #expect(counter.wire.linkRequests.count == 1)
        }
    }

    @Test func `gives nobody the link of another customer`() async throws {
        try await Counter.with { counter in
            let sealed = try counter.ledger(key: Counter.key)
            let desk = counter.desk(sealed)
            for number in [1003, 1004] { _ = try await desk.link(for: customer(number)) }
            let file = try DatabaseQueue(path: counter.ledgerPath)
            try await file.write { database in
                try database.execute(
                    sql: "UPDATE link SET url = (SELECT url FROM link WHERE customer = 1003) WHERE customer = 1004"
                )
            }
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(error) == "ledger")
        }
    }

    @Test(arguments: ["", "abc", Data(repeating: 1, count: 16).base64EncodedString()])
    func `takes no other key than 32 bytes in Base64`(_ text: String) {
        let error = #expect(throws: LedgerKey.Refusal.self) { try LedgerKey(base64: Secret(text)) }
        #expect(text.isEmpty || !"\(String(describing: error))".contains(text))
    }
}

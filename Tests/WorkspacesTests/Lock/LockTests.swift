import Foundation
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct LockTests {
    private static let address = "https://api.rebilly.com/organizations/org_a"

    private static func lock() throws -> Lock {
        var lock = Lock()
        let body = try #require(
            try Value(json: Data(#"{"name": "A", "slug": "slug-a", "later": {"b": 1.0, "a": [null]}}"#.utf8)).object
        )
        lock[address].portals[try PortalID("acme")] = Lock.SeenPortal(
            body: body,
            unkept: [FieldPath(components: ["z.z", "y"]), FieldPath(components: ["a"])]
        )
        lock[address].portals[try PortalID("~zeta")] = Lock.SeenPortal(body: ValueObject())
        lock[address].logos = ["bb": "file_2", "aa": "file_1"]
        lock[address].sending = [try PortalID("acme"): "sha256:ab", try PortalID("new"): "sha256:cd"]
        lock["http://127.0.0.1:4010/organizations/sandbox"].logos = ["aa": "file_9"]
        return lock
    }

    private func reason(_ json: String) -> LockError.Reason? {
        do throws(LockError.Reason) {
            _ = try Lock(json: Data(json.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `what is written is read back, and written again to the same bytes`() throws {
        let lock = try Self.lock()
        let again = try Lock(json: Data(lock.json.utf8))
        #expect(again == lock)
        #expect(again.json == lock.json)
        #expect(lock.json.hasSuffix("}\n"))
    }

    @Test func `the same content has the same bytes, in whatever order and spelling it came`() throws {
        func lock(_ bodies: [(String, String)]) throws -> Lock {
            var lock = Lock()
            for (id, json) in bodies {
                let body = try #require(try Value(json: Data(json.utf8)).object)
                lock[Self.address].portals[try PortalID(id)] = Lock.SeenPortal(body: body)
                lock[Self.address].logos[id] = "file"
            }
            return lock
        }
        let one = try lock([("a", #"{"name": "n", "later": 1}"#), ("b", "{}")])
        let two = try lock([("b", "{}"), ("a", #"{"later": 1.0, "name": "n", "updatedTime": "now", "id": "a"}"#)])
        #expect(one.json == two.json)
    }

    @Test func `a target from which everything is gone leaves no trace`() throws {
        var lock = try Self.lock()
        let address = Self.address
        lock[address] = Lock.Target()
        #expect(!lock.json.contains(address))
        #expect(lock.targets.count == 1)
    }

    @Test func `what another organization, host or port held is never seen`() throws {
        let lock = try Self.lock()
        let others = [
            "https://api.rebilly.com/organizations/org_b", "https://api.rebilly.com/organizations/ORG_A",
            "https://api-sandbox.rebilly.com/organizations/org_a", "https://api.rebilly.com/organizations/org_a/",
            "https://api.rebilly.com:444/organizations/org_a", "http://api.rebilly.com/organizations/org_a", "",
        ]
        for address in others { #expect(lock[address] == Lock.Target()) }
    }

    private static let damaged = [
        "", " ", "{", "{\"version\": 1, \"targets\": {}", "\0", "\u{FEFF}{",
        "<<<<<<< ours\n{\"version\": 1, \"targets\": {}}\n=======\n{\"version\": 1}\n>>>>>>> theirs\n",
        "{\n  \"version\": 1,\n<<<<<<< HEAD\n  \"targets\": {}\n=======\n  \"targets\": {\"a\": {}}\n>>>>>>> b\n}\n",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"x\": {\"seen\": {\"name\": \"\\ud800\"}}}}}}",
        String(repeating: "[", count: 100_000),
        "{\"version\":1,\"targets\":" + String(repeating: "{\"a\":", count: 100_000),
    ]

    @Test(arguments: ["[]", "null", "1", "\"lock\""])
    func `JSON that is no object is called no lock`(json: String) throws {
        let found = try #require(reason(json))
        let words = LockError(reason: found).sentence
        #expect(words.hasPrefix("portico.lock.json is no lock: it holds no object; take it from your repository"))
    }

    @Test(arguments: damaged)
    func `a damaged file is refused with a way out`(json: String) {
        let reason = reason(json)
        #expect(reason == .noJSON)
        if let reason {
            let sentence = LockError(reason: reason).sentence
            #expect(sentence.contains("portico.lock.json is no JSON"))
            #expect(sentence.contains("portico pull"))
        }
    }

    @Test(arguments: ["2", "1.5", "0", "99999999999999999999"])
    func `another version is refused`(version: String) {
        #expect(reason("{\"version\": \(version), \"targets\": {}}") == .laterVersion)
    }

    private static let foreign = [
        "{}", "{\"targets\": {}}", "{\"version\": \"1\", \"targets\": {}}", "{\"version\": null}",
        "{\"version\": 1, \"targets\": {\"a\": 1}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"x\": 1}}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"x\": {}}}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"..\": {\"seen\": {}}}}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"a/b\": {\"seen\": {}}}}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"portals\": {\"\\u001b[31m\": {\"seen\": {}}}}}}",
        "{\"version\": 1, \"targets\": []}", "{\"version\": 1, \"targets\": {\"a\": {\"portals\": []}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"logos\": []}}}",
        "{\"version\": 1, \"targets\": {\"a\": {\"logos\": {\"aa\": 1}}}}",
    ]

    @Test(arguments: foreign)
    func `JSON that is no lock is refused, in words without control characters`(json: String) throws {
        let found = self.reason(json)
        let reason = try #require(found)
        guard case .noLock = reason else {
            Issue.record("\(reason)")
            return
        }
        let sentence = LockError(reason: reason).sentence
        #expect(sentence.contains("is no lock"))
        #expect(!sentence.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func `members that this version does not know are no error`() throws {
        let json =
            #"{"version": 1, "later": [], "targets": {"a": {"later": 1, "portals": {"x": {"seen": {}, "on": 1}}}}}"#
        #expect(try Lock(json: Data(json.utf8))["a"].portals.count == 1)
    }

    // MARK: The file

    @Test func `a file that is not there is an empty lock, and one that is damaged never is`() throws {
        let folder = try TemporaryFolder()
        let file = try LockFile(workspace: folder.path)
        #expect(try file.read() == Lock())
        try folder.write("{}", to: LockFile.name)
        #expect(throws: LockError(reason: .noLock("it has no version"))) { try file.read() }
        try FileManager.default.removeItem(atPath: folder / LockFile.name)
        try FileManager.default.createDirectory(atPath: folder / LockFile.name, withIntermediateDirectories: false)
        #expect(throws: LockError.self) { try file.read() }
    }

    @Test func `a lock that is a link, or larger than any can be, is refused`() throws {
        let folder = try TemporaryFolder()
        let file = try LockFile(workspace: folder.path)
        try folder.write(try Self.lock().json, to: "elsewhere.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder / LockFile.name,
            withDestinationPath: "elsewhere.json"
        )
        #expect(throws: LockError.self) { try file.read() }
        try FileManager.default.removeItem(atPath: folder / LockFile.name)
        try folder.write("", to: LockFile.name)
        let handle = try #require(FileHandle(forWritingAtPath: folder / LockFile.name))
        try handle.truncate(atOffset: 65 << 20)
        try handle.close()
        #expect(throws: LockError.self) { try file.read() }
    }

    @Test func `a disk that fails leaves the old file whole, and nothing beside it`() throws {
        let folder = try TemporaryFolder()
        try LockFile(workspace: folder.path).write(Lock())
        let old = try folder.text(LockFile.name)
        var calls = FileSystemCalls.system
        calls.write = { (_, _) throws(SystemError) in throw SystemError(ENOSPC) }
        let file = try LockFile(workspace: folder.path, calls: calls)
        let lock = try Self.lock()
        #expect(throws: OutputError.self) { try file.write(lock) }
        #expect(try folder.text(LockFile.name) == old)
        #expect(try folder.files() == [LockFile.name])
    }

    // MARK: The claim

    @Test func `a workspace is claimed by one at a time, and free as soon as the claim is gone`() throws {
        let folder = try TemporaryFolder()
        var first: WorkspaceClaim? = try WorkspaceClaim(workspace: folder.path)
        #expect(throws: WorkspaceClaim.Failure.taken) { try WorkspaceClaim(workspace: folder.path) }
        withExtendedLifetime(first) {}
        first = nil
        #expect(throws: Never.self) { try WorkspaceClaim(workspace: folder.path) }
    }

    @Test func `a folder that is not there cannot be claimed`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: WorkspaceClaim.Failure.self) { try WorkspaceClaim(workspace: folder / "none") }
    }
}

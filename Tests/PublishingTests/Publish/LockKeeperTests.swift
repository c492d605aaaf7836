import Foundation
import Portals
import Publishing
import Synchronization
import TestSupport
import Testing
import Workspaces

@Suite struct LockKeeperTests {
    private static let address = "https://api.rebilly.com/organizations/org_a"

    private static func seen(_ name: String) -> Lock.SeenPortal {
        Lock.SeenPortal(body: ValueObject([("name", .string(name))]))
    }

    @Test func `each change is on the disk when it returns, and costs one write at most`() async throws {
        let folder = try TemporaryFolder()
        let writes = Mutex(0)
        var calls = FileSystemCalls.system
        calls.rename = { (folder, old, new) throws(SystemError) in
            writes.withLock { $0 += 1 }
            try FileSystemCalls.system.rename(folder, old, new)
        }
        let file = try LockFile(workspace: folder.path, calls: calls)
        let reader = try LockFile(workspace: folder.path)
        let keeper = LockKeeper(Lock(), address: Self.address, file: file)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let id = try PortalID("p\(number)")
                    try await keeper.change { $0.portals[id] = Self.seen("\(number)") }
                    #expect(try reader.read()[Self.address].portals[id] == Self.seen("\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try reader.read()[Self.address].portals.count == 200)
        let count = writes.withLock { $0 }
        #expect(count <= 200, "\(count) writes")
    }

    @Test func `a change that changes nothing is not written`() async throws {
        let folder = try TemporaryFolder()
        let keeper = LockKeeper(Lock(), address: Self.address, file: try LockFile(workspace: folder.path))
        try await keeper.change { _ in }
        #expect(try folder.files() == [])
    }

    @Test func `what other targets hold stays as it is`() async throws {
        let folder = try TemporaryFolder()
        let file = try LockFile(workspace: folder.path)
        var lock = Lock()
        lock["other"].logos = ["aa": "file_1"]
        let id = try PortalID("acme")
        try await LockKeeper(lock, address: Self.address, file: file).change { $0.portals[id] = Self.seen("a") }
        #expect(try file.read()["other"].logos == ["aa": "file_1"])
        #expect(try file.read().targets.count == 2)
    }

    @Test func `a disk that fails is told to everybody who waits, and what they changed is written with the next`()
        async throws
    {
        let folder = try TemporaryFolder()
        let isBroken = Mutex(true)
        var calls = FileSystemCalls.system
        calls.write = { (file, bytes) throws(SystemError) in
            if isBroken.withLock({ $0 }) { throw SystemError(ENOSPC) }
            return try FileSystemCalls.system.write(file, bytes)
        }
        let file = try LockFile(workspace: folder.path, calls: calls)
        let keeper = LockKeeper(Lock(), address: Self.address, file: file)
        let ids = try (0..<20).map { try PortalID("p\($0)") }
        let failures = await withTaskGroup(of: Bool.self) { group in
            for id in ids {
                group.addTask {
                    do { try await keeper.change { $0.portals[id] = Self.seen("a") } } catch { return true }
                    return false
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == ids.count)
        #expect(try file.read() == Lock())
        isBroken.withLock { $0 = false }
        let last = try PortalID("last")
        try await keeper.change { $0.portals[last] = Self.seen("b") }
        #expect(try file.read()[Self.address].portals.count == ids.count + 1)
    }
}

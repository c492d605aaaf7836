import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Workspaces

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct OutputFaultTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
        try root.file("site/index.html", "old")
    }

    private let new = [UInt8](repeating: 0x6E, count: 100_000)

    private func output(_ change: (inout FileSystemCalls) -> Void) throws -> OutputFolder {
        var calls = FileSystemCalls.system
        change(&calls)
        return try OutputFolder(path: root.path("site"), calls: calls)
    }

    /// Faults that must leave the old file as it was and nothing beside it.
    enum Fault: CaseIterable {
        case fullDisk
        case fullDiskHalfway
        case writesNothing
        case fullDiskAtClose
        case noPermission
        case renameFails

        func apply(to calls: inout FileSystemCalls) {
            let system = FileSystemCalls.system
            switch self {
            case .fullDisk: calls.write = { (_, _) throws(SystemError) in throw SystemError(ENOSPC) }
            case .fullDiskHalfway:
                calls.write = { (file, bytes) throws(SystemError) in
                    if bytes.count < 50_000 { throw SystemError(ENOSPC) }
                    return try system.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(10_000)))
                }
            case .writesNothing: calls.write = { (_, _) throws(SystemError) in 0 }
            case .fullDiskAtClose:
                calls.close = { (file) throws(SystemError) in
                    try system.close(file)
                    throw SystemError(ENOSPC)
                }
            case .noPermission:
                // By a fault and not by chmod, which does not stop root.
                calls.open = { (folder, name, flags, mode) throws(SystemError) in
                    if flags & O_CREAT != 0 { throw SystemError(EACCES) }
                    return try system.open(folder, name, flags, mode)
                }
            case .renameFails: calls.rename = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
            }
        }
    }

    @Test(arguments: Fault.allCases) func `a fault leaves the old file and nothing else`(fault: Fault) throws {
        let output = try output { fault.apply(to: &$0) }
        let error = #expect(throws: OutputError.self) { try output.write(new, to: ["index.html"]) }
        #expect(error?.path == root.path("site/index.html"))
        #expect(root.content("site/index.html") == "old")
        #expect(try root.names("site") == ["index.html"])
        try OutputFolder(path: root.path("site")).write(new, to: ["index.html"])
        #expect(root.content("site/index.html")?.utf8.count == new.count)
    }

    @Test func `a full disk is named with the file and what to do`() throws {
        let output = try output { Fault.fullDisk.apply(to: &$0) }
        let error = #expect(throws: OutputError.self) { try output.write(new, to: ["acme", "a.html"]) }
        let sentence = "\(root.path("site/acme/a.html")): the disk is full; make room and run the command again; "
        #expect(error?.sentence.hasPrefix(sentence) == true)
    }

    @Test func `a sentence shows no control characters`() {
        let error = OutputError(path: "site/\u{1B}[2Ja\u{202E}", reason: .exists)
        #expect(error.sentence.hasPrefix("site/ [2Ja exists already"))
    }

    @Test func `short writes add up to the whole file`() throws {
        let output = try output { calls in
            calls.write = { (file, bytes) throws(SystemError) in
                try FileSystemCalls.system.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(997)))
            }
        }
        try output.write(new, to: ["index.html"])
        #expect(root.content("site/index.html")?.utf8.count == new.count)
    }

    @Test func `a killed run leaves the old file, and its leftover is tidied away`() throws {
        // As after a kill: the rename never happens, nor does the tidying.
        let output = try output { calls in
            calls.rename = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
            calls.unlink = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
        }
        #expect(throws: OutputError.self) { try output.write(new, to: ["index.html"]) }
        #expect(try root.names("site").count == 2)
        let next = try OutputFolder(path: root.path("site"))
        // The next run has this process number too, as in a container, and is not stopped by the name being taken.
        #expect(try next.write(new, to: ["index.html"]) == .written)
        #expect(try next.removeStaleTemporaryFiles() == 1)
        #expect(try root.names("site") == ["index.html"])
    }

    @Test func `a kill while a new file is made leaves no half file under its name`() throws {
        let output = try output { calls in
            calls.link = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
            calls.unlink = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
        }
        #expect(throws: OutputError.self) { try output.createNew(new, at: ["new.yaml"]) }
        #expect(root.content("site/new.yaml") == nil)
    }

    @Test func `a temporary file that is being written is not tidied away`() throws {
        try root.file("site/.portico-1-1.tmp")
        let busy = open(root.path("site/.portico-1-1.tmp"), O_RDONLY)
        defer { close(busy) }
        try #require(flock(busy, LOCK_EX | LOCK_NB) == 0)
        let output = try OutputFolder(path: root.path("site"))
        #expect(try output.removeStaleTemporaryFiles() == 0)
        flock(busy, LOCK_UN)
        #expect(try output.removeStaleTemporaryFiles() == 1)
        #expect(try output.removeStaleTemporaryFiles(in: ["missing"]) == 0)
    }

    @Test func `only plain files with exactly such names are tidied away, and folders that hold nothing else`() throws {
        let kept = [
            ".portico-1.tmp", ".portico-a-1.tmp", ".portico-1-1.tmp.bak", "portico-1-1.tmp", ".portico--1.tmp",
            ".portico-1-1-1.tmp", ".portico-.tmp",
        ]
        for name in kept { try root.file("site/\(name)") }
        try root.file("site/.portico-2-2.tmp/file")
        try root.folder("site/.portico-2-2.tmp/folder")
        try root.file("site/.portico-5-5.tmp/file")
        try root.link("site/.portico-3-3.tmp", to: "index.html")
        try root.file("site/.portico-4-4.tmp")
        let output = try OutputFolder(path: root.path("site"))
        #expect(try output.removeStaleTemporaryFiles() == 2)
        let expected = kept + [".portico-2-2.tmp", ".portico-3-3.tmp", "index.html"]
        #expect(try root.names("site") == expected.sorted())
        #expect(try root.names("site/.portico-2-2.tmp") == ["file", "folder"])
    }

    @Test func `a temporary file that somebody tidies away too early is written again`() throws {
        let output = try output { calls in
            let once = Once()
            calls.rename = { (folder, old, new) throws(SystemError) in
                if once.isFirst() { try FileSystemCalls.system.unlink(folder, old, 0) }
                try FileSystemCalls.system.rename(folder, old, new)
            }
        }
        #expect(try output.write(new, to: ["index.html"]) == .written)
        #expect(try root.names("site") == ["index.html"])
    }

    @Test func `a new file is made where the disk knows no second names`() throws {
        let output = try output { calls in
            calls.link = { (_, _, _) throws(SystemError) in throw SystemError(EPERM) }
        }
        try output.createNew(new, at: ["new.yaml"])
        #expect(try root.names("site") == ["index.html", "new.yaml"])
        #expect(throws: OutputError.self) { try output.createNew([], at: ["index.html"]) }
        #expect(root.content("site/index.html") == "old")
    }

    @Test func `a file that appears while a new one is made is kept`() throws {
        let path = root.path("site/new.yaml")
        let output = try output { calls in
            calls.link = { (folder, old, new) throws(SystemError) in
                close(creat(path, 0o600))
                try FileSystemCalls.system.link(folder, old, new)
            }
        }
        let error = #expect(throws: OutputError.self) { try output.createNew(new, at: ["new.yaml"]) }
        #expect(error?.reason == .exists)
        #expect(root.content("site/new.yaml") == "")
        #expect(try root.names("site") == ["index.html", "new.yaml"])
    }

    @Test func `many threads write the same files without loss`() async throws {
        let output = try OutputFolder(path: root.path("site"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let bytes = [UInt8](repeating: UInt8(index % 7), count: 10_000)
                    try output.write(bytes, to: ["shared", "page-\(index % 3).html"])
                    try output.removeStaleTemporaryFiles(in: ["shared"])
                }
            }
            try await group.waitForAll()
        }
        #expect(try root.names("site/shared") == ["page-0.html", "page-1.html", "page-2.html"])
        for name in try root.names("site/shared") {
            let bytes = try #require(try output.read(["shared", name], limit: 10_000))
            #expect(bytes.count == 10_000 && Set(bytes).count == 1)
        }
    }
}

/// Says once that it is the first time.
private final class Once: Sendable {
    private let isUsed = Atomic(false)

    func isFirst() -> Bool { !isUsed.exchange(true, ordering: .relaxed) }
}

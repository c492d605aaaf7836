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

@Suite struct NewFolderTests {
    private let root: TemporaryFolder
    private let files = [(name: "a.html", bytes: Array("a".utf8)), (name: "b.md", bytes: Array("b".utf8))]

    init() throws {
        root = try TemporaryFolder()
        try root.folder("site")
    }

    private func output(_ change: (inout FileSystemCalls) -> Void = { _ in }) throws -> OutputFolder {
        var calls = FileSystemCalls.system
        change(&calls)
        return try OutputFolder(path: root.path("site"), calls: calls)
    }

    @Test func `a new folder has all its files`() throws {
        let (outcomes, stamps) = try output().write(files, toFolder: "acme")
        #expect(outcomes == [.written, .written])
        #expect(try stamps == output().stamps(of: ["a.html", "b.md"], in: "acme"))
        #expect(try root.names("site") == ["acme"])
        #expect(try root.names("site/acme") == ["a.html", "b.md"])
        #expect(root.content("site/acme/a.html") == "a" && root.content("site/acme/b.md") == "b")
    }

    @Test func `a folder that is there keeps what else is in it, and files with the same bytes`() throws {
        try root.file("site/acme/a.html", "a")
        try root.file("site/acme/own.txt", "mine")
        let (outcomes, stamps) = try output().write(files, toFolder: "acme")
        #expect(outcomes == [.unchanged, .written])
        #expect(try stamps == output().stamps(of: ["a.html", "b.md"], in: "acme"))
        #expect(try root.names("site/acme") == ["a.html", "b.md", "own.txt"])
    }

    @Test func `a new site keeps what is there already as well`() throws {
        let output = try OutputFolder(path: root.path("new"))
        #expect(output.isNew)
        #expect(try output.write(files, toFolder: "acme").outcomes == [.written, .written])
        try root.file("new/acme/own.txt", "mine")
        try root.file("new/plain", "mine")
        #expect(try output.write(files, toFolder: "acme").outcomes == [.unchanged, .unchanged])
        #expect(throws: OutputError.self) { _ = try output.write(files, toFolder: "plain") }
        #expect(try root.names("new") == ["acme", "plain"])
        #expect(try root.names("new/acme") == ["a.html", "b.md", "own.txt"])
    }

    @Test func `a folder that somebody makes meanwhile is filled`() throws {
        let path = root.path("site/acme")
        let output = try output { calls in
            calls.rename = { (folder, old, new) throws(SystemError) in
                if new == "acme" {
                    mkdir(path, 0o777)
                    _ = FileManager.default.createFile(atPath: "\(path)/own.txt", contents: Data("mine".utf8))
                }
                try FileSystemCalls.system.rename(folder, old, new)
            }
        }
        #expect(try output.write(files, toFolder: "acme").outcomes == [.written, .written])
        #expect(try root.names("site") == ["acme"])
        #expect(try root.names("site/acme") == ["a.html", "b.md", "own.txt"])
    }

    @Test func `a folder that is tidied away meanwhile is made all the same`() throws {
        let output = try output { calls in
            calls.rename = { (folder, old, new) throws(SystemError) in
                if new == "acme" { throw SystemError(ENOENT) }
                try FileSystemCalls.system.rename(folder, old, new)
            }
        }
        #expect(try output.write(files, toFolder: "acme").outcomes == [.written, .written])
        #expect(try root.names("site/acme") == ["a.html", "b.md"])
        #expect(try root.names("site") == ["acme"])
    }

    @Test(arguments: ["link", "file"]) func `what stands in the folder's place stays`(kind: String) throws {
        try root.folder("elsewhere")
        if kind == "link" { try root.link("site/acme", to: "../elsewhere") } else { try root.file("site/acme", "mine") }
        let output = try output()
        let error = #expect(throws: OutputError.self) { _ = try output.write(files, toFolder: "acme") }
        #expect(error?.path == root.path("site/acme"))
        #expect(try root.names("elsewhere").isEmpty && root.names("site") == ["acme"])
    }

    @Test(arguments: ["..", "", "a/b", ".portico-1-1.tmp"])
    func `a name that leads elsewhere is refused`(name: String) throws {
        let output = try output()
        #expect(throws: OutputError.self) { _ = try output.write(files, toFolder: name) }
        #expect(throws: OutputError.self) { _ = try output.write([(name, [])], toFolder: "acme") }
        #expect(try root.names("site").isEmpty)
    }

    @Test func `a full disk leaves nothing, and is named with the file`() throws {
        let output = try output { calls in
            calls.write = { (file, bytes) throws(SystemError) in
                if bytes.first == UInt8(ascii: "b") { throw SystemError(ENOSPC) }
                return try FileSystemCalls.system.write(file, bytes)
            }
        }
        let error = #expect(throws: OutputError.self) { _ = try output.write(files, toFolder: "acme") }
        #expect(error?.path == root.path("site/acme/b.md"))
        #expect(try root.names("site").isEmpty)
    }

    @Test func `a folder that another run tidies from the start is made in another way`() throws {
        let path = root.path("site")
        let holder = Mutex<Int32>(-1)
        let output = try output { calls in
            calls.makeFolder = { (folder, name) throws(SystemError) in
                try FileSystemCalls.system.makeFolder(folder, name)
                guard name.hasPrefix(".portico-") else { return }
                let number = open("\(path)/\(name)", O_RDONLY | O_DIRECTORY)
                flock(number, LOCK_EX | LOCK_NB)
                holder.withLock { $0 = number }
            }
        }
        #expect(try output.write(files, toFolder: "acme").outcomes == [.written, .written])
        #expect(try root.names("site") == ["acme"])
        #expect(try root.names("site/acme") == ["a.html", "b.md"])
        close(holder.withLock { $0 })
    }

    @Test func `a folder that got its name while it was looked at keeps its files`() throws {
        try root.file("site/.portico-1-1.tmp/a.html", "a")
        let path = root.path("site")
        let output = try output { calls in
            calls.open = { (folder, name, flags, permissions) throws(SystemError) in
                let opened = try FileSystemCalls.system.open(folder, name, flags, permissions)
                if name == ".portico-1-1.tmp" { rename("\(path)/\(name)", "\(path)/acme") }
                return opened
            }
        }
        #expect(try !output.removeOwnStaleTemporaryFiles())
        #expect(root.content("site/acme/a.html") == "a")
    }

    @Test func `what a killed run left goes with the next tidying, and what is at work stays`() throws {
        let output = try output { calls in
            calls.rename = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
            calls.unlink = { (_, _, _) throws(SystemError) in throw SystemError(EIO) }
        }
        #expect(throws: OutputError.self) { _ = try output.write(files, toFolder: "acme") }
        let left = try #require(try root.names("site").first)
        #expect(try root.names("site/\(left)") == ["a.html", "b.md"])
        let next = try OutputFolder(path: root.path("site"))
        let holder = open(root.path("site/\(left)"), O_RDONLY | O_DIRECTORY)
        #expect(flock(holder, LOCK_EX | LOCK_NB) == 0)
        #expect(try !next.removeOwnStaleTemporaryFiles())
        close(holder)
        #expect(try next.removeOwnStaleTemporaryFiles())
        #expect(try root.names("site").isEmpty)
    }
}

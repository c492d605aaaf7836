import Foundation
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

@Suite struct WorkspaceFilesTests {
    private let outside: TemporaryFolder
    private let root: TemporaryFolder

    init() throws {
        outside = try TemporaryFolder()
        try outside.file("secret.txt", "secret")
        root = try TemporaryFolder()
        try root.file("logos/acme.svg", "logo")
        try root.file("other/deep/file.txt", "deep")
    }

    private func read(_ path: String, limit: Int = 100) throws -> String {
        let files = try WorkspaceFiles(root: root.path)
        return String(decoding: try files.read(path, limit: limit), as: UTF8.self)
    }

    private func error(_ path: String, limit: Int = 100) throws -> FileReadError? {
        let files = try WorkspaceFiles(root: root.path)
        return #expect(throws: FileReadError.self) { try files.read(path, limit: limit) }
    }

    @Test(arguments: [
        "logos/acme.svg", "./logos/acme.svg", "logos//acme.svg", "logos/./acme.svg", "other/../logos/acme.svg",
        "other/deep/../../logos/acme.svg",
    ])
    func `a path inside is read`(path: String) throws {
        #expect(try read(path) == "logo")
    }

    @Test(arguments: [
        "..", "../x", "logos/../../x", "/etc/passwd", "/", "logos/../..", "other/deep/../../../x", "./..",
    ])
    func `a path that leaves is outside`(path: String) throws {
        #expect(try error(path) == .outside)
    }

    @Test func `a path that is no path is refused`() throws {
        // No arguments of the test: they would be printed with their control characters.
        let long = String(repeating: "a", count: 5000)
        for path in ["", "logos\\acme.svg", "logos/acme.svg\0.txt", "logos/\nacme.svg", "a\u{7F}", long] {
            guard case .invalidPath = try error(path) else {
                Issue.record("accepted \(path.debugDescription)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("missing.svg", FileReadError.notFound), ("missing/../logos/acme.svg", .notFound),
        ("logos/acme.svg/x", .notFound), ("logos/acme.svg/..", .notFound), ("logos", .notAPlainFile(.folder)),
        (".", .notAPlainFile(.folder)), ("logos/acme.svg/", .notAPlainFile(.folder)),
        ("logos/ACME\u{301}.svg", .notFound),
    ])
    func `what is no file is told apart`(path: String, expected: FileReadError) throws {
        #expect(try error(path) == expected)
    }

    @Test(arguments: ["acme.svg", "./acme.svg", "../logos/acme.svg", "../other/../logos/acme.svg"])
    func `a link inside that points inside is followed`(target: String) throws {
        try root.link("logos/link.svg", to: target)
        #expect(try read("logos/link.svg") == "logo")
    }

    @Test func `an absolute link that points inside is followed`() throws {
        try root.link("link.svg", to: root.path("logos/acme.svg"))
        try root.link("folder", to: root.path("logos"))
        #expect(try read("link.svg") == "logo")
        #expect(try read("folder/acme.svg") == "logo")
    }

    @Test func `a link that leaves is outside, however it does`() throws {
        let name = (outside.path as NSString).lastPathComponent
        try root.link("absolute", to: outside.path("secret.txt"))
        try root.link("relative", to: "../\(name)/secret.txt")
        try root.link("folder", to: outside.path)
        try root.link("parent", to: "..")
        try root.link("chain", to: "absolute")
        try root.link("neighbour", to: root.path + "-evil/secret.txt")
        try root.link("climbing", to: root.path("../\(name)/secret.txt"))
        for path in ["absolute", "relative", "folder/secret.txt", "parent", "chain", "neighbour", "climbing"] {
            #expect(try error(path) == .outside, "\(path)")
        }
    }

    @Test func `links in circles end`() throws {
        try root.link("a", to: "b")
        try root.link("b", to: "a")
        try root.link("self", to: "self/self")
        #expect(try error("a") == .tooManyLinks)
        #expect(try error("self") == .tooManyLinks)
    }

    @Test func `a dangling link is not found`() throws {
        try root.link("dangling", to: "nowhere")
        #expect(try error("dangling") == .notFound)
    }

    // The limit counts also what the test waits for its turn.
    @Test(.timeLimit(.minutes(20))) func `a pipe is refused without waiting`() throws {
        #expect(mkfifo(root.path("pipe"), 0o600) == 0)
        try root.link("link", to: "pipe")
        #expect(try error("pipe") == .notAPlainFile(.pipe))
        #expect(try error("link") == .notAPlainFile(.pipe))
    }

    @Test func `a socket is refused`() throws {
        let name = root.path("s")
        #if canImport(Darwin)
        let socket = Darwin.socket(AF_UNIX, SOCK_STREAM, 0)
        #else
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        try #require(name.utf8.count < capacity)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        #expect(try error("s") == .notAPlainFile(.socket))
    }

    @Test func `a device in the root is refused`() throws {
        let files = try WorkspaceFiles(root: "/dev")
        #expect(throws: FileReadError.notAPlainFile(.device)) { try files.read("zero", limit: 10) }
    }

    @Test func `the limit holds to the byte`() throws {
        #expect(try read("logos/acme.svg", limit: 4) == "logo")
        #expect(try error("logos/acme.svg", limit: 3) == .tooLarge(limit: 3, size: 4))
    }

    @Test func `a file larger than one step is whole`() throws {
        let text = String(repeating: "0123456789", count: 30_000)
        try root.file("large", text)
        #expect(try read("large", limit: 300_000) == text)
    }

    @Test func `an empty file is empty`() throws {
        try root.file("empty", "")
        #expect(try read("empty", limit: 0) == "")
    }

    @Test func `a file that grows while it is read stays limited`() throws {
        var calls = FileSystemCalls.system
        calls.read = { (_, buffer) throws(SystemError) in
            buffer.initializeMemory(as: UInt8.self, repeating: 1)
            return buffer.count
        }
        let files = try WorkspaceFiles(root: root.path, calls: calls)
        #expect(throws: FileReadError.tooLarge(limit: 9, size: nil)) { try files.read("logos/acme.svg", limit: 9) }
    }

    #if os(Linux)
    @Test func `a file that claims to be empty is read and limited`() throws {
        let files = try WorkspaceFiles(root: "/proc")
        #expect(try !files.read("version", limit: 10_000).isEmpty)
        #expect(throws: FileReadError.tooLarge(limit: 3, size: nil)) { try files.read("version", limit: 3) }
    }
    #endif

    @Test func `missing permission is told apart`() throws {
        // By a fault and not by chmod, which does not stop root.
        var calls = FileSystemCalls.system
        calls.open = { (folder, name, flags, mode) throws(SystemError) in
            if name == "acme.svg" { throw SystemError(EACCES) }
            return try FileSystemCalls.system.open(folder, name, flags, mode)
        }
        let files = try WorkspaceFiles(root: root.path, calls: calls)
        #expect(throws: FileReadError.permissionDenied) { try files.read("logos/acme.svg", limit: 9) }
    }

    @Test func `a file that becomes a link after it was looked at is not followed`() throws {
        let (root, outside) = (root.path, outside.path)
        var calls = FileSystemCalls.system
        calls.open = { (folder, name, flags, mode) throws(SystemError) in
            if name == "acme.svg" {
                unlink("\(root)/logos/acme.svg")
                symlink("\(outside)/secret.txt", "\(root)/logos/acme.svg")
            }
            return try FileSystemCalls.system.open(folder, name, flags, mode)
        }
        let files = try WorkspaceFiles(root: root, calls: calls)
        #expect(throws: FileReadError.notAPlainFile(.link)) { try files.read("logos/acme.svg", limit: 9) }
    }

    @Test func `a folder that becomes a link after it was looked at is not followed`() throws {
        let (root, outside) = (root.path, outside.path)
        var calls = FileSystemCalls.system
        calls.open = { (folder, name, flags, mode) throws(SystemError) in
            if name == "logos" {
                rename("\(root)/logos", "\(root)/moved")
                symlink(outside, "\(root)/logos")
            }
            return try FileSystemCalls.system.open(folder, name, flags, mode)
        }
        let files = try WorkspaceFiles(root: root, calls: calls)
        #expect(throws: FileReadError.self) { try files.read("logos/acme.svg", limit: 9) }
    }

    @Test func `no descriptor stays open`() throws {
        let files = try WorkspaceFiles(root: root.path)
        let first = open("/dev/null", O_RDONLY)
        close(first)
        for _ in 0..<2000 {
            _ = try files.read("other/../logos/acme.svg", limit: 9)
            _ = try? files.read("other/deep/missing", limit: 9)
            _ = try files.list("logos")
        }
        // Other tests may open files at the same time, thousands of lost descriptors would still show.
        let last = open("/dev/null", O_RDONLY)
        close(last)
        #expect(last < first + 500)
    }

    @Test func `a root that is none is an error`() throws {
        #expect(throws: FileReadError.notFound) { try WorkspaceFiles(root: root.path("missing")) }
        #expect(throws: FileReadError.notAFolder) { try WorkspaceFiles(root: root.path("logos/acme.svg")) }
        #expect(throws: FileReadError.invalidPath("is no path")) { try WorkspaceFiles(root: "") }
    }

    @Test func `a root that is reached through a link works`() throws {
        try outside.link("workspace", to: root.path)
        try root.link("again", to: outside.path("workspace/logos/acme.svg"))
        let files = try WorkspaceFiles(root: outside.path("workspace"))
        #expect(try files.read("again", limit: 9) == Array("logo".utf8))
    }
}

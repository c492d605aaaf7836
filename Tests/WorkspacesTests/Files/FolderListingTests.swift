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

@Suite struct FolderListingTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
        try root.folder("portals")
    }

    @Test func `files are listed by bytes, without folders and dotfiles`() throws {
        for name in ["b.yaml", "a.yaml", "B.yaml", "é.yaml", ".hidden", "z"] { try root.file("portals/\(name)") }
        try root.folder("portals/folder")
        let listing = try WorkspaceFiles(root: root.path).list("portals")
        #expect(listing.files == ["B.yaml", "a.yaml", "b.yaml", "z", "é.yaml"])
        #expect(listing.refused.isEmpty)
    }

    @Test func `links count if they stay inside`() throws {
        try root.file("elsewhere/a.yaml")
        try root.link("portals/in.yaml", to: "../elsewhere/a.yaml")
        try root.link("portals/out.yaml", to: "/etc/passwd")
        try root.link("portals/lost.yaml", to: "nowhere")
        try root.link("portals/folder", to: "../elsewhere")
        #expect(mkfifo(root.path("portals/pipe.yaml"), 0o600) == 0)
        let listing = try WorkspaceFiles(root: root.path).list("portals")
        #expect(listing.files == ["in.yaml"])
        #expect(
            listing.refused == [
                .init(name: "lost.yaml", error: .notFound),
                .init(name: "out.yaml", error: .outside),
                .init(name: "pipe.yaml", error: .notAPlainFile(.pipe)),
            ]
        )
    }

    #if os(Linux)
    @Test func `a name that is not UTF-8 is reported`() throws {
        let path = root.path("portals/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0x61, 0]
        let descriptor = open(Array(path), O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0)
        close(descriptor)
        let listing = try WorkspaceFiles(root: root.path).list("portals")
        #expect(listing.refused == [.init(name: "\u{FFFD}a", error: .nameNotUTF8)])
    }
    #endif

    @Test func `the folder may be a link that stays inside, and no other`() throws {
        try root.file("portals/a.yaml")
        try root.link("inside", to: "portals")
        try root.link("outside", to: "..")
        let files = try WorkspaceFiles(root: root.path)
        #expect(try files.list("inside").files == ["a.yaml"])
        #expect(throws: FileReadError.outside) { try files.list("outside") }
        #expect(throws: FileReadError.outside) { try files.list("..") }
        #expect(throws: FileReadError.notFound) { try files.list("missing") }
        #expect(throws: FileReadError.notAFolder) { try files.list("portals/a.yaml") }
        #expect(try files.list(".").files.isEmpty)
    }
}

@Suite struct GivenInputTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
        try root.file("a.json", "{}")
    }

    @Test func `a file that the user names is read, through links too`() throws {
        try root.link("link", to: "a.json")
        #expect(try GivenInput.bytes(ofFileAt: root.path("a.json"), limit: 2) == Array("{}".utf8))
        #expect(try GivenInput.bytes(ofFileAt: root.path("link"), limit: 2) == Array("{}".utf8))
    }

    @Test func `its size is limited, also that of an endless device`() throws {
        let path = root.path("a.json")
        #expect(throws: FileReadError.tooLarge(limit: 1, size: 2)) { try GivenInput.bytes(ofFileAt: path, limit: 1) }
        #expect(throws: FileReadError.tooLarge(limit: 9, size: nil)) {
            try GivenInput.bytes(ofFileAt: "/dev/zero", limit: 9)
        }
    }

    @Test func `what is no file is an error`() throws {
        let path = root.path
        #expect(throws: FileReadError.notAPlainFile(.folder)) { try GivenInput.bytes(ofFileAt: path, limit: 9) }
        #expect(throws: FileReadError.notFound) { try GivenInput.bytes(ofFileAt: "\(path)/missing", limit: 9) }
    }

    @Test func `a pipe is read to its end, also one that does not wait`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        #expect(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
        let text = [UInt8](repeating: 7, count: 200_000)
        let writer = Thread {
            var rest = text[...]
            while !rest.isEmpty {
                let count = Array(rest.prefix(50_000)).withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
                rest = rest.dropFirst(max(count, 0))
            }
            close(writing)
        }
        writer.start()
        defer { close(reading) }
        #expect(try GivenInput.bytes(ofDescriptor: reading, limit: 300_000) == text)
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (524_288, "512 KB"),
        (524_289, "512.1 KB"), (1_572_864, "1.5 MB"), (52_428_800, "50 MB"), (1_048_575, "1024 KB"),
    ])
    func `sizes read well`(count: Int, words: String) {
        #expect(ByteCount.words(count) == words)
    }
}

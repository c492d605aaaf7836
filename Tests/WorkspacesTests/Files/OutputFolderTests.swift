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

@Suite struct OutputFolderTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
    }

    private func output() throws -> OutputFolder { try OutputFolder(path: root.path("site")) }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func reason(_ body: () throws -> Void) -> OutputError.Reason? {
        #expect(throws: OutputError.self) { try body() }?.reason
    }

    @Test func `missing folders are made, those of the output folder too`() throws {
        let output = try OutputFolder(path: root.path("a/b/site/"))
        #expect(try output.write(bytes("page"), to: ["acme", "deep", "preview.html"]) == .written)
        #expect(root.content("a/b/site/acme/deep/preview.html") == "page")
        #expect(try root.names("a/b/site/acme/deep") == ["preview.html"])
    }

    @Test func `a missing folder is an error where none may be made`() throws {
        let path = root.path("missing")
        #expect(
            reason { _ = try OutputFolder(path: path, createIfMissing: false) } == .system(SystemError(ENOENT))
        )
        #expect(try root.names() == [])
    }

    @Test func `a file with the same bytes is not touched`() throws {
        let output = try output()
        try output.write(bytes("page"), to: ["index.html"])
        var before = stat()
        var after = stat()
        #expect(stat(root.path("site/index.html"), &before) == 0)
        #expect(try output.write(bytes("page"), to: ["index.html"]) == .unchanged)
        #expect(stat(root.path("site/index.html"), &after) == 0)
        #expect(before.st_ino == after.st_ino)
        #expect(try output.write(bytes("pagE"), to: ["index.html"]) == .written)
        #expect(root.content("site/index.html") == "pagE")
        #expect(try root.names("site") == ["index.html"])
    }

    @Test func `an empty file can be written and is then unchanged`() throws {
        let output = try output()
        #expect(try output.write([], to: ["empty"]) == .written)
        #expect(try output.write([], to: ["empty"]) == .unchanged)
    }

    @Test func `a new file has the permissions that the umask leaves`() throws {
        try output().write(bytes("page"), to: ["a"])
        var status = stat()
        #expect(stat(root.path("site/a"), &status) == 0)
        var reference = stat()
        close(open(root.path("reference"), O_CREAT | O_WRONLY, 0o666))
        #expect(stat(root.path("reference"), &reference) == 0)
        #expect(status.st_mode == reference.st_mode)
    }

    @Test func `a folder opened once takes many files`() throws {
        let output = try output()
        try output.withFolder(["acme"]) { folder throws(OutputError) in
            try folder.write(bytes("1"), to: ["a"])
            try folder.write(bytes("2"), to: ["b", "c"])
        }
        #expect(root.content("site/acme/a") == "1")
        #expect(root.content("site/acme/b/c") == "2")
    }

    @Test(
        arguments: [
            [], [""], ["."], [".."], ["a", ".."], ["..", "a"], ["a/b"], ["/"], ["a", "", "b"], ["a/\u{301}"],
            [".portico-1-2.tmp"],
        ] as [[String]]
    )
    func `a path of other than plain names is refused`(path: [String]) throws {
        let output = try output()
        #expect(reason { try output.write([], to: path) } == .invalidPath)
        #expect(reason { try output.createNew([], at: path) } == .invalidPath)
        #expect(reason { _ = try output.read(path, limit: 9) } == .invalidPath)
        #expect(reason { try output.removeFile(path) } == .invalidPath)
        #expect(reason { try output.removeFolderIfEmpty(path) } == .invalidPath)
        #expect(try root.names() == ["site"])
    }

    @Test func `a name with NUL is refused`() throws {
        let output = try output()
        #expect(reason { try output.write([], to: ["a\0b"]) } == .invalidPath)
        #expect(try root.names("site") == [])
    }

    @Test func `a manifest's path is taken apart by bytes`() {
        #expect(OutputFolder.names(of: "acme/preview.html") == ["acme", "preview.html"])
        #expect(OutputFolder.names(of: "/a//b/") == ["", "a", "", "b", ""])
        #expect(OutputFolder.names(of: "") == [""])
        #expect(OutputFolder.names(of: "a/\u{301}b") == ["a", "\u{301}b"])
    }

    @Test func `a link in the file's place is replaced and its target kept`() throws {
        try root.file("target", "mine")
        try root.folder("site")
        try root.link("site/index.html", to: "../target")
        #expect(try output().write(bytes("mine"), to: ["index.html"]) == .written)
        #expect(root.content("target") == "mine")
        #expect(try output().kind(of: ["index.html"]) == .file)
    }

    @Test func `a folder that is a link is not followed`() throws {
        try root.folder("elsewhere")
        try root.folder("site")
        try root.link("site/acme", to: "../elsewhere")
        let output = try output()
        let path = ["acme", "preview.html"]
        #expect(reason { try output.write([], to: path) } == .notAFolder(.link))
        #expect(reason { try output.createNew([], at: path) } == .notAFolder(.link))
        #expect(reason { _ = try output.read(path, limit: 9) } == .notAFolder(.link))
        #expect(reason { _ = try output.kind(of: path) } == .notAFolder(.link))
        #expect(reason { try output.removeFile(path) } == .notAFolder(.link))
        #expect(reason { try output.removeStaleTemporaryFiles(in: ["acme"]) } == .notAFolder(.link))
        #expect(try output.removeFolderIfEmpty(["acme"]) == false)
        #expect(try root.names("elsewhere") == [])
        #expect(try output.kind(of: ["acme"]) == .link)
    }

    @Test func `a dangling link in a folder's place makes nothing`() throws {
        try root.folder("site")
        try root.link("site/acme", to: "../elsewhere")
        let output = try output()
        #expect(reason { try output.write([], to: ["acme", "a"]) } == .notAFolder(.link))
        #expect(try root.names() == ["site"])
    }

    @Test func `the output folder itself may be reached through a link`() throws {
        try root.folder("real")
        try root.link("site", to: "real")
        try output().write(bytes("page"), to: ["a"])
        #expect(root.content("real/a") == "page")
    }

    @Test func `what stands in the way is named and stays`() throws {
        try root.file("site/file", "mine")
        try root.folder("site/folder")
        #expect(mkfifo(root.path("site/pipe"), 0o600) == 0)
        let output = try output()
        #expect(reason { try output.write([], to: ["folder"]) } == .notAFile(.folder))
        #expect(reason { try output.write([], to: ["pipe"]) } == .notAFile(.pipe))
        #expect(reason { try output.write([], to: ["file", "a"]) } == .notAFolder(.file))
        #expect(root.content("site/file") == "mine")
        let error = #expect(throws: OutputError.self) { try output.write([], to: ["folder"]) }
        #expect(
            error?.sentence
                == "\(root.path("site/folder")) is a folder, and a file is to be written there; move it away"
        )
    }

    @Test func `a file in the output folder's place is an error`() throws {
        try root.file("site", "mine")
        #expect(reason { _ = try output() } == .notAFolder(.file))
        let below = root.path("site/below")
        #expect(reason { _ = try OutputFolder(path: below) } == .notAFolder(.file))
    }

    @Test func `a new file never overwrites`() throws {
        let output = try output()
        try output.createNew(bytes("first"), at: ["portals", "acme.yaml"])
        #expect(reason { try output.createNew(bytes("second"), at: ["portals", "acme.yaml"]) } == .exists)
        #expect(root.content("site/portals/acme.yaml") == "first")
        try root.link("site/dangling", to: "nowhere")
        #expect(reason { try output.createNew([], at: ["dangling"]) } == .exists)
        #expect(reason { try output.createNew([], at: ["portals"]) } == .exists)
        #expect(try root.names("site") == ["dangling", "portals"])
        #expect(try root.names("site/portals") == ["acme.yaml"])
    }

    @Test func `files are read, listed and removed`() throws {
        let output = try output()
        try output.write(bytes("page"), to: ["acme", "a"])
        try root.link("site/acme/link", to: "a")
        #expect(try output.read(["acme", "a"], limit: 4) == bytes("page"))
        #expect(try output.read(["acme", "missing"], limit: 4) == nil)
        #expect(try output.read(["missing", "a"], limit: 4) == nil)
        #expect(try output.read(["acme", "a", "b"], limit: 4) == nil)
        #expect(reason { _ = try output.read(["acme", "a"], limit: 3) } == .tooLarge(limit: 3))
        #expect(reason { _ = try output.read(["acme", "link"], limit: 9) } == .notAFile(.link))
        #expect(reason { _ = try output.read(["acme"], limit: 9) } == .notAFile(.folder))
        #expect(try output.kind(of: []) == .folder)
        #expect(try output.kind(of: ["nothing"]) == nil)
        #expect(try output.entries(in: ["acme"]).map(\.name) == ["a", "link"])
        #expect(try output.entries(in: ["acme"]).map(\.kind) == [.file, .link])
        #expect(reason { try output.removeFile(["acme", "link"]) } == .notAFile(.link))
        #expect(try output.removeFolderIfEmpty(["acme"]) == false)
        #expect(try output.removeFile(["acme", "a"]) == true)
        #expect(try output.removeFile(["acme", "a"]) == false)
        unlink(root.path("site/acme/link"))
        #expect(try output.removeFolderIfEmpty(["acme"]) == true)
        #expect(try output.removeFolderIfEmpty(["acme"]) == false)
        #expect(reason { try output.removeFile([]) } == .invalidPath)
    }
}

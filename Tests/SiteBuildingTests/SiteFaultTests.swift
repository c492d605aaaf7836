import Foundation
import SiteBuilding
import Synchronization
import TestSupport
import Testing
import Workspaces

@Suite struct `A site that cannot be written` {
    /// System calls of which the n-th that writes fails.
    private static func failing(at count: Int, code: Int32) -> (calls: FileSystemCalls, done: Counter) {
        let counter = Counter()
        var calls = FileSystemCalls.system
        let system = FileSystemCalls.system
        calls.write = { (file, bytes) throws(SystemError) in
            if counter.next() == count {
                // Half of it fits on the disk.
                _ = try? system.write(file, UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]))
                throw SystemError(code)
            }
            return try system.write(file, bytes)
        }
        calls.rename = { (folder, old, new) throws(SystemError) in
            if counter.next() == count { throw SystemError(code) }
            try system.rename(folder, old, new)
        }
        calls.makeFolder = { (folder, name) throws(SystemError) in
            if counter.next() == count { throw SystemError(code) }
            try system.makeFolder(folder, name)
        }
        calls.unlink = { (folder, name, flags) throws(SystemError) in
            if counter.next() == count { throw SystemError(code) }
            try system.unlink(folder, name, flags)
        }
        return (calls, counter)
    }

    final class Counter: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }

        var count: Int { value.withLock { $0 } }
    }

    @Test func `keeps every file whole at whatever step it fails, and the next run completes`() throws {
        let built = try TestSite(["acme", "gone"])
        try built.build()
        let before = try built.contents()
        try built.remove("gone")
        try built.write("acme", name: "Renamed")
        try built.write("brandnew")
        let expected = try TestSite.fresh(like: built)
        var step = 0
        while true {
            step += 1
            let site = try TestSite(copying: built)
            let (calls, counter) = Self.failing(at: step, code: [ENOSPC, EACCES, EIO][step % 3])
            var sentence: String?
            do {
                try site.build(calls: calls)
            } catch {
                sentence = "\(error)"
            }
            if counter.count < step { break }
            for (name, bytes) in try site.contents() {
                let isTemporary = name.contains(".portico-")
                #expect(isTemporary || bytes == before[name] || bytes == expected[name], "\(name) after step \(step)")
            }
            if let sentence { #expect(sentence.contains("/site")) }
            try site.build()
            #expect(try site.contents() == expected, "after step \(step)")
        }
        #expect(step > 10)
    }

    @Test func `says that the disk is full and what to do`() throws {
        let site = try TestSite(["acme"])
        let (calls, _) = Self.failing(at: 2, code: ENOSPC)
        #expect { try site.build(calls: calls) } throws: { error in
            "\(error)".hasSuffix(
                ": the disk is full; make room and run the command again; no file was left half-written"
            )
        }
    }

    @Test func `because a portal's folder is a link is left alone, with a sentence`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("mine", to: "elsewhere/portal.md")
        try FileManager.default.createDirectory(atPath: site.output, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/acme",
            withDestinationPath: site.folder / "elsewhere"
        )
        #expect { try site.build() } throws: { error in
            "\(error)" == "\(site.output)/acme is a symbolic link, and nothing is written through links below the "
                + "output folder; remove it"
        }
        #expect(try FolderContents.files(below: site.folder / "elsewhere") == ["portal.md"])
        #expect(try site.folder.text("elsewhere/portal.md") == "mine")
    }

    @Test func `because a page's place is taken by a folder is told so`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("mine", to: "site/acme/preview.html/mine")
        #expect { try site.build() } throws: { error in
            "\(error)"
                == "\(site.output)/acme/preview.html is a folder, and a file is to be written there; move it away"
        }
        #expect(try site.folder.text("site/acme/preview.html/mine") == "mine")
    }

    @Test func `replaces a link in a page's place and not what it leads to`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("mine", to: "elsewhere.html")
        try site.folder.write("x", to: "site/acme/x")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/acme/preview.html",
            withDestinationPath: site.folder / "elsewhere.html"
        )
        try site.build()
        #expect(try site.folder.text("elsewhere.html") == "mine")
        #expect(try site.text("acme/preview.html").hasPrefix("<!doctype html>"))
    }

    @Test func `had its temporary files tidied away wherever a run was killed`() throws {
        let site = try TestSite()
        try site.build()
        let names = ["site/.portico-1-0.tmp", "site/acme/.portico-99-3.tmp", "site/fern/.portico-7-7.tmp"]
        for name in names { try site.folder.write("half", to: name) }
        let others = ["site/.portico-x.tmp", "site/acme/.portico-1-0.tmp.bak", "site/acme/note.tmp"]
        for name in others { try site.folder.write("mine", to: name) }
        try site.remove("fern")
        try site.build()
        for name in names { #expect(!site.folder.has(name)) }
        for name in others { #expect(try site.folder.text(name) == "mine") }
        #expect(!site.folder.has("site/fern"))
    }
}

import Foundation
import TestSupport
import Testing

@testable import Workspaces

@Suite struct FileStampTests {
    private static func stamp(_ modified: Int64, changed: Int64? = nil) -> FileStamp {
        FileStamp(size: 1, inode: 2, modified: modified, changed: changed ?? modified)
    }

    @Test(arguments: [
        // On a file system that counts fractions a change shows after a tick of its clock.
        (stamp(5_000_000_001), 5_000_000_001 as Int64, false), (stamp(5_000_000_001), 5_020_000_001, false),
        (stamp(5_000_000_001), 5_020_000_002, true), (stamp(1, changed: 5_000_000_001), 5_000_000_002, false),
        // On one that does not, after its step of two seconds.
        (stamp(5_000_000_000), 5_500_000_000, false), (stamp(5_000_000_000), 7_000_000_001, true),
        (stamp(.max), .max, false),
        (stamp(.min), .max, true), (stamp(.max), .min, false),
    ])
    func `can be trusted once a later change would show`(stamp: FileStamp, moment: Int64, isSettled: Bool) {
        #expect(stamp.isSettled(at: moment) == isSettled)
    }

    @Test func `tells another content from the same, and a renamed file from another`() throws {
        let folder = try TemporaryFolder()
        let files = try WorkspaceFiles(root: folder.path)
        try folder.write("one", to: "a")
        let first = try files.stamp(of: "a")
        try FileManager.default.moveItem(atPath: folder / "a", toPath: folder / "b")
        #expect(try files.stamp(of: "b").hasSameContent(as: first))
        try folder.write("two", to: "c")
        #expect(try !files.stamp(of: "c").hasSameContent(as: first))
        try FileManager.default.removeItem(atPath: folder / "b")
        try FileManager.default.createSymbolicLink(atPath: folder / "b", withDestinationPath: "c")
        #expect(try files.stamp(of: "b") == files.stamp(of: "c"))
        #expect(throws: FileReadError.notFound) { try files.stamp(of: "d") }
        #expect(throws: FileReadError.notAPlainFile(.folder)) { try files.stamp(of: ".") }
    }

    @Test func `is nil where no plain file of the site is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "site/acme/a")
        try folder.write("x", to: "elsewhere/a")
        for (name, target) in [("link", "../elsewhere"), ("acme/link", "a")] {
            try FileManager.default.createSymbolicLink(atPath: folder / "site/\(name)", withDestinationPath: target)
        }
        let output = try OutputFolder(path: folder / "site")
        #expect(output.stamps(of: ["a", "b", "link"], in: "acme").map { $0 == nil } == [false, true, true])
        for name in ["link", "missing", "..", "../elsewhere", "acme/../acme", "."] {
            #expect(output.stamps(of: ["a"], in: name) == [nil], "\(name)")
        }
        #expect(output.stamps(of: ["acme"], in: "") == [nil])
    }
}

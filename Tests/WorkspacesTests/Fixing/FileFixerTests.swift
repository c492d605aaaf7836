import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// Fixing files where they stand.
@Suite struct FileFixerTests {
    private static let broken = LoadedWorkspace.required + "createdTime: x # why\nstauts: active\n"
    private static let mended = LoadedWorkspace.required + "# why\nstatus: active\n"

    @Sendable private static func problems(_ bytes: [UInt8]) -> [Diagnostic] {
        FixRunTests.problems(bytes, format: .yaml)
    }

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(broken, to: "portals/acme.yaml")
        return folder
    }

    @Test(arguments: [0o600, 0o644, 0o664, 0o400])
    func `a file keeps its permissions`(mode: Int) throws {
        let folder = try Self.folder()
        let path = folder / "portals/acme.yaml"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let outcome = try FileFixer(workspace: folder.path).fix("portals/acme.yaml", problems: Self.problems)
        guard case .fixed(let applied) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(applied.count == 2)
        #expect(try folder.text("portals/acme.yaml") == Self.mended)
        let after = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(after == mode)
        #expect(try folder.files() == ["portals/acme.yaml"])
    }

    @Test func `a file without a fix is not touched`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.mended, to: "portals/acme.yaml")
        let path = folder / "portals/acme.yaml"
        let before = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        let outcome = try FileFixer(workspace: folder.path).fix("portals/acme.yaml", problems: Self.problems)
        #expect(outcome == .untouched)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == before)
        #expect(try FileFixer(workspace: folder.path).fix("portals/none.yaml", problems: Self.problems) == .untouched)
    }

    @Test func `a link is left as it is, and so is what it leads to`() throws {
        let folder = try Self.folder()
        try FileManager.default.createSymbolicLink(
            atPath: folder / "portals/link.yaml",
            withDestinationPath: "acme.yaml"
        )
        try FileManager.default.createSymbolicLink(atPath: folder / "linked", withDestinationPath: "portals")
        let fixer = try FileFixer(workspace: folder.path)
        let words = "portals/link.yaml is a symbolic link and is left as it is; fix the file that it leads to"
        #expect(fixer.fix("portals/link.yaml", problems: Self.problems) == .refused(words))
        guard case .refused = fixer.fix("linked/acme.yaml", problems: Self.problems) else {
            Issue.record("a folder that is a link was followed")
            return
        }
        #expect(try folder.text("portals/acme.yaml") == Self.broken)
    }

    @Test func `a file that changes meanwhile is left as somebody else wrote it`() throws {
        let folder = try Self.folder()
        let outcome = try FileFixer(workspace: folder.path).fix("portals/acme.yaml") { bytes in
            try? folder.write("name: Somebody else's\n", to: "portals/acme.yaml")
            return Self.problems(bytes)
        }
        let words = "portals/acme.yaml was changed meanwhile and is left as it is; run the command again"
        #expect(outcome == .refused(words))
        #expect(try folder.text("portals/acme.yaml") == "name: Somebody else's\n")
        #expect(try folder.files() == ["portals/acme.yaml"])
    }

    @Test func `a file that goes meanwhile, or becomes a folder, is not written anew`() throws {
        for becomesFolder in [false, true] {
            let folder = try Self.folder()
            let outcome = try FileFixer(workspace: folder.path).fix("portals/acme.yaml") { bytes in
                try? FileManager.default.removeItem(atPath: folder / "portals/acme.yaml")
                if becomesFolder { try? folder.write("x", to: "portals/acme.yaml/x") }
                return Self.problems(bytes)
            }
            guard case .refused = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(try folder.files() == (becomesFolder ? ["portals/acme.yaml/x"] : []))
        }
    }

    @Test func `a failing write leaves the file and nothing beside it`() throws {
        for step in ["write", "rename"] {
            let folder = try Self.folder()
            var calls = FileSystemCalls.system
            if step == "write" {
                calls.write = { (_, _) throws(SystemError) in throw SystemError(28) }
            } else {
                calls.rename = { (_, _, _) throws(SystemError) in throw SystemError(28) }
            }
            let output = try OutputFolder(path: folder.path, createIfMissing: false, calls: calls)
            #expect(throws: OutputError.self) {
                try output.replace(["portals", "acme.yaml"], holding: Array(Self.broken.utf8), with: [0x61])
            }
            #expect(try folder.text("portals/acme.yaml") == Self.broken)
            #expect(try folder.files() == ["portals/acme.yaml"])
        }
    }
}

import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// Saving files of a workspace.
@Suite struct WorkspaceWriterTests {
    private static let old = Array("name: a\n".utf8)
    private static let new = Array("name: b\n".utf8)

    private static func folder() throws -> (TemporaryFolder, WorkspaceWriter) {
        let folder = try TemporaryFolder()
        try folder.write("name: a\n", to: "portals/acme.yaml")
        return (folder, try WorkspaceWriter(workspace: folder.path))
    }

    @Test func `a file that holds what was read is replaced and keeps its permissions`() throws {
        let (folder, writer) = try Self.folder()
        let path = folder / "portals/acme.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try writer.read("portals/acme.yaml") == Self.old)
        try writer.replace("portals/acme.yaml", holding: Self.old, with: Self.new)
        #expect(try folder.text("portals/acme.yaml") == "name: b\n")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
        #expect(try folder.files() == ["portals/acme.yaml"])
    }

    @Test func `a file is not touched where nothing changes`() throws {
        let (folder, writer) = try Self.folder()
        let path = folder / "portals/acme.yaml"
        let before = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        try writer.replace("portals/acme.yaml", holding: Self.old, with: Self.old)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == before)
    }

    @Test func `an edit made meanwhile is not lost`() throws {
        for text in ["name: c\n", "name: a\n\n", ""] {
            let (folder, writer) = try Self.folder()
            try folder.write(text, to: "portals/acme.yaml")
            #expect(throws: OutputError(path: "portals/acme.yaml", reason: .changed)) {
                try writer.replace("portals/acme.yaml", holding: Self.old, with: Self.new)
            }
            #expect(try folder.text("portals/acme.yaml") == text)
            #expect(try folder.files() == ["portals/acme.yaml"])
        }
    }

    @Test func `a file that is gone is not written anew`() throws {
        let (folder, writer) = try Self.folder()
        try FileManager.default.removeItem(atPath: folder / "portals/acme.yaml")
        #expect(throws: OutputError(path: "portals/acme.yaml", reason: .changed)) {
            try writer.replace("portals/acme.yaml", holding: Self.old, with: Self.new)
        }
        #expect(try folder.files() == [])
        #expect(try writer.read("portals/acme.yaml") == nil)
    }

    @Test func `a new file is made with its folders, and never over another`() throws {
        let (folder, writer) = try Self.folder()
        try writer.create("logos/new/acme.svg", with: Self.new)
        #expect(try folder.text("logos/new/acme.svg") == "name: b\n")
        #expect(throws: OutputError(path: "portals/acme.yaml", reason: .exists)) {
            try writer.create("portals/acme.yaml", with: Self.new)
        }
        #expect(try folder.text("portals/acme.yaml") == "name: a\n")
        #expect(try folder.files() == ["logos/new/acme.svg", "portals/acme.yaml"])
    }

    @Test func `no link is followed, out of the workspace or within`() throws {
        let (folder, writer) = try Self.folder()
        let outside = try TemporaryFolder()
        try outside.write("name: a\n", to: "acme.yaml")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder / "logos", withDestinationPath: outside.path)
        try files.createSymbolicLink(atPath: folder / "portals/link.yaml", withDestinationPath: outside / "acme.yaml")
        try files.createSymbolicLink(atPath: folder / "portals/none.yaml", withDestinationPath: outside / "none.yaml")
        #expect(throws: OutputError.self) {
            try writer.replace("portals/link.yaml", holding: Self.old, with: Self.new)
        }
        #expect(throws: OutputError.self) { try writer.replace("logos/acme.yaml", holding: Self.old, with: Self.new) }
        for file in ["logos/new.svg", "portals/none.yaml", "../up.yaml", "/tmp/x.yaml", "", "portals/"] {
            #expect(throws: OutputError.self, "\(file)") { try writer.create(file, with: Self.new) }
        }
        #expect(try outside.files() == ["acme.yaml"])
        #expect(try outside.text("acme.yaml") == "name: a\n")
    }

    @Test func `a failing write leaves the file and nothing beside it`() throws {
        for step in ["write", "rename", "link"] {
            let (folder, _) = try Self.folder()
            var calls = FileSystemCalls.system
            switch step {
            case "write": calls.write = { (_, _) throws(SystemError) in throw SystemError(28) }
            case "rename": calls.rename = { (_, _, _) throws(SystemError) in throw SystemError(28) }
            default: calls.link = { (_, _, _) throws(SystemError) in throw SystemError(28) }
            }
            let writer = try WorkspaceWriter(workspace: folder.path, calls: calls)
            if step != "link" {
                #expect(throws: OutputError.self) {
                    try writer.replace("portals/acme.yaml", holding: Self.old, with: Self.new)
                }
            }
            if step != "rename" {
                #expect(throws: OutputError.self) { try writer.create("portals/new.yaml", with: Self.new) }
            }
            #expect(try folder.text("portals/acme.yaml") == "name: a\n")
            #expect(try folder.files() == ["portals/acme.yaml"])
        }
    }
}

import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct NewWorkspaceTests {
    @Test func `a new workspace loads without a problem`() throws {
        let folder = try TemporaryFolder()
        #expect(try NewWorkspace.write(to: folder / "new").written == StarterFiles.all.map(\.path))
        let workspace = try Workspace(at: folder / "new", environment: nil, usesOverrides: true)
        #expect(workspace.diagnostics == [])
        #expect(workspace.entries.flatMap(\.diagnostics) == [])
        #expect(workspace.entries.map(\.idText) == ["acme", "juniper", "lumen"])
        #expect(workspace.entries.compactMap(\.portal).filter { $0.status == .inactive }.count == 1)
        #expect(workspace.entries[0].logo != nil)
    }

    @Test func `a second time nothing is written`() throws {
        let folder = try TemporaryFolder()
        _ = try NewWorkspace.write(to: folder.path)
        #expect(try NewWorkspace.write(to: folder.path).written == [])
    }

    @Test(arguments: StarterFiles.all.map(\.path).filter { $0 != StarterFiles.ignoreFile })
    func `a file with another content stops everything`(path: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: path)
        let error = #expect(throws: OutputError.self) { try NewWorkspace.write(to: folder.path) }
        #expect(error?.reason == .exists)
        #expect(try folder.files() == [path])
    }
}

import TestSupport
import Testing

@testable import Workspaces

@Suite struct WorkspaceFinderTests {
    @Test func `the nearest workspace above is found, up to the repository's root`() throws {
        let folder = try TemporaryFolder()
        for file in [
            "portico.yaml", "a/b/.keep", "a/portico.yaml", "repo/.git/HEAD", "repo/x/.keep", "own/.git",
            "own/portico.yaml",
        ] {
            try folder.write("", to: file)
        }
        #expect(WorkspaceFinder.workspace(around: folder.path) == folder.path)
        #expect(WorkspaceFinder.workspace(around: folder / "a/b") == folder / "a")
        #expect(WorkspaceFinder.workspace(around: folder / "repo/x") == nil)
        #expect(WorkspaceFinder.workspace(around: folder / "own") == folder / "own")
        #expect(WorkspaceFinder.workspace(around: folder / "missing") == nil)
        #expect(WorkspaceFinder.workspace(around: "/proc/self") == nil)
    }
}

import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct InvalidFixturesTests {
    /// What git cannot hold is made by the tests of `portico lint`.
    private static let made: Set = ["file.unreadable", "file.too-large", "file.not-utf8", "file.outside"]

    @Test func `every rule has a workspace with its fault`() throws {
        let path = Repository.path("Tests/Fixtures/workspaces/invalid")
        let folders = try Set(FileManager.default.contentsOfDirectory(atPath: path))
        #expect(folders.union(Self.made) == Set(Rule.all.filter { !$0.needsNetwork }.map(\.id)))
        #expect(folders.isDisjoint(with: Self.made))
    }
}

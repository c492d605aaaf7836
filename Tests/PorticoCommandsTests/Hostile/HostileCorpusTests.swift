import Foundation
import TestSupport
import Testing

/// Hands the hostile files to tests in other languages (Tests/Schema): each group becomes a workspace in the folder
/// that PORTICO_CORPUS names.
@Suite struct HostileCorpusTests {
    @Test func `the hostile files can be written as workspaces`() throws {
        let own = try TemporaryFolder()
        let folder = ProcessInfo.processInfo.environment["PORTICO_CORPUS"] ?? own.path
        let groups = Self.portals.map { group in
            (group.name, group.portals.map { HostileFile("portals/\($0.file)", $0.content) })
        }
        let workspaces = [("settings", HostileWorkspaces.settings), ("sample", HostileWorkspaces.samples)]
        let others = workspaces.flatMap { name, all in
            all.enumerated().map { ("\(name)-\($0)", $1.files) }
        }
        for (name, files) in groups + others {
            let count = try Self.write(files, to: URL(fileURLWithPath: folder).appendingPathComponent(name))
            #expect(count > 0, "\(name)")
        }
    }

    private static var portals: [(name: String, portals: [HostilePortal])] {
        let texts = HostileFields.texts.map { HostileFields.portals(with: $0, isControl: false) }
        let controls = HostileFields.controlTexts.map { HostileFields.portals(with: $0, isControl: true) }
        return (texts + controls).enumerated().map { ("fields-\($0)", $1) } + [
            ("ids", HostileIdentities.ids), ("legal-ids", HostileIdentities.legalIDs),
            ("stems", HostileIdentities.stems), ("slugs", HostileIdentities.slugs), ("texts", HostileTexts.files),
        ]
    }

    /// Writes those files that hold something, and returns how many they were.
    private static func write(_ files: [HostileFile], to folder: URL) throws -> Int {
        var count = 0
        for file in [HostileFile("portico.yaml", "")] + files {
            let data: Data? =
                switch file.content {
                case .text(let text): Data(text.utf8)
                case .bytes(let bytes): Data(bytes)
                case .large, .link, .pipe, .folder: nil
                }
            guard let data else { continue }
            let place = URL(fileURLWithPath: "\(folder.path)/\(file.path)")
            let parent = place.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try data.write(to: place)
            count += 1
        }
        return count - 1
    }
}

import Foundation
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

extension TestSite {
    /// Builds a shard into `shards/INDEX`.
    @discardableResult
    func build(shard index: Int, of count: Int = 4, moment: Int64 = .max, version: String = "0.0.0-test") throws
        -> SiteReport
    {
        let workspace = try opened()
        return try SiteBuilder(version: version, build: "", moment: moment).build(
            SiteFrame(workspace),
            portals: .files(workspace.portals),
            only: nil,
            shard: Shard(index: index, count: count),
            into: OutputFolder(path: folder / "shards/\(index)")
        )
    }

    /// Builds every shard.
    func buildShards(_ count: Int = 4) throws {
        for index in 0..<count { try build(shard: index, of: count) }
    }

    /// Joins shards into `joined`.
    @discardableResult
    func join(_ indices: [Int] = [0, 1, 2, 3], version: String = "0.0.0-test") throws -> SiteReport {
        try SiteJoiner(version: version).join(indices.map { folder / "shards/\($0)" }) {
            try OutputFolder(path: folder / "joined")
        }
    }

    func joined() throws -> [String: Data] { try Self.contents(of: folder / "joined") }

    /// The shard that has a portal.
    static func shard(of id: String, count: Int = 4) -> Int {
        (0..<count).first { Shard(index: $0, count: count)?.contains(id) ?? false } ?? 0
    }

    /// Changes a file of a shard, and has the manifest list it as it is then.
    func forge(_ file: String, ofShard index: Int, _ change: (inout [String]) throws -> Void) throws {
        let folderOfShard = "shards/\(index)"
        let old = try folder.text("\(folderOfShard)/\(file)")
        var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try change(&lines)
        let new = lines.joined(separator: "\n")
        try folder.write(new, to: "\(folderOfShard)/\(file)")
        let manifest = try folder.text("\(folderOfShard)/\(Manifest.fileName)")
        let output = try OutputFolder(path: folder / folderOfShard)
        let hash = try #require(try output.hash(of: [file])).hexadecimal
        let lead = "\"\(file)\":{\"sha256\":\""
        let changed = manifest.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix(lead) else { return String(line) }
            return "\(lead)\(hash)\",\"size\":\(new.utf8.count)}" + (line.hasSuffix(",") ? "," : "")
        }
        try folder.write(changed.joined(separator: "\n"), to: "\(folderOfShard)/\(Manifest.fileName)")
    }
}

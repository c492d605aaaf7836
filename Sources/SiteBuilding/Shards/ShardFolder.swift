import Foundation
import Portals
import Rendering
import Workspaces

/// The output of one shard.
///
/// It is opened anew for each walk, so that thousands of them need few open files.
struct ShardFolder: Sendable {
    /// The folder as the user named it.
    let path: String
    /// Which shard it holds.
    let shard: Shard
    /// What was rendered.
    let head: ShardFile.Head
    /// The hash of the workspace's own templates.
    let templates: ContentHash

    /// Looks into a folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - version: The version of this Portico, which has to have rendered it.
    /// - Throws: `JoinError` if it is no shard of this version.
    init(_ path: String, version: String) throws(JoinError) {
        self.path = path
        let folder = try Self.open(path)
        guard folder.stamps(of: [ShardFile.name], in: "")[0] != nil else { throw .noShard(path) }
        if let other = Self.version(of: folder), !other.hasSameBytes(as: version) {
            throw .otherPortico(folder: path, version: other, own: version)
        }
        let reader = try Self.reader(path, folder, nil)
        head = reader.head
        shard = reader.shard
        templates = ContentHash(of: reader.templates.flatMap(ShardFile.line))
        guard let manifest = try? ManifestReader(in: folder), manifest.head.portico == head.portico,
            manifest.head.inputs == head.inputs
        else { throw .damaged(folder: path, file: Manifest.fileName, line: nil, shard: shard) }
        guard head.portico.hasSameBytes(as: version), head.summaries == PackedSummaries.version else {
            throw .damaged(folder: path, file: ShardFile.name, line: 1, shard: shard)
        }
    }

    /// Opens the folder.
    func open() throws(JoinError) -> OutputFolder { try Self.open(path) }

    /// Opens the file of the shard.
    func reader() throws(JoinError) -> ShardReader { try Self.reader(path, open(), shard) }

    /// Walks through the portals of the shard.
    ///
    /// - Parameter body: Takes a portal.
    /// - Throws: `JoinError` for a line that is damaged, and what `body` throws.
    func eachPortal(_ body: (ShardReader.Portal) throws -> Void) throws {
        let reader = try reader()
        while let portal = try next(reader) { try body(portal) }
    }

    private func next(_ reader: ShardReader) throws(JoinError) -> ShardReader.Portal? {
        do throws(ShardReader.Damage) {
            return try reader.next()
        } catch {
            throw damaged(ShardFile.name, line: error.line)
        }
    }

    /// A file of the shard that is not as Portico writes it.
    func damaged(_ file: String, line: Int? = nil) -> JoinError {
        .damaged(folder: path, file: file, line: line, shard: shard)
    }

    private static func reader(
        _ path: String,
        _ folder: OutputFolder,
        _ shard: Shard?
    ) throws(JoinError) -> ShardReader {
        do throws(ShardReader.Damage) {
            return try ShardReader(in: folder)
        } catch {
            throw .damaged(folder: path, file: ShardFile.name, line: error.line, shard: shard)
        }
    }

    /// The version of Portico that a shard's first line names, whatever else stands there.
    private static func version(of folder: OutputFolder) -> String? {
        struct Version: Decodable {
            let portico: String
        }
        guard let line = try? folder.lines(of: ShardFile.name, limit: ShardFile.lineLimit).next() else { return nil }
        return (try? JSONDecoder().decode(Version.self, from: Data(line.bytes)))?.portico
    }

    private static func open(_ path: String) throws(JoinError) -> OutputFolder {
        do throws(OutputError) {
            return try OutputFolder(path: path, createIfMissing: false)
        } catch {
            if case .system(let system) = error.reason, system.isMissing { throw .missingFolder(path) }
            throw .unreadable(error)
        }
    }
}

extension [ShardFolder] {
    /// Looks into folders, which have to hold the shards of one site, each once.
    ///
    /// - Parameters:
    ///   - paths: The folders, in any order.
    ///   - version: The version of this Portico.
    /// - Throws: `JoinError` if they are not.
    init(_ paths: [String], version: String) throws(JoinError) {
        self = []
        for path in paths { append(try ShardFolder(path, version: version)) }
        guard let first else { return }
        for other in dropFirst() { try first.checkFits(other) }
        sort { $0.shard.index < $1.shard.index }
        for (folder, next) in zip(self, dropFirst()) where folder.shard == next.shard {
            throw .repeated(folder.shard, folder.path, next.path)
        }
        let there = Set(map(\.shard.index))
        let missing = (0..<first.shard.count).filter { !there.contains($0) }
        if !missing.isEmpty { throw .missing(missing, count: first.shard.count) }
    }
}

extension ShardFolder {
    /// Checks that two shards are of the same site.
    fileprivate func checkFits(_ other: ShardFolder) throws(JoinError) {
        let differences: [(isSame: Bool, what: String)] = [
            (shard.count == other.shard.count, "the number of shards, \(shard.count) and \(other.shard.count)"),
            (head.inputs.hasSameBytes(as: other.head.inputs), "settings, environment, sample customer or templates"),
            (head.origin.hasSameBytes(as: other.head.origin), "where their portals come from"),
            (templates == other.templates, "templates"),
        ]
        for difference in differences where !difference.isSame {
            throw .different(path, other.path, what: difference.what)
        }
    }
}

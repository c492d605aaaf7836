import Foundation
import Portals
package import Workspaces

/// Why shards cannot be joined; nothing of the site says that they are.
package enum JoinError: Error, Hashable, Sendable {
    /// A folder cannot be read.
    case unreadable(OutputError)
    /// A folder does not exist.
    case missingFolder(String)
    /// A folder is no output of `render --shard`.
    case noShard(String)
    /// A file of a shard is not as Portico wrote it; `line` counts from 1, `nil` for the whole file.
    case damaged(folder: String, file: String, line: Int?, shard: Shard?)
    /// Another version of Portico rendered a shard.
    case otherPortico(folder: String, version: String, own: String)
    /// Two shards were not rendered from the same; `what` says which part.
    case different(String, String, what: String)
    /// The same shard stands in two folders.
    case repeated(Shard, String, String)
    /// Shards are missing, of so many.
    case missing([Int], count: Int)
    /// Portals of several shards claim the same, or a shard knew of portals that are in none.
    case clashes([ShardClash])
    /// A page is not what the manifest of its shard lists.
    case page(folder: String, path: String, shard: Shard)

    /// What is wrong and what to do, a sentence for each problem, without full stops.
    package var sentences: [String] {
        switch self {
        case .unreadable(let error): [error.sentence]
        case .missingFolder(let folder):
            ["\(folder) does not exist; name the folders that `portico render --shard` wrote"]
        case .noShard(let folder):
            ["\(folder) has no \(ShardFile.name); name the folders that `portico render --shard` wrote"]
        case .damaged(let folder, let file, let line, let shard):
            [
                "\(folder)/\(file)\(line.map { ":\($0)" } ?? "") is not as this Portico writes it; "
                    + Self.remedy(shard)
            ]
        case .otherPortico(let folder, let version, let own):
            ["\(folder) was rendered by Portico \(version), and this is \(own); render and join with the same version"]
        case .different(let first, let second, let what):
            ["\(first) and \(second) differ in \(what); render all shards of one workspace, and join them then"]
        case .repeated(let shard, let first, let second):
            ["\(first) and \(second) both hold shard \(shard); name each shard once"]
        case .missing(let indices, let count): [Self.missing(indices, count: count)]
        case .clashes(let clashes): clashes.map(\.sentence)
        case .page(let folder, let path, let shard):
            ["\(folder)/\(path) is not the page that \(Manifest.fileName) lists; \(Self.remedy(shard))"]
        }
    }

    private static func remedy(_ shard: Shard?) -> String {
        shard.map { "render this shard again, with --shard \($0)" } ?? "render this shard again"
    }

    private static func missing(_ indices: [Int], count: Int) -> String {
        let shown = indices.prefix(10).map { "\($0)/\(count)" }
        let rest = indices.count > shown.count ? " and \(indices.count - shown.count) more" : ""
        let (noun, verb) = indices.count == 1 ? ("shard", "is") : ("shards", "are")
        return "\(noun) \(shown.joined(separator: ", "))\(rest) \(verb) missing; name the folder of every shard"
    }
}

/// Portals that cannot stand in one site, although each may in its shard.
package enum ShardClash: Hashable, Sendable {
    /// A portal's file and the folder of its shard.
    package struct Place: Hashable, Sendable {
        /// The folder of the shard.
        package let folder: String
        /// The portal's file.
        package let file: String

        fileprivate var words: String { "\(file) in \(folder)" }
    }

    /// Two shards have the same file.
    case file(Place, String)
    /// Two portals have something in common that no shard knew of.
    case unknown(Place, Place, message: String)
    /// A shard knew of something in common with a portal that is in no shard.
    case gone(Place)

    /// What is wrong and what to do.
    var sentence: String {
        switch self {
        case .file(let place, let other): "\(place.words) is in \(other) too; \(Self.remedy)"
        case .unknown(let place, let owner, let message):
            "\(place.words) clashes with \(owner.words): \(message); \(Self.remedy)"
        case .gone(let place): "\(place.words) was rendered beside a portal that no shard has; \(Self.remedy)"
        }
    }

    private static let remedy = "render both shards again, from the same workspace"
}

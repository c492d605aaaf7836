import Foundation
import Portals
import Rendering
import Workspaces

/// What joining needs of a shard beside its pages, which Portico keeps in the shard's output as `portico-shard.jsonl`.
///
/// The first line says what was rendered and by which Portico. A line for each of the workspace's own templates
/// follows, then one for every portal file of the shard, in the order of the files. The same shard always has the same
/// bytes. It is read line by line, so that it has no limit but that of a line.
enum ShardFile {
    /// The file's name.
    static let name = "portico-shard.jsonl"
    static let version = 1
    /// How many bytes a line may have: more than the longest that Portico writes.
    static let lineLimit = 16 << 20
    /// How many templates of its own a workspace may have, more than there are built-in ones.
    static let templateLimit = 1_000

    /// The first line.
    struct Head: Codable, Hashable, Sendable {
        /// The version of this format.
        var version: Int
        /// The version of Portico that wrote it.
        var portico: String
        /// Which shard, from 0.
        var index: Int
        /// How many shards there are.
        var count: Int
        /// Where the portals come from, for the foot of pages.
        var origin: String
        /// The SHA-256 of what shows in every portal: settings, sample customer, templates.
        var inputs: String
        /// The version of the packed summaries.
        var summaries: Int
        /// How many lines of templates follow.
        var templates: Int
    }

    /// The line of a template.
    struct Template: Codable, Hashable, Sendable {
        /// The name of the built-in template whose place it takes.
        var template: String
        /// Its text.
        var text: String
    }

    /// The line of a portal file.
    struct Portal: Codable, Hashable, Sendable {
        /// The file, relative to the workspace.
        var file: String
        /// The slug; `nil` where there is none.
        var slug: String?
        /// What the portal had in common with others when the shard was rendered, as messages; `nil` for nothing.
        var clashes: [String]?
        /// What pages of all portals show of it, packed.
        var summary: Data
        /// The logo on its card, in the first line that shows it.
        var logo: Logo?
    }

    /// A logo that a card shows.
    struct Logo: Codable, Hashable, Sendable {
        /// The media type.
        var type: String
        /// The content of the file.
        var bytes: Data
    }

    /// A value as a line of JSON, without the line break.
    static func line(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and objects of them can always be written.
        return (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
    }
}

/// Writes the file of a shard while portals go by.
struct ShardFileWriter {
    let shard: Shard
    private let draft: HashedDraft
    /// The paths of logos that were written.
    private var logos: Set<KeyBytes> = []

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - shard: The shard.
    ///   - frame: What all pages share.
    ///   - version: The version of Portico.
    ///   - output: The folder of the shard.
    /// - Throws: `OutputError` if nothing can be written there.
    init(_ shard: Shard, _ frame: SiteFrame, version: String, in output: OutputFolder) throws(OutputError) {
        self.shard = shard
        draft = try HashedDraft(in: output)
        let templates = frame.templates.overrides
        let head = ShardFile.Head(
            version: ShardFile.version,
            portico: version,
            index: shard.index,
            count: shard.count,
            origin: frame.origin,
            inputs: frame.inputs?.hexadecimal ?? "",
            summaries: PackedSummaries.version,
            templates: templates.count
        )
        try append(head)
        for template in templates {
            try append(ShardFile.Template(template: template.name, text: template.text))
        }
    }

    /// Whether a portal belongs to the shard.
    func contains(_ portal: PortalTrace) -> Bool { shard.contains(portal.id) }

    /// Adds a portal of the shard.
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - find: Finds a logo by its path.
    /// - Throws: `OutputError` if the line cannot be written.
    mutating func append(_ portal: PortalTrace, logo find: (String) -> Portals.Logo?) throws {
        guard let summary = portal.summary else { return }
        try append(
            ShardFile.Portal(
                file: portal.file,
                slug: portal.slug,
                clashes: portal.clashes.isEmpty ? nil : portal.clashes,
                summary: Data(summary.packed),
                logo: newLogo(of: summary, find)
            )
        )
    }

    /// Ends the file and gives it its name.
    consuming func publish() throws(OutputError) -> HashedDraft.Published {
        try draft.publish(as: ShardFile.name)
    }

    /// The logo on a card, unless a card before it shows the same.
    private mutating func newLogo(of summary: PortalSummary, _ find: (String) -> Portals.Logo?) -> ShardFile.Logo? {
        guard let shown = summary.cardLogo, !logos.contains(KeyBytes(shown.path)), let logo = find(shown.path),
            // Changed since the portal was rendered; joining says what to do.
            ContentHash(of: logo.bytes) == shown.digest
        else { return nil }
        logos.insert(KeyBytes(shown.path))
        return ShardFile.Logo(type: logo.format.mediaType, bytes: Data(logo.bytes))
    }

    private mutating func append(_ line: some Encodable) throws(OutputError) {
        try draft.append(ShardFile.line(line) + [UInt8(ascii: "\n")])
    }
}

extension PortalTrace {
    /// A portal of another shard: of it, no more is kept than what tells whether it has changed.
    ///
    /// - Parameters:
    ///   - portal: The portal as it was read.
    ///   - clashes: What it has in common with portals before it.
    init(ofAnotherShard portal: ReadPortal, clashes: [Clash]) {
        let entry = portal.entry
        self.init(
            file: entry.file,
            stamp: portal.stamp,
            content: portal.content.map { ContentHash(of: $0) },
            logos: [],
            id: entry.idText,
            slug: entry.portal?.slug,
            state: entry.state,
            clashes: clashes.map(\.message),
            pages: [],
            problems: PortalProblems([]),
            summary: nil
        )
    }
}

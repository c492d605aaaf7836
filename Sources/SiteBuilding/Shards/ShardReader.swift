import Foundation
import Portals
import Rendering
import Workspaces

/// Reads the file of a shard line by line, and believes nothing of it.
final class ShardReader {
    /// A line is not as Portico writes it.
    struct Damage: Error {
        /// Which, from 1; `nil` for the whole file.
        let line: Int?
    }

    /// A portal of the shard.
    struct Portal {
        /// What pages of all portals show of it.
        let summary: PortalSummary
        /// The slug; `nil` where there is none.
        let slug: String?
        /// What it had in common with others when the shard was rendered, as messages.
        let clashes: [String]
        /// The content of the logo that its card shows, if no card before it shows it.
        let logo: [UInt8]?
    }

    /// What was rendered.
    let head: ShardFile.Head
    /// Which shard it is.
    let shard: Shard
    /// The workspace's own templates.
    let templates: [ShardFile.Template]
    private let lines: LineReader
    /// The file of the portal before.
    private var last: String?

    /// Opens the file, and reads what stands before the portals.
    ///
    /// - Parameter folder: The output of the shard.
    /// - Throws: `Damage`; also where there is no such file.
    init(in folder: OutputFolder) throws(Damage) {
        guard let lines = try? folder.lines(of: ShardFile.name, limit: ShardFile.lineLimit) else {
            throw Damage(line: nil)
        }
        self.lines = lines
        guard let head: ShardFile.Head = try Self.value(lines), head.version == ShardFile.version,
            let shard = Shard(index: head.index, count: head.count),
            (0...ShardFile.templateLimit).contains(head.templates)
        else { throw Damage(line: 1) }
        var templates: [ShardFile.Template] = []
        for _ in 0..<head.templates {
            guard let template: ShardFile.Template = try Self.value(lines) else {
                throw Damage(line: lines.lineNumber)
            }
            templates.append(template)
        }
        self.head = head
        self.shard = shard
        self.templates = templates
    }

    /// Returns the next portal; `nil` at the end.
    ///
    /// - Throws: `Damage`.
    func next() throws(Damage) -> Portal? {
        guard let line: ShardFile.Portal = try Self.value(lines) else { return nil }
        let damage = Damage(line: lines.lineNumber)
        guard let summary = try? PortalSummary(packed: Array(line.summary)[...]),
            summary.file.hasSameBytes(as: line.file), shard.contains(summary.id), Self.isLegal(summary),
            last.map({ $0.utf8.lexicographicallyPrecedes(line.file.utf8) }) ?? true
        else { throw damage }
        last = line.file
        var logo: [UInt8]?
        if let shown = line.logo {
            guard let card = summary.cardLogo, shown.bytes.count <= SummaryLogo.byteLimit,
                ContentHash(of: shown.bytes) == card.digest,
                LogoInspector.inspect(Array(shown.bytes), fileName: card.path).logo?.format.mediaType == shown.type
            else { throw damage }
            logo = Array(shown.bytes)
        }
        return Portal(summary: summary, slug: line.slug, clashes: line.clashes ?? [], logo: logo)
    }

    /// Whether a summary says nothing that could not come from a portal: an id that is no folder, an address that
    /// leads elsewhere than to a portal.
    private static func isLegal(_ summary: PortalSummary) -> Bool {
        guard summary.state == .withoutFolder || (try? PortalID(summary.id)) != nil else { return false }
        guard let url = summary.url else { return true }
        guard url.hasPrefix("https://") else { return false }
        return url.dropFirst("https://".count).utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "@~._-/".utf8.contains(byte)
            }
        }
    }

    /// The value of the next line; `nil` at the end.
    private static func value<Value: Decodable>(_ lines: LineReader) throws(Damage) -> Value? {
        let line: LineReader.Line?
        do throws(FileReadError) {
            line = try lines.next()
        } catch {
            throw Damage(line: lines.lineNumber)
        }
        guard let line else { return nil }
        guard line.isTerminated, let value = try? JSONDecoder().decode(Value.self, from: Data(line.bytes)) else {
            throw Damage(line: lines.lineNumber)
        }
        return value
    }
}

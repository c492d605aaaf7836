import Foundation
import Portals
import Rendering

/// The records of a site's portals, which Portico keeps beside the manifest as `portico-portals.jsonl`.
///
/// The first line has the version, then comes a line a portal in the order of the ids' bytes. It is read line by line
/// and never as a whole, so that it has no limit but that of a line.
enum PortalRecords {
    /// The file's name.
    static let fileName = "portico-portals.jsonl"
    /// How many bytes a line may have: more than the longest that Portico writes.
    static let lineLimit = 256 << 10
    static let version = 1

    /// The file's content.
    ///
    /// - Parameter lines: The portals' lines, sorted.
    /// - Returns: The version, and the lines behind it.
    static func bytes(of lines: [PortalRecordLine]) -> [UInt8] {
        var bytes = Array("{\"version\":\(version)}\n".utf8)
        bytes.reserveCapacity(lines.reduce(bytes.count) { $0 + $1.bytes.count + 1 })
        for line in lines {
            bytes += line.bytes
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

/// A line of the file: a portal's record, as bytes.
struct PortalRecordLine: Sendable {
    /// The portal's id.
    let id: PortalID
    /// The JSON, without a line break.
    ///
    /// The same record always has the same bytes.
    let bytes: [UInt8]

    /// Writes a record; `nil` if its id is not legal.
    init?(_ record: PortalRecord) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and lists of texts can always be written.
        guard let id = try? PortalID(record.id), let data = try? encoder.encode(JSONPortalRecord(record)) else {
            return nil
        }
        self.id = id
        bytes = Array(data)
    }

    /// Takes a line of a file; `nil` if it does not begin with a legal id.
    ///
    /// The rest is looked at by `record`, which costs more.
    init?(_ bytes: [UInt8]) {
        let start = Array("{\"id\":\"".utf8)
        guard bytes.starts(with: start) else { return nil }
        let text = bytes.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }
        guard let id = try? PortalID(String(decoding: text, as: UTF8.self)) else { return nil }
        self.id = id
        self.bytes = bytes
    }

    /// The record; `nil` if the line is none.
    var record: PortalRecord? {
        guard let json = try? JSONDecoder().decode(JSONPortalRecord.self, from: Data(bytes)) else { return nil }
        return json.id == id.description ? json.record : nil
    }
}

/// A record as JSON.
///
/// Sorted, its keys begin with the id, by which lines are found without being decoded.
private struct JSONPortalRecord: Codable {
    struct Page: Codable {
        let palette: String
        let style: String
    }

    let id: String
    let page: Page
    /// The digests of text, links and markup by the screen's id.
    let screens: [String: [String]]
    let values: [String: String]

    init(_ record: PortalRecord) {
        id = record.id
        page = Page(palette: record.palette, style: record.style)
        screens = record.screens.mapValues { [$0.text, $0.links, $0.markup] }
        values = Dictionary(uniqueKeysWithValues: record.values.map { ($0.key.rawValue, $0.value) })
    }

    /// The record; `nil` if a screen lacks a digest.
    ///
    /// What a later version added is left out.
    var record: PortalRecord? {
        guard screens.values.allSatisfy({ $0.count >= 3 }) else { return nil }
        let known = PortalValue.allCases.compactMap { value in values[value.rawValue].map { (value, $0) } }
        return PortalRecord(
            id: id,
            values: Dictionary(uniqueKeysWithValues: known),
            screens: screens.mapValues { ScreenDigests(text: $0[0], links: $0[1], markup: $0[2]) },
            palette: page.palette,
            style: page.style
        )
    }
}

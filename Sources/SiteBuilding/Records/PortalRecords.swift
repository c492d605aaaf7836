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
    static let version = 2

    /// The first line.
    static var head: [UInt8] { Array("{\"version\":\(version)}\n".utf8) }
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
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - preview: The hash of the page in which its screens stand.
    init?(_ record: PreviewRecord, preview: ContentHash) {
        guard let id = try? PortalID(record.id) else { return nil }
        self.id = id
        bytes = JSONPortalRecord.bytes(of: record, preview: preview)
    }

    /// Takes a line of a file; `nil` if it does not begin with a legal id.
    ///
    /// The rest is looked at by `record`, which costs more.
    init?(_ bytes: [UInt8]) {
        guard let id = Self.id(of: bytes).flatMap({ try? PortalID($0) }) else { return nil }
        self.id = id
        self.bytes = bytes
    }

    /// The id with which a line begins, legal or not; `nil` if it begins with none.
    static func id(of bytes: [UInt8]) -> String? {
        guard bytes.starts(with: start) else { return nil }
        let text = bytes[start.count...]
        guard let end = text.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        return String(decoding: text[..<end], as: UTF8.self)
    }

    private static let start = Array("{\"id\":\"".utf8)

    /// The record, and the hash of its page; `nil` if the line is none.
    var record: (preview: ContentHash, record: PreviewRecord)? {
        guard let json = try? JSONDecoder().decode(JSONPortalRecord.self, from: Data(bytes)) else { return nil }
        guard json.id == id.description, let hash = ContentHash(hexadecimal: json.page.hash) else { return nil }
        return json.record.map { (hash, $0) }
    }
}

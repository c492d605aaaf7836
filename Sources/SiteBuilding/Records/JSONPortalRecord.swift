import Portals
import Rendering

/// A record as JSON.
///
/// Its keys begin with the id, by which lines are found without being decoded.
struct JSONPortalRecord: Decodable {
    struct Page: Decodable {
        let hash: String
        let palette: String
        let style: String
    }

    /// Where a screen is found: a place in two numbers, where it begins and how long it is, or three digests.
    enum Screen: Decodable {
        case place([Int])
        case digests([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let numbers = try? container.decode([Int].self) {
                self = .place(numbers)
            } else {
                self = .digests(try container.decode([String].self))
            }
        }
    }

    let id: String
    let page: Page
    let screens: [String: Screen]
    let values: [String: String]

    /// The record; `nil` if a screen is said in another way than this version knows.
    ///
    /// What a later version added is left out.
    var record: PreviewRecord? {
        var places: [String: PreviewRecord.Screen] = [:]
        for (id, screen) in screens {
            guard let place = PreviewRecord.Screen(screen) else { return nil }
            places[id] = place
        }
        let known = PortalValue.allCases.compactMap { value in values[value.rawValue].map { (value, $0) } }
        return PreviewRecord(
            id: id,
            values: Dictionary(uniqueKeysWithValues: known),
            screens: places,
            palette: page.palette,
            style: page.style
        )
    }

    /// The screens and the values in the order of their names' bytes, in which they are written, each with its key.
    private static let screenOrder = Rendering.Screen.allCases.map(\.rawValue).sorted { $0.bytesPrecede($1) }
        .map { (id: $0, key: JSONBytes.key($0)) }
    private static let valueOrder = PortalValue.allCases.sorted { $0.rawValue.bytesPrecede($1.rawValue) }
        .map { (value: $0, key: JSONBytes.key($0.rawValue)) }

    /// Writes a record, in the form that is read above.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - preview: The hash of the page in which its screens stand.
    /// - Returns: The JSON, without a line break.
    static func bytes(of record: PreviewRecord, preview: ContentHash) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2048)
        bytes += "{\"id\":".utf8
        JSONBytes.append(record.id, to: &bytes)
        bytes += ",\"page\":{\"hash\":\"".utf8
        bytes += preview.hexadecimal.utf8
        bytes += "\",\"palette\":".utf8
        JSONBytes.append(record.palette, to: &bytes)
        bytes += ",\"style\":".utf8
        JSONBytes.append(record.style, to: &bytes)
        bytes += "},\"screens\":{".utf8
        var isFirst = true
        for (id, key) in screenOrder {
            guard let screen = record.screens[id] else { continue }
            JSONBytes.begin(key, isFirst: &isFirst, to: &bytes)
            screen.append(to: &bytes)
        }
        bytes += "},\"values\":{".utf8
        isFirst = true
        for (value, key) in valueOrder {
            guard let text = record.values[value] else { continue }
            JSONBytes.begin(key, isFirst: &isFirst, to: &bytes)
            JSONBytes.append(text, to: &bytes)
        }
        bytes += "}}".utf8
        return bytes
    }
}

extension PreviewRecord.Screen {
    /// `nil` for a place before the page or without an end, and for less than three digests.
    fileprivate init?(_ json: JSONPortalRecord.Screen) {
        switch json {
        case .place(let numbers):
            guard numbers.count >= 2, numbers[0] >= 0, numbers[1] >= 0 else { return nil }
            let (end, isTooLarge) = numbers[0].addingReportingOverflow(numbers[1])
            guard !isTooLarge else { return nil }
            self = .place(numbers[0]..<end)
        case .digests(let digests):
            guard digests.count >= 3 else { return nil }
            self = .digests(ScreenDigests(text: digests[0], links: digests[1], markup: digests[2]))
        }
    }

    fileprivate func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        switch self {
        case .place(let place):
            JSONBytes.append(place.lowerBound, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONBytes.append(place.count, to: &bytes)
        case .digests(let digests):
            for (index, digest) in [digests.text, digests.links, digests.markup].enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONBytes.append(digest, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }
}

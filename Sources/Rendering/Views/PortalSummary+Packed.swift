import Diagnostics
package import Portals

/// Where the fields of a packed summary are.
///
/// A summary begins with a byte of switches, a byte of features, the counts of errors and warnings, and the lengths of
/// its fields; the fields follow, one behind the other.
struct SummaryFields: Sendable {
    enum Name: Int, CaseIterable {
        case colors, logoDigest, logoPath, id, name, address, url, brandName, file, firstProblem
    }

    /// How the public address is kept.
    enum Address: UInt8 {
        /// It cannot be opened.
        case none
        /// It is the short one with `scheme`.
        case address
        /// It has a field of its own.
        case own
    }

    static let scheme = "https://"

    let url: Address
    let hasProblem: Bool
    /// Where the first field begins.
    private let start: Int
    /// Where each field ends, counted from there.
    private var ends = SIMD16<UInt32>()

    fileprivate init(
        _ reader: inout PackedBytesReader,
        url: Address,
        hasProblem: Bool
    ) throws(PackedBytesError) {
        self.url = url
        self.hasProblem = hasProblem
        var end = 0
        for name in 0..<Name.allCases.count {
            let length = try reader.integer()
            guard length >= 0, length <= reader.restCount else { throw PackedBytesError() }
            end += length
            ends[name] = UInt32(truncatingIfNeeded: end)
        }
        guard end == reader.restCount, end <= Int(Int32.max) else { throw PackedBytesError() }
        start = reader.rest.startIndex
    }

    func range(of name: Name) -> Range<Int> {
        let first = name.rawValue == 0 ? 0 : Int(ends[name.rawValue - 1])
        return start + first..<start + Int(ends[name.rawValue])
    }
}

/// What is packed of a summary.
struct SummaryContent {
    let state: PortalSummary.State
    var status = Status.active
    var features = FeatureSet(bits: 0)
    var colors: SummaryColors?
    var logo: SummaryLogo?
    var id = ""
    var name = ""
    var address = ""
    var url: String?
    var brandName = ""
    var file = ""
    let errorCount: Int
    let warningCount: Int
    let firstProblem: String?

    init(state: PortalSummary.State, problems: [Diagnostic]) {
        self.state = state
        let sorted = problems.sorted()
        let first = sorted.first { $0.severity == .error } ?? sorted.first { $0.severity == .warning }
        (errorCount, warningCount) = (sorted.count(of: .error), sorted.count(of: .warning))
        firstProblem = first.map(\.sentence)
    }

    fileprivate var packed: [UInt8] {
        let place = url.map { $0 == SummaryFields.scheme + address ? SummaryFields.Address.address : .own } ?? .none
        var writer = PackedBytesWriter()
        let switches =
            state.rawValue | (status == .inactive ? 1 << 2 : 0) | place.rawValue << 3
            | (firstProblem == nil ? 0 : 1 << 5)
        writer.append(UInt64(switches))
        writer.append(UInt64(features.bits))
        writer.append(errorCount)
        writer.append(warningCount)
        var texts: [UInt8] = []
        for name in SummaryFields.Name.allCases {
            let start = texts.count
            switch name {
            case .colors: texts += colors?.bytes ?? []
            case .logoDigest: texts += logo?.digest.bytes ?? []
            case .logoPath: texts += (logo?.path ?? "").utf8
            case .id: texts += id.utf8
            case .name: texts += self.name.utf8
            case .address: texts += address.utf8
            case .url: texts += (place == .own ? url ?? "" : "").utf8
            case .brandName: texts += brandName.utf8
            case .file: texts += file.utf8
            case .firstProblem: texts += (firstProblem ?? "").utf8
            }
            writer.append(texts.count - start)
        }
        return writer.bytes + texts
    }
}

extension PortalSummary {
    init(_ content: SummaryContent) {
        do throws(PackedBytesError) {
            try self.init(checked: content.packed[...])
        } catch {
            preconditionFailure("what was just packed can be read")
        }
    }

    /// The summary as bytes, which `init(packed:)` reads again.
    package var packed: [UInt8] { Array(bytes) }

    /// Writes what `docs.md` and `docs.html` of all portals say of this one, so that they need not be made again when
    /// something else of it changed, such as a colour; nothing for a portal that has no docs.
    ///
    /// - Parameter row: Receives it.
    package func appendDocsRow(to row: inout [UInt8]) {
        guard state == .whole else { return }
        row += [features.bits, status == .active ? 1 : 0, fields.url.rawValue]
        for field in [SummaryFields.Name.id, .name, .address, .url] {
            row += self[field]
            // No text has this byte, so that none can be taken for a part of another.
            row.append(0xFF)
        }
    }

    /// Reads a summary that was packed.
    ///
    /// - Parameter packed: What `packed` returned.
    /// - Throws: `PackedBytesError` if the bytes are something else.
    package init(packed: ArraySlice<UInt8>) throws(PackedBytesError) {
        try self.init(checked: packed)
        guard [0, 3 * SummaryColors.keys.count].contains(self[.colors].count) else { throw PackedBytesError() }
        guard [0, 32].contains(self[.logoDigest].count) else { throw PackedBytesError() }
        guard !self[.logoDigest].isEmpty || self[.logoPath].isEmpty else { throw PackedBytesError() }
        guard fields.url == .own || self[.url].isEmpty else { throw PackedBytesError() }
        guard fields.hasProblem || self[.firstProblem].isEmpty else { throw PackedBytesError() }
        // Texts follow one another, so that they are checked at once; one that begins within a character is repaired.
        let texts = bytes[fields.range(of: .logoPath).lowerBound...]
        guard String(validating: texts, as: UTF8.self) != nil else { throw PackedBytesError() }
    }

    /// Reads a summary whose fields were checked once.
    ///
    /// - Parameter bytes: The bytes.
    /// - Throws: `PackedBytesError` if the bytes are no summary.
    init(checked bytes: ArraySlice<UInt8>) throws(PackedBytesError) {
        var reader = PackedBytesReader(bytes)
        let switches = try reader.number()
        let features = try reader.number()
        guard switches < 1 << 6, features < 1 << UInt64(FeatureSet.count) else { throw PackedBytesError() }
        let bits = UInt8(truncatingIfNeeded: switches)
        guard let state = State(rawValue: bits & 3), let url = SummaryFields.Address(rawValue: bits >> 3 & 3) else {
            throw PackedBytesError()
        }
        self.state = state
        status = bits & 1 << 2 == 0 ? .active : .inactive
        self.features = FeatureSet(bits: UInt8(truncatingIfNeeded: features))
        errorCount = try reader.integer()
        warningCount = try reader.integer()
        guard (0...Self.largestCount).contains(errorCount), (0...Self.largestCount).contains(warningCount) else {
            throw PackedBytesError()
        }
        fields = try SummaryFields(&reader, url: url, hasProblem: bits & 1 << 5 != 0)
        self.bytes = bytes
    }

    /// More problems than any file has; sums of two stay numbers.
    private static let largestCount = Int(Int32.max)
}

extension PortalSummary: Hashable {
    /// Whether two summaries say the same.
    public static func == (left: PortalSummary, right: PortalSummary) -> Bool { left.bytes == right.bytes }

    /// Hashes what the summary says.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// A page that all portals share, made piece by piece while it is written, because a row for each of a hundred
/// thousand portals need not be in memory at once.
package struct SharedPage: Sendable {
    /// Takes a piece of a page; the next one follows it.
    package typealias Sink = (ArraySlice<UInt8>) throws -> Void

    /// The page's file in the site.
    package let name: String
    /// What the page says, in order.
    let parts: @Sendable () -> [PagePart]

    /// Writes the page.
    ///
    /// - Parameter sink: Takes piece after piece, each of some 64 KB.
    /// - Throws: What the sink throws.
    package func write(to sink: Sink) throws {
        var buffer = PageBuffer()
        for part in parts() { try part.write(to: &buffer, sink) }
        try buffer.flush(to: sink)
    }

    /// The whole page.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        // Appending throws nothing.
        try? write { bytes += $0 }
        return bytes
    }
}

/// A part of a page.
enum PagePart: Sendable {
    case text([UInt8])
    /// Rows, written as they are or as HTML escapes them.
    case rows(PageRows, isRaw: Bool)

    fileprivate func write(to buffer: inout PageBuffer, _ sink: SharedPage.Sink) throws {
        switch self {
        case .text(let bytes):
            buffer.bytes += bytes
            try buffer.flushIfFull(to: sink)
        case .rows(let rows, isRaw: true): try rows.write(&buffer, sink)
        case .rows(let rows, isRaw: false):
            // Only a template of the workspace writes rows in two braces.
            var plain = PageBuffer()
            func escape(_ piece: ArraySlice<UInt8>) throws {
                HTMLText.append(piece, to: &buffer.bytes)
                try buffer.flushIfFull(to: sink)
            }
            try rows.write(&plain, escape)
            try plain.flush(to: escape)
        }
    }
}

/// The rows of a list of portals.
struct PageRows: Sendable {
    /// Writes them; what is left in the buffer belongs to them.
    let write: @Sendable (inout PageBuffer, SharedPage.Sink) throws -> Void

    /// Rows as a template has them on a line of their own: without the line break at their end.
    init(
        _ summaries: SummaryList,
        of template: RowTemplate,
        _ fill: @escaping @Sendable (PortalSummary, inout RowValues) -> Void
    ) {
        write = { buffer, sink in
            var values = RowValues()
            var hasText = false
            for index in 0..<summaries.count {
                guard let summary = summaries.summary(index) else { continue }
                fill(summary, &values)
                let start = buffer.bytes.count
                template.append(values, to: &buffer.bytes)
                hasText = hasText || buffer.bytes.count > start
                // The last byte stays, because it may be the line break that goes.
                try buffer.flushIfFull(keeping: 1, to: sink)
            }
            if hasText, buffer.bytes.last == UInt8(ascii: "\n") { buffer.bytes.removeLast() }
        }
    }

    /// Something that a list of portals is turned into.
    init(_ write: @escaping @Sendable (inout PageBuffer, SharedPage.Sink) throws -> Void) {
        self.write = write
    }

    /// All of them.
    var text: String {
        var bytes: [UInt8] = []
        var buffer = PageBuffer()
        // Appending throws nothing.
        try? write(&buffer) { bytes += $0 }
        return String(decoding: bytes + buffer.bytes, as: UTF8.self)
    }
}

/// What of a page was made and not taken yet.
struct PageBuffer {
    /// How large a piece is, but for the row that goes beyond.
    static let pieceSize = 64 << 10

    var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(Self.pieceSize + Self.pieceSize / 4)
    }

    /// Hands a piece on if there is enough for one.
    ///
    /// - Parameters:
    ///   - count: How many bytes stay.
    ///   - sink: Takes the piece.
    /// - Throws: What the sink throws.
    mutating func flushIfFull(keeping count: Int = 0, to sink: SharedPage.Sink) throws {
        guard bytes.count >= Self.pieceSize else { return }
        let end = bytes.count - count
        try sink(bytes[..<end])
        bytes.removeSubrange(..<end)
    }

    /// Hands on what there is.
    mutating func flush(to sink: SharedPage.Sink) throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes[...])
        bytes.removeAll(keepingCapacity: true)
    }
}

/// Summaries by their place, wherever they are kept.
struct SummaryList: Sendable {
    let count: Int
    /// The summary at a place from 0; `nil` if the list leaves it out.
    let summary: @Sendable (Int) -> PortalSummary?

    init<Summaries: RandomAccessCollection & Sendable>(_ summaries: Summaries)
    where Summaries.Element == PortalSummary, Summaries.Index == Int {
        count = summaries.count
        summary = { summaries[summaries.startIndex + $0] }
    }

    private init(count: Int, summary: @escaping @Sendable (Int) -> PortalSummary?) {
        self.count = count
        self.summary = summary
    }

    /// Those that have docs.
    var whole: SummaryList {
        SummaryList(count: count) { [summary] index in summary(index).flatMap { $0.state == .whole ? $0 : nil } }
    }

    /// Those of a range.
    subscript(range: Range<Int>) -> SummaryList {
        SummaryList(count: range.count) { [summary] in summary(range.lowerBound + $0) }
    }
}

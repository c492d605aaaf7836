import Portals
import Rendering

/// What the pages that all portals share are made from.
struct SharedInputs: Sendable {
    /// How many portals there are, which was counted on the way.
    let counts: SharedCounts
    private let all: ContentHash
    private let docs: ContentHash
    private let pages: [ContentHash]

    init(_ summaries: PackedSummaries) {
        // How many portals there are, and of which kind, stands on every page.
        counts = SharedCounts(summaries)
        let countBytes = counts.bytes
        let starts = Array(stride(from: 0, to: max(summaries.count, 1), by: SharedPages.cardLimit))
        let parts = starts.concurrentMap { start in
            let portals = start..<min(start + SharedPages.cardLimit, summaries.count)
            var rows: [UInt8] = []
            for index in portals { summaries[index].appendDocsRow(to: &rows) }
            return (cards: ContentHash(of: summaries.packed(portals)), rows: ContentHash(of: rows))
        }
        all = ContentHash(of: parts.flatMap(\.cards.bytes))
        docs = ContentHash(of: parts.flatMap(\.rows.bytes))
        pages = parts.map { ContentHash(of: countBytes + $0.cards.bytes) }
    }

    /// Returns the hash of what a page is made from.
    ///
    /// - Parameter index: Its place among `SharedPages.pages(of:)`: docs first, then the gallery.
    /// - Returns: The hash.
    func hash(ofPage index: Int) -> ContentHash {
        if index < SharedPages.docsCount { return docs }
        // The gallery's first page has the index for the search in it.
        return index == SharedPages.docsCount ? all : pages[index - SharedPages.docsCount]
    }
}

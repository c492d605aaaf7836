import Rendering

/// What the pages that all portals share are made from.
struct SharedInputs: Sendable {
    /// How many portals there are, which was counted on the way.
    let counts: SharedCounts
    private let all: ContentHash
    private let docs: ContentHash
    private let pages: [ContentHash]

    init(_ summaries: PackedSummaries) {
        var whole = ContentHasher()
        var docs = ContentHasher()
        var pages: [ContentHash] = []
        // How many portals there are, and of which kind, stands on every page.
        counts = SharedCounts(summaries)
        let countBytes = counts.bytes
        for start in stride(from: 0, to: max(summaries.count, 1), by: SharedPages.cardLimit) {
            let portals = start..<min(start + SharedPages.cardLimit, summaries.count)
            let page = ContentHash(of: summaries.packed(portals))
            whole.update(page.bytes)
            pages.append(ContentHash(of: countBytes + page.bytes))
            var rows: [UInt8] = []
            for index in portals { summaries[index].appendDocsRow(to: &rows) }
            docs.update(rows)
        }
        all = whole.finish()
        self.docs = docs.finish()
        self.pages = pages
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

import Rendering

/// What the pages that all portals share are made from.
struct SharedInputs: Sendable {
    private let all: ContentHash
    private let pages: [ContentHash]

    init(_ summaries: PackedSummaries) {
        var whole = ContentHasher()
        var pages: [ContentHash] = []
        for start in stride(from: 0, to: max(summaries.count, 1), by: SharedPages.cardLimit) {
            var page = ContentHasher()
            for index in start..<min(start + SharedPages.cardLimit, summaries.count) {
                let bytes = summaries.packed(at: index)
                whole.update(bytes)
                page.update(bytes)
            }
            pages.append(page.finish())
        }
        all = whole.finish()
        // How many portals there are, and of which kind, stands on every page.
        let counts = SharedPages.counts(of: summaries)
        self.pages = pages.map { ContentHash(of: counts + $0.bytes) }
    }

    /// Returns the hash of what a page is made from.
    ///
    /// - Parameter index: Its place among `SharedPages.pages(of:)`: docs first, then the gallery.
    /// - Returns: The hash.
    func hash(ofPage index: Int) -> ContentHash {
        // The gallery's first page has the index for the search in it.
        index < SharedPages.docsCount + 1 ? all : pages[index - SharedPages.docsCount]
    }
}

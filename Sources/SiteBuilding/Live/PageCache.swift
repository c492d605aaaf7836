/// Pages that were made and may be asked for again; those that nobody asked for longest go first.
struct PageCache: Sendable {
    /// What a page was made from; another revision of it makes another page.
    struct Source: Sendable, Hashable {
        /// The number of the look since which what all pages share is as it is.
        let shared: Int
        /// The number of the look since which the portal, or the list of all, is as it is.
        let own: Int
    }

    private struct Kept: Sendable {
        let page: LivePage
        let source: Source
        /// When it was last asked for, by the count of questions.
        var lastUse: UInt64
    }

    /// How many bytes all pages may have.
    let byteLimit: Int
    /// How many bytes they have.
    private(set) var byteCount = 0
    private var pages: [[String]: Kept] = [:]
    private var useCount: UInt64 = 0

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// Returns a page, if it was made from the same.
    mutating func page(_ path: [String], from source: Source) -> LivePage? {
        guard let kept = pages[path], kept.source == source else { return nil }
        useCount += 1
        pages[path]?.lastUse = useCount
        return kept.page
    }

    /// Keeps a page, unless it alone is too large.
    mutating func keep(_ page: LivePage, at path: [String], from source: Source) {
        remove(path)
        guard page.bytes.count <= byteLimit else { return }
        useCount += 1
        pages[path] = Kept(page: page, source: source, lastUse: useCount)
        byteCount += page.bytes.count
        guard byteCount > byteLimit else { return }
        // A quarter at once, since finding the oldest takes a walk through all of them.
        for (path, _) in pages.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            if byteCount <= byteLimit / 4 * 3 { break }
            remove(path)
        }
    }

    /// Drops the pages that no longer are what they were made from.
    ///
    /// - Parameter source: Says what a page is made from now; `nil` if there is no such page.
    mutating func dropOutdated(_ source: ([String]) -> Source?) {
        for (path, kept) in pages where source(path) != kept.source { remove(path) }
    }

    private mutating func remove(_ path: [String]) {
        if let old = pages.removeValue(forKey: path) { byteCount -= old.page.bytes.count }
    }
}

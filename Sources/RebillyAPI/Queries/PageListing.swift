import Portals
public import Transport

/// The pages of a list, each with the answer that it stands in.
///
/// Items can move between pages while others write (rebilly.md, 2.3). If fewer have come than the service counted, the
/// pages are read once more from the first. If that does not bring the rest either, or the service holds more than can
/// be listed, `RebillyError.incompleteList` follows the last page.
public struct PageListing<Item: Sendable>: AsyncSequence, Sendable {
    /// What an element is.
    public typealias Element = Answer<Page<Item>>
    /// What can go wrong.
    public typealias Failure = RebillyError

    typealias Load = @Sendable (_ limit: Int, _ offset: Int) async throws(RebillyError) -> Answer<Page<Item>>

    let pageSize: Int
    /// By what an item is recognised on another page.
    let key: @Sendable (Item) -> String
    let load: Load

    /// Makes an iterator at the first page.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(pageSize: Swift.min(Swift.max(1, pageSize), ListQuery.largestPage), key: key, load: load)
    }

    /// Walks through pages.
    public struct Iterator: AsyncIteratorProtocol {
        private enum Next {
            case page(offset: Int)
            case incomplete(listed: Int, total: Int?)
            case end
        }

        private let pageSize: Int
        private let key: @Sendable (Item) -> String
        private let load: Load
        private var next = Next.page(offset: 0)
        /// What every look at the list has brought.
        private var seen: Set<String> = []
        /// What this look at the list has brought.
        private var seenNow: Set<String> = []
        private var isSecondLook = false
        /// The least that the service has called the total; what others add meanwhile need not come.
        private var leastTotal: Int?

        init(pageSize: Int, key: @escaping @Sendable (Item) -> String, load: @escaping Load) {
            self.pageSize = pageSize
            self.key = key
            self.load = load
        }

        /// Returns the next page.
        ///
        /// - Returns: The page; `nil` behind the last one.
        /// - Throws: `RebillyError`.
        public mutating func next() async throws(RebillyError) -> Answer<Page<Item>>? {
            switch next {
            case .end: return nil
            case .incomplete(let listed, let total):
                next = .end
                throw .incompleteList(listed: listed, total: total)
            case .page(let offset):
                next = .end
                let answer = try await load(pageSize, offset)
                next = following(answer.value, at: offset)
                return answer
            }
        }

        /// Returns the next page.
        ///
        /// - Parameter actor: Where the call comes from.
        /// - Returns: The page; `nil` behind the last one.
        /// - Throws: `RebillyError`.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(RebillyError) -> Answer<Page<Item>>? {
            try await next()
        }

        private mutating func following(_ page: Page<Item>, at offset: Int) -> Next {
            let count = page.items.count + page.unusable.count
            let end = offset + count
            // A service that repeats a page would go on until the last offset.
            guard remember(page), hasMore(page, count: count, end: end) else { return ending }
            guard end <= ListQuery.largestOffset else {
                return .incomplete(listed: seen.count, total: page.total.flatMap { $0 > end ? $0 : nil })
            }
            return .page(offset: end)
        }

        /// Remembers what a page holds, and returns whether this look at the list has not brought all of it before.
        private mutating func remember(_ page: Page<Item>) -> Bool {
            if let total = page.total { leastTotal = Swift.min(total, leastTotal ?? total) }
            let known = seenNow.count
            let keys = page.items.map { "usable \(key($0))" }
            seenNow.formUnion(keys + page.unusable.map { "unusable \(Value.object($0).prettyJSON)" })
            seen.formUnion(seenNow)
            return seenNow.count > known
        }

        /// A full page means that there may be more, also if the total is less than what has come already.
        private func hasMore(_ page: Page<Item>, count: Int, end: Int) -> Bool {
            // The size that counts is the one that the service used, not the one that was asked for.
            let limit = page.limit > 0 ? Swift.min(page.limit, pageSize) : pageSize
            guard let total = page.total else { return count >= limit }
            return end < total || (end > total && count >= limit)
        }

        /// What comes when the service has no more: another look if that was less than it had counted.
        private var ending: Next {
            mutating get {
                guard let leastTotal, seen.count < leastTotal else { return .end }
                guard !isSecondLook else { return .incomplete(listed: seen.count, total: leastTotal) }
                isSecondLook = true
                seenNow = []
                return .page(offset: 0)
            }
        }
    }
}

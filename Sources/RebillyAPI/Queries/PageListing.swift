public import Transport

/// The pages of a list, each with the answer that it stands in.
///
/// If the service holds more than can be listed, `RebillyError.incompleteList` follows the last page.
public struct PageListing<Item: Sendable>: AsyncSequence, Sendable {
    /// What an element is.
    public typealias Element = Answer<Page<Item>>
    /// What can go wrong.
    public typealias Failure = RebillyError

    typealias Load = @Sendable (_ limit: Int, _ offset: Int) async throws(RebillyError) -> Answer<Page<Item>>

    let pageSize: Int
    let load: Load

    /// Makes an iterator at the first page.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(pageSize: Swift.min(Swift.max(1, pageSize), ListQuery.largestPage), load: load)
    }

    /// Walks through pages.
    public struct Iterator: AsyncIteratorProtocol {
        private enum Next {
            case page(offset: Int)
            case incomplete(listed: Int, total: Int?)
            case end
        }

        private let pageSize: Int
        private let load: Load
        private var next = Next.page(offset: 0)

        init(pageSize: Int, load: @escaping Load) {
            self.pageSize = pageSize
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
                next = Self.following(answer.value, at: offset)
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

        /// The size that counts is the one that the service used, not the one that was asked for.
        private static func following(_ page: Page<Item>, at offset: Int) -> Next {
            let count = page.items.count + page.unusable.count
            let end = offset + Swift.max(page.limit, count)
            let hasMore = page.total.map { offset + count < $0 } ?? (count >= page.limit)
            guard count > 0, hasMore else { return .end }
            return end <= ListQuery.largestOffset
                ? .page(offset: end) : .incomplete(listed: offset + count, total: page.total)
        }
    }
}

import Portals
import Transport

/// A list of the service, item by item; pages are asked for as they are needed.
///
/// Each item comes once, also if it moved to another page meanwhile. The service can list 2,000 items and no more
/// (rebilly.md, 2.3): if there are more, or fewer come than it counts, they are followed by
/// `RebillyError.incompleteList`, so that nobody takes a part for all.
public struct Listing<Item: Sendable>: AsyncSequence, Sendable {
    /// What an item is.
    public typealias Element = Item
    /// What can go wrong.
    public typealias Failure = RebillyError

    /// The pages of the list, each with the answer that it stands in.
    public let pages: PageListing<Item>

    let key: @Sendable (Item) -> String
    let skipsUnusable: Bool

    /// Makes an iterator at the beginning of the list.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(pages: pages.makeAsyncIterator(), key: key, skipsUnusable: skipsUnusable)
    }

    /// Returns every item.
    ///
    /// - Returns: The items in the order of the list.
    /// - Throws: `RebillyError`; `incompleteList` if there are more than can be listed.
    public func all() async throws(RebillyError) -> [Item] {
        var items: [Item] = []
        var iterator = makeAsyncIterator()
        while let item = try await iterator.next() { items.append(item) }
        return items
    }

    /// Walks through a list.
    public struct Iterator: AsyncIteratorProtocol {
        var pages: PageListing<Item>.Iterator
        let key: @Sendable (Item) -> String
        let skipsUnusable: Bool
        private var waiting: ArraySlice<Item> = []
        private var seen: Set<String> = []

        init(pages: PageListing<Item>.Iterator, key: @escaping @Sendable (Item) -> String, skipsUnusable: Bool) {
            self.pages = pages
            self.key = key
            self.skipsUnusable = skipsUnusable
        }

        /// Returns the next item.
        ///
        /// - Returns: The item; `nil` at the end.
        /// - Throws: `RebillyError`.
        public mutating func next() async throws(RebillyError) -> Item? {
            while true {
                while let item = waiting.popFirst() {
                    if seen.insert(key(item)).inserted { return item }
                }
                guard let page = try await pages.next()?.value else { return nil }
                if let stray = page.unusable.first, !skipsUnusable {
                    throw .unusableItem(id: stray.text("id") ?? stray.text("domain") ?? "")
                }
                waiting = page.items[...]
            }
        }

        /// Returns the next item.
        ///
        /// - Parameter actor: Where the call comes from.
        /// - Returns: The item; `nil` at the end.
        /// - Throws: `RebillyError`.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(RebillyError) -> Item? {
            try await next()
        }
    }
}

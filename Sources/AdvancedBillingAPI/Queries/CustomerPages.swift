public import Transport

/// The pages of a list of customers, each with the answer that it stands in.
///
/// The service names no total: a page with fewer customers than fit in is the last one (advanced-billing.md, 6), and so
/// is one that has no customer whom an earlier page did not have.
public struct CustomerPages: AsyncSequence, Sendable {
    /// What an element is.
    public typealias Element = Answer<[Customer]>
    /// What can go wrong.
    public typealias Failure = AdvancedBillingError

    typealias Load = @Sendable (_ page: Int) async throws(AdvancedBillingError) -> Answer<[Customer]>

    private let load: Load

    init(load: @escaping Load) {
        self.load = load
    }

    /// Makes an iterator at the first page.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(load: load)
    }

    /// Walks through pages.
    public struct Iterator: AsyncIteratorProtocol {
        private let load: Load
        private var number: Int? = 1
        private var seen: Set<CustomerID> = []

        init(load: @escaping Load) {
            self.load = load
        }

        /// Returns the next page.
        ///
        /// - Returns: The page; `nil` behind the last one.
        /// - Throws: `AdvancedBillingError`.
        public mutating func next() async throws(AdvancedBillingError) -> Answer<[Customer]>? {
            guard let number else { return nil }
            self.number = nil
            let page = try await load(number)
            // A service that repeats its customers, in whatever order, would never end.
            let known = seen.count
            seen.formUnion(page.value.map(\.id))
            if page.value.count >= CustomerQuery.pageSize, seen.count > known { self.number = number + 1 }
            return page
        }

        /// Returns the next page.
        ///
        /// - Parameter actor: Where the call comes from.
        /// - Returns: The page; `nil` behind the last one.
        /// - Throws: `AdvancedBillingError`.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(AdvancedBillingError) -> Answer<[Customer]>? {
            try await next()
        }
    }
}

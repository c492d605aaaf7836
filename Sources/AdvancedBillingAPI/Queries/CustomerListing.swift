import Transport

/// A list of customers, one by one and each once; pages are asked for as they are needed.
public struct CustomerListing: AsyncSequence, Sendable {
    /// What an element is.
    public typealias Element = Customer
    /// What can go wrong.
    public typealias Failure = AdvancedBillingError

    /// The pages of the list, each with the answer that it stands in.
    public let pages: CustomerPages

    /// Makes an iterator at the beginning of the list.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(pages: pages.makeAsyncIterator())
    }

    /// Returns every customer.
    ///
    /// - Returns: The customers in the order of the list.
    /// - Throws: `AdvancedBillingError`.
    public func all() async throws(AdvancedBillingError) -> [Customer] {
        var customers: [Customer] = []
        var iterator = makeAsyncIterator()
        while let customer = try await iterator.next() { customers.append(customer) }
        return customers
    }

    /// Walks through customers.
    public struct Iterator: AsyncIteratorProtocol {
        private var pages: CustomerPages.Iterator
        private var waiting: ArraySlice<Customer> = []
        private var seen: Set<CustomerID> = []

        init(pages: CustomerPages.Iterator) {
            self.pages = pages
        }

        /// Returns the next customer.
        ///
        /// - Returns: The customer; `nil` at the end.
        /// - Throws: `AdvancedBillingError`.
        public mutating func next() async throws(AdvancedBillingError) -> Customer? {
            while true {
                while let customer = waiting.popFirst() {
                    if seen.insert(customer.id).inserted { return customer }
                }
                guard let page = try await pages.next()?.value else { return nil }
                waiting = page[...]
            }
        }

        /// Returns the next customer.
        ///
        /// - Parameter actor: Where the call comes from.
        /// - Returns: The customer; `nil` at the end.
        /// - Throws: `AdvancedBillingError`.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(AdvancedBillingError) -> Customer? {
            try await next()
        }
    }
}

/// What of a list is wanted, and in which order (rebilly.md, 2.3).
public struct ListQuery: Sendable, Hashable {
    /// By which member a list is sorted.
    public struct Order: Sendable, Hashable, CustomStringConvertible {
        /// The member and the direction as they are sent: `-createdTime`.
        public let description: String

        /// Sorts with the newest first: `-createdTime`.
        public static let newestFirst = Order(description: "-createdTime")

        /// Sorts with the lowest value first.
        ///
        /// - Parameter field: The member; the documents promise `createdTime` and `updatedTime` alone.
        /// - Returns: The order.
        /// - Throws: `Filter.Refusal.field` if it is no name of letters, digits, `_` and `.`.
        public static func ascending(_ field: String) throws(Filter.Refusal) -> Order {
            Order(description: try Filter.checked(field: field))
        }

        /// Sorts with the highest value first.
        ///
        /// - Parameter field: The member; the documents promise `createdTime` and `updatedTime` alone.
        /// - Returns: The order.
        /// - Throws: `Filter.Refusal.field` if it is no name of letters, digits, `_` and `.`.
        public static func descending(_ field: String) throws(Filter.Refusal) -> Order {
            Order(description: "-\(try Filter.checked(field: field))")
        }
    }

    /// Which items; `nil` for all.
    public var filter: Filter?
    /// In which order; the second counts where the first sees no difference.
    public var order: [Order]
    /// A part of the texts of an item; `nil` for any.
    public var search: String?
    /// How many items a page has, from 1 to 1,000.
    ///
    /// With fewer than 1,000 not even 2,000 items can be reached.
    public var pageSize: Int

    /// The most items that a page can have.
    public static let largestPage = 1000
    /// The largest offset that the service takes.
    public static let largestOffset = 1000

    /// Makes a query.
    ///
    /// - Parameters:
    ///   - filter: Which items; `nil` for all.
    ///   - order: In which order; the newest first unless said otherwise (rebilly.md, R12).
    ///   - search: A part of the texts of an item; `nil` for any.
    ///   - pageSize: How many items a page has, from 1 to 1,000.
    public init(
        filter: Filter? = nil,
        order: [Order] = [.newestFirst],
        search: String? = nil,
        pageSize: Int = ListQuery.largestPage
    ) {
        self.filter = filter
        self.order = order
        self.search = search
        self.pageSize = pageSize
    }

    /// Everything, the newest first.
    public static let all = ListQuery()

    /// The parameters of one page; those without a value are left out when they are sent.
    func parameters(limit: Int, offset: Int) -> [(String, String?)] {
        [
            ("limit", "\(limit)"), ("offset", "\(offset)"),
            ("sort", order.map(\.description).joined(separator: ",")),
            ("filter", filter?.description), ("q", search),
        ]
    }
}

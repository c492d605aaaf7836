/// Which customers are wanted, and in which order (advanced-billing.md, 6).
public struct CustomerQuery: Sendable, Hashable {
    /// The order, by when customers were made.
    public enum Direction: String, Sendable, CaseIterable {
        /// The oldest first.
        case ascending = "asc"
        /// The newest first.
        case descending = "desc"
    }

    /// Which time a period is about.
    public enum DateField: String, Sendable, CaseIterable {
        /// When the customer was made.
        case created = "created_at"
        /// When the customer was changed last.
        case updated = "updated_at"
    }

    /// Something to look for in e-mail, id, reference, organization and names, fuzzily; `nil` for all.
    public var search: String?
    /// In which order.
    public var direction: Direction
    /// Which time the period is about.
    public var dateField: DateField?
    /// The first moment of the period: `YYYY-MM-DD`, a day of the site's time zone, or `YYYY-MM-DD HH:MM:SS`, with or
    /// without a zone.
    public var start: String?
    /// The last moment of the period, which is included; a day counts to its end.
    public var end: String?

    /// How many customers a page has: the most that the service gives.
    static let pageSize = 200

    /// Makes a query.
    ///
    /// - Parameters:
    ///   - search: Something to look for; `nil` for all.
    ///   - direction: In which order.
    ///   - dateField: Which time the period is about.
    ///   - start: The first moment of the period.
    ///   - end: The last moment of the period.
    public init(
        search: String? = nil,
        direction: Direction = .ascending,
        dateField: DateField? = nil,
        start: String? = nil,
        end: String? = nil
    ) {
        self.search = search
        self.direction = direction
        self.dateField = dateField
        self.start = start
        self.end = end
    }

    /// Every customer, the oldest first.
    public static let all = CustomerQuery()

    /// The parameters of one page; those without a value are left out when they are sent.
    func parameters(page: Int) -> [(String, String?)] {
        [
            ("page", "\(page)"), ("per_page", "\(Self.pageSize)"), ("direction", direction.rawValue), ("q", search),
            ("date_field", dateField?.rawValue),
            (Self.isDay(start) ? "start_date" : "start_datetime", start),
            (Self.isDay(end) ? "end_date" : "end_datetime", end),
        ]
    }

    private static func isDay(_ text: String?) -> Bool {
        text?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
    }
}

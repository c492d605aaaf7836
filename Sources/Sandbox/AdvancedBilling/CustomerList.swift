import Foundation

/// What the list of customers is asked for (advanced-billing.md, 6).
struct CustomerList: Sendable {
    private let page: Int
    private let pageSize: Int
    private let search: String?
    private let descends: Bool
    private let usesUpdates: Bool
    private let times: ClosedRange<Int>

    private static let largestPage = 200

    /// Reads the query; what can't be understood counts as left out (M24).
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - offset: How far the site's time is from UTC, in seconds.
    init(_ call: Call, offset: Int) {
        page = Self.number(call.parameter("page")) ?? 1
        pageSize = min(Self.number(call.parameter("per_page")) ?? 50, Self.largestPage)
        search = call.parameter("q").flatMap { $0.isEmpty ? nil : $0.lowercased() }
        descends = call.parameter("direction") == "desc"
        usesUpdates = call.parameter("date_field") == "updated_at"
        func day(_ name: String) -> Range<Int>? { call.parameter(name).flatMap(TimeText.day) }
        func moment(_ name: String) -> Int? { call.parameter(name).flatMap { Self.moment($0, offset: offset) } }
        let start = moment("start_datetime") ?? day("start_date").map { $0.lowerBound - offset } ?? .min
        let end = moment("end_datetime") ?? day("end_date").map { $0.upperBound - 1 - offset } ?? .max
        // Where the end comes before the start nothing matches.
        times = start <= end ? start...end : .max ... .max
    }

    /// Returns the page, oldest first unless asked otherwise (M23).
    func page(of customers: [CustomerRecord]) -> ArraySlice<CustomerRecord> {
        let matching = customers.filter { customer in
            times.contains(usesUpdates ? customer.updatedAt : customer.createdAt)
                && (search.map { Self.matches(customer, $0) } ?? true)
        }
        let sorted = matching.sorted { left, right in
            let (first, second) = descends ? (right, left) : (left, right)
            return (first.createdAt, first.id ?? 0) < (second.createdAt, second.id ?? 0)
        }
        let (skipped, isTooFar) = (page - 1).multipliedReportingOverflow(by: pageSize)
        return isTooFar ? [] : sorted.dropFirst(skipped).prefix(pageSize)
    }

    /// M22.
    private static func matches(_ customer: CustomerRecord, _ search: String) -> Bool {
        if let id = customer.id, search == "\(id)" { return true }
        let texts = [
            customer.text("email"), customer.text("reference"), customer.organization, customer.text("first_name"),
            customer.text("last_name"), customer.fullName,
        ]
        return texts.contains { $0?.lowercased().contains(search) ?? false }
    }

    private static func number(_ text: String?) -> Int? {
        text.flatMap { ASCIIClass.isNumber($0) ? Int($0) : nil }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// `YYYY-MM-DD HH:MM:SS`, in the site's time unless a zone follows.
    private static func moment(_ text: String, offset: Int) -> Int? {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, TimeText.day(parts[0]) != nil, parts[1].utf8.count >= 8 else {
            return TimeText.seconds(text)
        }
        let time = parts[1].prefix(8)
        let zone = parts[1].dropFirst(8).trimmingCharacters(in: .whitespaces)
        if zone.isEmpty { return TimeText.seconds("\(parts[0])T\(time)Z").map { $0 - offset } }
        return TimeText.seconds("\(parts[0])T\(time)\(["UTC", "GMT"].contains(zone) ? "Z" : zone)")
    }
}

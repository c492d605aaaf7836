import Foundation
import HTTPTypes

/// What the list of customers is asked for (advanced-billing.md, 6).
struct CustomerList: Sendable {
    private let page: Int
    private let pageSize: Int
    private let search: String?
    private let descends: Bool
    private let usesUpdates: Bool
    private let times: ClosedRange<Int>

    private static let largestPage = 200

    /// Reads the query; words for numbers and the like count as left out (M24).
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - offset: How far the site's time is from UTC, in seconds.
    /// - Throws: `Refusal` for a day or a time that there isn't: without it the list would have everybody.
    init(_ call: Call, offset: Int) throws(Refusal) {
        page = Self.number(call.parameter("page")) ?? 1
        pageSize = min(Self.number(call.parameter("per_page")) ?? 50, Self.largestPage)
        search = call.parameter("q").flatMap { $0.isEmpty ? nil : $0.lowercased() }
        descends = call.parameter("direction") == "desc"
        usesUpdates = call.parameter("date_field") == "updated_at"
        func day(_ name: String) throws(Refusal) -> Range<Int>? {
            try Self.time(call, name, "a day, written YYYY-MM-DD", TimeText.day)
        }
        func moment(_ name: String) throws(Refusal) -> Int? {
            try Self.time(call, name, "a time, written YYYY-MM-DD HH:MM:SS") { Self.moment($0, offset: offset) }
        }
        let days = (start: try day("start_date"), end: try day("end_date"))
        let start = try moment("start_datetime") ?? days.start.map { $0.lowerBound - offset } ?? .min
        let end = try moment("end_datetime") ?? days.end.map { $0.upperBound - 1 - offset } ?? .max
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

    /// A number above 0; one that has too many digits is as large as a number can be.
    private static func number(_ text: String?) -> Int? {
        guard let text, ASCIIClass.isNumber(text) else { return nil }
        let number = Int(text) ?? .max
        return number > 0 ? number : nil
    }

    private static func time<Time>(
        _ call: Call,
        _ name: String,
        _ form: String,
        _ read: (String) -> Time?
    ) throws(Refusal) -> Time? {
        guard let text = call.parameter(name), !text.isEmpty else { return nil }
        if let time = read(text) { return time }
        throw Refusal(answer: BillingError.one("\(name) must be \(form).", .badRequest))
    }

    /// `YYYY-MM-DD HH:MM:SS`, in the site's time unless a zone follows.
    private static func moment(_ text: String, offset: Int) -> Int? {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return TimeText.seconds(text) }
        let time = parts[1].prefix(8)
        let zone = parts[1].dropFirst(8).trimmingCharacters(in: .whitespaces)
        if zone.isEmpty { return TimeText.seconds("\(parts[0])T\(time)Z").map { $0 - offset } }
        if ["UTC", "GMT"].contains(zone) { return TimeText.seconds("\(parts[0])T\(time)Z") }
        let hasColon = zone.contains(":") || zone.utf8.count != 5
        return TimeText.seconds("\(parts[0])T\(time)\(hasColon ? zone : "\(zone.prefix(3)):\(zone.suffix(2))")")
    }
}

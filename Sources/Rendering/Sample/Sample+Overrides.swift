import Diagnostics
import Foundation
package import Portals

extension Sample {
    /// Replaces parts of the sample by what `sample/customer.yaml` says.
    ///
    /// - Parameter body: The file's members, as a YAML reader resolved them.
    /// - Returns: What is wrong with them; a value that is not legal leaves the sample as it was.
    package mutating func override(by body: ValueObject) -> [Finding] {
        let body = FieldTable.sample.takingTextAsWritten(in: body)
        let findings = Validator(table: .sample, isClosed: true).findings(in: body)
        let members = SampleMembers(body, today: today)
        if let customer = members.object("customer") { override(customer) }
        if let tax = members.object("tax") {
            taxName = tax.text("name") ?? taxName
            taxRate = tax.amount("rate") ?? taxRate
        }
        orders = members.list("orders")?.map(\.order) ?? orders
        instruments = members.list("instruments")?.map(\.instrument) ?? instruments
        invoices = members.list("invoices")?.map(\.invoice) ?? invoices
        return findings
    }

    private mutating func override(_ members: SampleMembers) {
        let fields: [(String, WritableKeyPath<Customer, String>)] = [
            ("name", \.name), ("email", \.email), ("company", \.company), ("street", \.street),
            ("apartment", \.apartment), ("city", \.city), ("region", \.region), ("regionCode", \.regionCode),
            ("postalCode", \.postalCode), ("country", \.country),
        ]
        for (key, path) in fields where members.has(key) {
            customer[keyPath: path] = members.text(key) ?? ""
        }
        if members.has("firstName") || members.has("name") {
            customer.firstName = members.text("firstName") ?? customer.name
        }
    }
}

/// The members of one object of the sample file, read with defaults.
private struct SampleMembers {
    private let members: ValueObject
    private let today: Day

    init(_ members: ValueObject, today: Day) {
        self.members = members
        self.today = today
    }

    func has(_ key: String) -> Bool { members[key] != nil }

    func text(_ key: String) -> String? { members[key]?.string?.displayText }

    func day(_ key: String) -> Day? { text(key).flatMap { Day($0) } }

    /// An amount as the table asks for it; `Decimal` itself takes `12abc` for 12.
    func amount(_ key: String) -> Decimal? {
        guard let text = text(key) else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(digits.contains) }) else { return nil }
        guard parts[0].count <= 10, parts.count == 1 || parts[1].count <= 2 else { return nil }
        return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    }

    /// A whole number as the table asks for it.
    func count(_ key: String) -> Int? {
        text(key).flatMap { text in Int(text).flatMap { (1...1_000_000).contains($0) && String($0) == text ? $0 : nil }
        }
    }

    func object(_ key: String) -> SampleMembers? {
        members[key]?.object.map { SampleMembers($0, today: today) }
    }

    func list(_ key: String) -> [SampleMembers]? {
        members[key]?.array?.compactMap { $0.object.map { SampleMembers($0, today: today) } }
    }

    var item: Sample.Item {
        Sample.Item(
            name: text("name") ?? "",
            note: text("note") ?? "",
            quantity: count("quantity") ?? 1,
            unit: text("unit") ?? "",
            price: amount("price") ?? 0
        )
    }

    var order: Sample.Order {
        let start = day("periodStart") ?? today.inMonth(0, day: 1)
        return Sample.Order(
            number: text("number") ?? "",
            name: text("name") ?? "",
            summary: text("summary") ?? "",
            status: text("status").flatMap(Sample.Order.Status.init) ?? .active,
            interval: text("interval").flatMap(Sample.Order.Interval.init) ?? .month,
            since: day("since") ?? start,
            periodStart: start,
            periodEnd: day("periodEnd") ?? today.inMonth(0, day: 31),
            items: list("items")?.map(\.item) ?? []
        )
    }

    var instrument: Sample.Instrument {
        Sample.Instrument(
            kind: text("kind").flatMap(Sample.Instrument.Kind.init) ?? .card,
            brand: text("brand") ?? "",
            lastFour: text("lastFour") ?? "",
            expires: text("expires").flatMap { Day($0 + "-01") },
            isDefault: members["default"]?.boolean ?? false,
            added: day("added") ?? today
        )
    }

    var invoice: Sample.Invoice {
        let issued = day("issued") ?? today
        return Sample.Invoice(
            number: text("number") ?? "",
            subject: text("subject") ?? "",
            status: text("status").flatMap(Sample.Invoice.Status.init) ?? .paid,
            issued: issued,
            due: day("due") ?? issued.adding(days: 14),
            order: text("order") ?? "",
            items: list("items")?.map(\.item) ?? []
        )
    }
}

import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `A sample customer of one's own` {
    /// A sample changed by members, with what was found wrong.
    private static func sample(_ members: [(String, Value)]) throws -> (sample: Sample, messages: [String]) {
        var sample = Sample.builtIn(today: try #require(Day("2026-01-15")))
        let findings = sample.override(by: ValueObject(members))
        return (sample, findings.map { "\($0.path): \($0.message)" })
    }

    private static func object(_ members: [(String, Value)]) -> Value { .object(ValueObject(members)) }

    private static func page(_ members: [(String, Value)]) throws -> String {
        let context = try RenderedPortal.sample { _ = $0.override(by: ValueObject(members)) }
        return try RenderedPortal.preview(try RenderedPortal.view(), sample: context)
    }

    @Test func `replaces what it names and keeps the rest`() throws {
        let (sample, messages) = try Self.sample([
            (
                "customer",
                Self.object([("name", .string("Ana Lima")), ("apartment", .null), ("city", .string("Porto"))])
            )
        ])
        #expect(messages == [])
        #expect(sample.customer.name == "Ana Lima")
        #expect(sample.customer.firstName == "Ana Lima")
        #expect(sample.customer.apartment == "")
        #expect(sample.customer.city == "Porto")
        #expect(sample.customer.street == "128 Harbor Street")
        #expect(sample.orders.count == 3)
    }

    @Test func `replaces whole lists, with defaults for what is left out`() throws {
        let (sample, messages) = try Self.sample([
            (
                "orders",
                .array([
                    Self.object([
                        ("number", .number("7")), ("name", .string("Basic")),
                        ("items", .array([Self.object([("name", .string("Seat")), ("price", .number("9.5"))])])),
                    ])
                ])
            ),
            ("invoices", .array([Self.object([("number", .string("A-1")), ("issued", .string("2026-01-02"))])])),
            ("instruments", .array([Self.object([("brand", .string("Visa")), ("lastFour", .string("0001"))])])),
            ("tax", Self.object([("name", .string("VAT")), ("rate", .number("20"))])),
        ])
        #expect(messages == [])
        let order = try #require(sample.orders.first)
        #expect((order.number, order.status, order.interval) == ("7", .active, .month))
        #expect(order.periodEnd == Day("2026-01-31"))
        #expect(sample.total(of: order.items) == 11.4)
        #expect(sample.invoices.first?.due == Day("2026-01-16"))
        #expect(sample.invoices.first?.status == .paid)
        #expect(sample.instruments.first?.kind == .card)
        #expect(sample.taxName == "VAT")
    }

    @Test func `may be a customer who has nothing`() throws {
        let page = try Self.page([
            ("orders", .array([])), ("invoices", .array([])), ("instruments", .array([])),
            ("customer", Self.object([("name", .null), ("firstName", .null), ("company", .null)])),
        ])
        #expect(page.contains("<h1>Hello</h1>"))
        #expect(page.contains("No orders yet"))
        #expect(page.contains("None saved."))
        #expect(!page.contains("Cancel your <bdi></bdi>"))
        let tags = HTMLTags(page)
        let targets = Set(tags.tags.compactMap { $0["href"] }.filter { $0.hasPrefix("#") })
        let ids = Set(tags.tags.compactMap { $0["id"] }.map { "#\($0)" })
        #expect(targets.subtracting(ids) == [])
    }

    @Test func `may have nothing to pay`() throws {
        let free = Self.object([("name", .string("Free seat")), ("price", .string("0"))])
        let page = try Self.page([
            ("invoices", .array([Self.object([("number", .string("N-0")), ("items", .array([free]))])]))
        ])
        #expect(page.contains("N-0, nothing to pay"))
        #expect(page.contains("$0.00"))
    }

    @Test func `may bear long and right-to-left names`() throws {
        let long = String(repeating: "Wolfeschlegelsteinhausen", count: 40)
        let page = try Self.page([
            (
                "customer",
                Self.object([("name", .string(long)), ("firstName", .string("نور")), ("email", .string(long))])
            )
        ])
        #expect(page.contains("<h1>Hello, <bdi>نور</bdi></h1>"))
        #expect(page.contains("value=\"\(long)\""))
    }

    @Test(arguments: [
        ([("customers", Value.null)], "customers: did you mean 'customer'?"),
        ([("zzz", .null)], "zzz: unknown"),
        ([("customer", .string("Ana"))], "customer: text stands where a mapping belongs"),
        ([("customer", object([("nmae", .string("x"))]))], "customer.nmae: did you mean 'name'?"),
        ([("customer", object([("name", .number("1"))]))], nil),
        ([("customer", object([("name", .boolean(true))]))], "customer.name: true stands where text belongs"),
        ([("orders", .string("none"))], "orders: text stands where a list belongs"),
        ([("orders", .array([.string("x")]))], "orders.0: text stands where a mapping belongs"),
        ([("orders", .array([object([("number", .string("1"))])]))], "orders.0: 'name' is missing"),
        ([("tax", object([("rate", .string("8%"))]))], "tax.rate: an amount such as 12.00"),
        ([("tax", object([("rate", .string("-1"))]))], "tax.rate: an amount such as 12.00"),
        (
            [("invoices", .array([object([("number", .string("1")), ("due", .string("2026-02-30"))])]))],
            "invoices.0.due: a day such as 2026-01-15"
        ),
        (
            [
                (
                    "orders",
                    .array([object([("number", .string("1")), ("name", .string("x")), ("status", .string("activ"))])])
                )
            ],
            "orders.0.status: did you mean 'active'?"
        ),
        (
            [
                (
                    "instruments",
                    .array([
                        object([("brand", .string("V")), ("lastFour", .string("1")), ("expires", .string("13/26"))])
                    ])
                )
            ],
            "instruments.0.expires: a month such as 2026-01"
        ),
    ])
    func `is told what is wrong with it, and still shown`(members: [(String, Value)], message: String?) throws {
        let (_, messages) = try Self.sample(members)
        if let message {
            #expect(messages.count == 1)
            let parts = message.split(separator: " ", maxSplits: 1)
            #expect(messages.first?.hasPrefix("\(parts[0]) ") == true, "\(messages)")
            #expect(messages.first?.contains(parts[1]) == true, "\(messages)")
        } else {
            #expect(messages == [])
        }
        #expect(try Self.page(members).contains("<h1>Hello"))
    }

    @Test func `keeps the built-in value where its own is not legal`() throws {
        let item = Self.object([("name", .string("x")), ("price", .string("12abc")), ("quantity", .string("0"))])
        let (sample, messages) = try Self.sample([
            ("tax", Self.object([("rate", .string("8%")), ("name", .string("VAT"))])),
            ("invoices", .array([Self.object([("number", .string("1")), ("items", .array([item]))])])),
        ])
        #expect(messages.count == 3)
        #expect(sample.taxRate == 8)
        #expect(sample.taxName == "VAT")
        #expect(sample.invoices.first?.items.first?.price == 0)
        #expect(sample.invoices.first?.items.first?.quantity == 1)
    }

    @Test(arguments: ["1e400", "99999999999999999999", "NaN", "-5", "12,5", "１２", ""])
    func `never shows an amount that is none`(amount: String) throws {
        let item = Self.object([("name", .string("x")), ("price", .string(amount)), ("quantity", .string("1000000"))])
        let invoice = Self.object([("number", .string("1")), ("items", .array([item]))])
        let page = try Self.page([("invoices", .array([invoice]))])
        #expect(!page.contains("NaN"))
        #expect(page.contains("$0.00"))
    }
}

import Foundation
package import Portals

extension Sample {
    /// The customer of look.md's pictures, counted from a day.
    ///
    /// - Parameter today: The day on which the preview takes place; the pictures show 2026-01-15.
    /// - Returns: A customer with orders, payment instruments and invoices.
    package static func builtIn(today: Day) -> Sample {
        Sample(
            today: today,
            customer: maya,
            orders: orders(today),
            instruments: instruments(today),
            invoices: invoices(today),
            taxName: "Sales tax",
            taxRate: 8
        )
    }

    private static let maya = Customer(
        name: "Maya Lindqvist",
        firstName: "Maya",
        email: "maya@lindqvist.example",
        company: "Lindqvist Studio",
        street: "128 Harbor Street",
        apartment: "Apt 4",
        city: "Portland",
        region: "Maine",
        regionCode: "ME",
        postalCode: "04101",
        country: "United States"
    )

    private static let seats = Item(name: "Team plan", note: "", quantity: 8, unit: "seats", price: 12)
    private static let storage = Item(name: "Extra storage", note: "500 GB", quantity: 1, unit: "", price: 32)
    private static let support = Item(name: "Priority support", note: "", quantity: 1, unit: "", price: 240)
    private static let starter = Item(name: "Starter plan", note: "", quantity: 4, unit: "seats", price: 12)
    private static let session = Item(name: "Onboarding session", note: "Two hours", quantity: 1, unit: "", price: 150)

    private static func orders(_ today: Day) -> [Order] {
        [
            Order(
                number: "10482",
                name: "Team plan",
                summary: "8 seats, extra storage",
                status: .active,
                interval: .month,
                since: today.inMonth(-22, day: 3),
                periodStart: today.inMonth(0, day: 1),
                periodEnd: today.inMonth(0, day: 31),
                items: [seats, storage]
            ),
            Order(
                number: "10317",
                name: "Priority support",
                summary: "Yearly contract",
                status: .active,
                interval: .year,
                since: today.inMonth(-16, day: 14),
                periodStart: today.inMonth(-4, day: 14),
                periodEnd: today.inMonth(8, day: 13),
                items: [support]
            ),
            Order(
                number: "9876",
                name: "Starter plan",
                summary: "4 seats",
                status: .cancelled,
                interval: .month,
                since: today.inMonth(-26, day: 1),
                periodStart: today.inMonth(-7, day: 1),
                periodEnd: today.inMonth(-7, day: 31),
                items: [starter]
            ),
        ]
    }

    private static func instruments(_ today: Day) -> [Instrument] {
        let added = today.inMonth(-22, day: 3)
        return [
            Instrument(
                kind: .card,
                brand: "Visa",
                lastFour: "4242",
                expires: today,
                isDefault: true,
                added: added
            ),
            Instrument(
                kind: .bank,
                brand: "First Harbor Bank",
                lastFour: "6789",
                expires: nil,
                isDefault: false,
                added: today.inMonth(-9, day: 20)
            ),
            Instrument(
                kind: .card,
                brand: "Mastercard",
                lastFour: "8210",
                expires: today.inMonth(-2, day: 1),
                isDefault: false,
                added: added
            ),
        ]
    }

    private static func invoices(_ today: Day) -> [Invoice] {
        func paid(_ number: String, _ subject: String, _ issued: Day, order: String, _ items: [Item]) -> Invoice {
            Invoice(
                number: number,
                subject: subject,
                status: .paid,
                issued: issued,
                due: issued,
                order: order,
                items: items
            )
        }
        let firstOfMonth = today.inMonth(0, day: 1)
        var refunded = paid("INV-1902", "Starter plan", today.inMonth(-7, day: 1), order: "9876", [starter])
        refunded.status = .refunded
        return [
            Invoice(
                number: "INV-2042",
                subject: "Onboarding session",
                status: .due,
                issued: today.adding(days: -3),
                due: today.adding(days: 14),
                order: "",
                items: [session]
            ),
            paid("INV-2041", "Team plan", firstOfMonth, order: "10482", [seats, storage]),
            paid("INV-2037", "Team plan", today.inMonth(-1, day: 1), order: "10482", [seats, storage]),
            paid("INV-1988", "Priority support", today.inMonth(-4, day: 14), order: "10317", [support]),
            refunded,
        ]
    }
}

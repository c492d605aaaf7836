package import Foundation
package import Portals

/// The invented customer whose orders, payment instruments and invoices fill the previews (screens.md, 'Sample
/// customer').
package struct Sample: Sendable, Equatable {
    /// Who is signed in.
    package struct Customer: Sendable, Equatable {
        package var name: String
        package var firstName: String
        package var email: String
        package var company: String
        package var street: String
        package var apartment: String
        package var city: String
        package var region: String
        package var regionCode: String
        package var postalCode: String
        package var country: String
    }

    /// Something ordered or billed.
    package struct Item: Sendable, Equatable {
        package var name: String
        package var note: String
        package var quantity: Int
        /// What is counted, in the plural: `seats`.
        package var unit: String
        /// The price of one.
        package var price: Decimal

        var amount: Decimal { price * Decimal(quantity) }
    }

    /// An order, running or ended.
    package struct Order: Sendable, Equatable {
        package enum Status: String, Sendable, CaseIterable {
            case active
            case cancelled
        }
        package enum Interval: String, Sendable, CaseIterable {
            case month
            case year
        }

        package var number: String
        package var name: String
        package var summary: String
        package var status: Status
        package var interval: Interval
        package var since: Day
        package var periodStart: Day
        /// The last day that is paid for; the day on which an ended order ended.
        package var periodEnd: Day
        package var items: [Item]

        var price: Decimal { items.reduce(0) { $0 + $1.amount } }
        var renewal: Day { periodEnd.adding(days: 1) }
    }

    /// A way to pay.
    package struct Instrument: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case card
            case bank
        }

        package var kind: Kind
        /// The card's brand, or the bank's name.
        package var brand: String
        package var lastFour: String
        /// Any day of the month in which a card expires; `nil` for a bank account.
        package var expires: Day?
        package var isDefault: Bool
        package var added: Day
    }

    /// An invoice.
    package struct Invoice: Sendable, Equatable {
        package enum Status: String, Sendable, CaseIterable {
            case paid
            case due
            case refunded
            case failed
        }

        package var number: String
        package var subject: String
        package var status: Status
        package var issued: Day
        package var due: Day
        /// The number of the order it belongs to; empty if to none.
        package var order: String
        package var items: [Item]
    }

    /// The day on which the preview takes place.
    package var today: Day
    package var customer: Customer
    package var orders: [Order]
    package var instruments: [Instrument]
    package var invoices: [Invoice]
    package var taxName: String
    /// In per cent.
    package var taxRate: Decimal
}

extension Sample {
    var activeOrders: [Order] { orders.filter { $0.status == .active } }
    var pastOrders: [Order] { orders.filter { $0.status != .active } }
    /// The order that its own screen shows: the first active one, else the first.
    var shownOrder: Order? { activeOrders.first ?? orders.first }
    /// The invoice that its own screen shows: the first of the shown order, else the first.
    var shownInvoice: Invoice? {
        shownOrder.flatMap { order in invoices.first { $0.order == order.number } } ?? invoices.first
    }
    var defaultInstrument: Instrument? { instruments.first { $0.isDefault } }
    /// The instrument that is updated and deactivated: the default one, else the first.
    var shownInstrument: Instrument? { defaultInstrument ?? instruments.first }

    func tax(on amount: Decimal) -> Decimal {
        var raw = amount * taxRate / 100
        var rounded = Decimal()
        NSDecimalRound(&rounded, &raw, 2, .plain)
        return rounded
    }

    func total(of items: [Item]) -> Decimal {
        let sum = items.reduce(0) { $0 + $1.amount }
        return sum + tax(on: sum)
    }
}

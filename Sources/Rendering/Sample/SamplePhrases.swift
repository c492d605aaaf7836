import Foundation
import Portals

/// The words for orders, instruments and invoices that several screens share.
struct SamplePhrases: Sendable {
    /// When a card expires, seen from the sample's day.
    enum Expiry {
        case past
        case thisMonth
        case later
        case never
    }

    let sample: Sample
    let format: SampleFormat

    // MARK: Orders

    func row(_ order: Sample.Order) -> TemplateContext {
        let status = status(order)
        let when =
            order.status == .active
            ? "Renews \(format.medium(order.renewal))" : "Ended \(format.medium(order.periodEnd))"
        var row: TemplateContext = [
            "name": .text(order.name),
            "number": .text(order.number),
            "status": .text(status.word),
            "statusTone": .text(status.tone),
            "when": .text(when),
            "price": .text(format.money(order.price)),
            "interval": .text("per \(order.interval.rawValue)"),
            "payment": .text("\(format.money(sample.total(of: order.items))) a \(order.interval.rawValue)"),
        ]
        row.setOptional("summary", order.summary.isEmpty ? nil : order.summary)
        return row
    }

    func status(_ order: Sample.Order) -> (word: String, tone: String) {
        switch order.status {
        case .active: ("Active", "good")
        case .cancelled: ("Cancelled", "quiet")
        }
    }

    /// `8 seats`, or the item's note; empty if it has neither.
    func measure(_ item: Sample.Item) -> String {
        item.unit.isEmpty ? item.note : "\(item.quantity) \(item.unit)"
    }

    // MARK: Instruments

    func expiry(of instrument: Sample.Instrument) -> Expiry {
        guard let expires = instrument.expires else { return .never }
        let months = (expires.year - sample.today.year) * 12 + expires.month - sample.today.month
        return months < 0 ? .past : months == 0 ? .thisMonth : .later
    }

    /// Writes an instrument's name, as in `Visa ending 4242`.
    func name(_ instrument: Sample.Instrument) -> String {
        "\(brand(instrument)) ending \(instrument.lastFour)"
    }

    func brand(_ instrument: Sample.Instrument) -> String {
        instrument.kind == .bank ? "Bank account" : instrument.brand
    }

    func noun(_ instrument: Sample.Instrument) -> String {
        instrument.kind == .bank ? "account" : "card"
    }

    func note(_ instrument: Sample.Instrument) -> String {
        guard let expires = instrument.expires else { return "Direct debit, \(instrument.brand)" }
        return "\(expiry(of: instrument) == .past ? "Expired" : "Expires") \(format.month(expires))"
    }

    /// The orders that an instrument pays for: the default one pays for every active order.
    func orders(paidBy instrument: Sample.Instrument) -> [Sample.Order] {
        instrument.isDefault ? sample.activeOrders : []
    }

    /// An instrument as a template shows it.
    ///
    /// - Parameters:
    ///   - instrument: The instrument.
    ///   - isListed: Whether it stands among others, where badges tell them apart.
    /// - Returns: The keys of one instrument.
    func row(_ instrument: Sample.Instrument, isListed: Bool) -> TemplateContext {
        let expiry = expiry(of: instrument)
        let used = orders(paidBy: instrument).count
        let usage = isListed && used > 0 ? ", used by \(used) \(used == 1 ? "order" : "orders")" : ""
        var row: TemplateContext = [
            "name": .text(name(instrument)),
            "note": .text(note(instrument) + usage),
            "isStripe": .flag(instrument.kind == .card && !isCircles(instrument)),
            "isCircles": .flag(isCircles(instrument)),
            "isBank": .flag(instrument.kind == .bank),
            "isExpired": .flag(expiry == .past),
        ]
        guard isListed else { return row }
        row["isDefault"] = .flag(instrument.isDefault)
        row["hasStatus"] = .flag(expiry == .past || expiry == .thisMonth)
        row["status"] = .text(expiry == .past ? "Expired" : expiry == .thisMonth ? "Expires this month" : "")
        row["statusTone"] = .text(expiry == .past ? "bad" : expiry == .thisMonth ? "warning" : "")
        return row
    }

    private func isCircles(_ instrument: Sample.Instrument) -> Bool {
        instrument.kind == .card && ["Mastercard", "Maestro"].contains(instrument.brand)
    }

    // MARK: Invoices

    func status(_ invoice: Sample.Invoice) -> (word: String, tone: String) {
        switch invoice.status {
        case .paid: ("Paid", "good")
        case .due: ("Due", "asks")
        case .refunded: ("Refunded", "quiet")
        case .failed: ("Failed", "bad")
        }
    }

    /// Writes when an invoice is due or was paid, as in `due January 29, 2026`.
    func note(_ invoice: Sample.Invoice) -> String {
        guard sample.total(of: invoice.items) != 0 else { return "nothing to pay" }
        return switch invoice.status {
        case .paid: "paid \(format.long(invoice.issued))"
        case .due, .failed: "due \(format.long(invoice.due))"
        case .refunded: "refunded"
        }
    }

    func row(_ invoice: Sample.Invoice) -> TemplateContext {
        [
            "number": .text(invoice.number),
            "issued": .text(format.medium(invoice.issued)),
            "subject": .text(invoice.subject),
            "status": .text(status(invoice).word),
            "statusTone": .text(status(invoice).tone),
            "amount": .text(format.money(sample.total(of: invoice.items))),
        ]
    }

    /// The lines between the items and their total.
    func totals(of items: [Sample.Item]) -> [TemplateContext] {
        let sum = items.reduce(0) { $0 + $1.amount }
        return [
            ["name": "Subtotal", "amount": .text(format.money(sum))],
            [
                "name": .text("\(sample.taxName), \(format.percent(sample.taxRate))"),
                "amount": .text(format.money(sample.tax(on: sum))),
            ],
        ]
    }
}

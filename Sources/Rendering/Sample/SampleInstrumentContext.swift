import Portals

/// The screens of payment instruments: the list, updating one, deactivating one.
struct SampleInstrumentContext {
    let sample: Sample
    let format: SampleFormat
    let phrases: SamplePhrases

    var context: TemplateContext {
        let instrument = sample.shownInstrument
        let orders = instrument.map(phrases.orders(paidBy:)) ?? []
        return [
            "hasInstruments": .flag(!sample.instruments.isEmpty),
            "instruments": .list(sample.instruments.map { phrases.row($0, isListed: true) }),
            "instrumentName": .text(instrument.map(phrases.name) ?? ""),
            "instrumentNote": .text(instrument.map(phrases.note) ?? ""),
            "instrumentNoun": .text(instrument.map(phrases.noun) ?? "card"),
            "instrumentIsCard": .flag(instrument?.kind == .card),
            "instrumentPairs": .list(pairs(instrument, orders: orders)),
            "newExpiryMonth": .text(format.twoDigits((instrument?.expires ?? sample.today).month)),
            "newExpiryYear": .text(String(sample.today.year + 3)),
            "deactivateLead": .text(lead(instrument, orders: orders)),
            "hasDeactivateOrders": .flag(!orders.isEmpty),
            "deactivateOrders": .list(orders.map(row)),
        ]
    }

    private func pairs(_ instrument: Sample.Instrument?, orders: [Sample.Order]) -> [TemplateContext] {
        guard let instrument else { return [] }
        let used = orders.isEmpty ? "No orders" : orders.count == 1 ? "1 order" : "\(orders.count) orders"
        let pairs = [
            ("Used for", used),
            ("Default", instrument.isDefault ? "Yes" : "No"),
            ("Added", format.long(instrument.added)),
        ]
        return pairs.map { ["name": .text($0.0), "value": .text($0.1)] }
    }

    private func lead(_ instrument: Sample.Instrument?, orders: [Sample.Order]) -> String {
        let noun = instrument.map(phrases.noun) ?? "card"
        switch orders.count {
        case 0: return "No order pays with this \(noun). You can add it again later."
        case 1:
            return
                "One order pays with this \(noun). Its next payment would fail unless you choose another method first."
        default:
            let words = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
            let count = orders.count - 2 < words.count ? words[orders.count - 2] : String(orders.count)
            return "\(count) orders pay with this \(noun). Their next payments would fail unless you choose another "
                + "method first."
        }
    }

    private func row(_ order: Sample.Order) -> TemplateContext {
        let amount = format.money(sample.total(of: order.items))
        return ["name": .text(order.name), "payment": .text("\(amount) on \(format.long(order.renewal))")]
    }
}

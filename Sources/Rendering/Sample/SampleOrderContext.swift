import Foundation
import Portals

/// The screens of one order: the order itself, cancelling it, its address.
struct SampleOrderContext {
    let sample: Sample
    let format: SampleFormat
    let phrases: SamplePhrases

    var context: TemplateContext {
        let order = sample.shownOrder
        let items = order?.items ?? []
        let status = order.map(phrases.status)
        let invoices = sample.invoices.filter { $0.order == order?.number }
        let instrument = sample.shownInstrument
        var context: TemplateContext = [
            "hasOrder": .flag(order != nil),
            "orderIsActive": .flag(order?.status == .active),
            "orderName": .text(order?.name ?? ""),
            "orderNumber": .text(order?.number ?? ""),
            "orderStatus": .text(status?.word ?? ""),
            "orderStatusTone": .text(status?.tone ?? ""),
            "orderLead": .text(order.map(lead) ?? ""),
            "orderItems": .list(items.map(row)),
            "orderTotals": .list(phrases.totals(of: items)),
            "orderTotalLabel": .text("Each \(order?.interval.rawValue ?? "month")"),
            "orderTotal": .text(format.money(sample.total(of: items))),
            "orderPairs": .list(pairs(items)),
            "hasOrderInvoices": .flag(!invoices.isEmpty),
            "orderInvoices": .list(invoices.map(phrases.row)),
            "hasOrderInstrument": .flag(instrument != nil && order?.status == .active),
            "orderInstrument": .list(instrument.map { [phrases.row($0, isListed: false)] } ?? []),
        ]
        context.merge(period(of: order))
        context.merge(cancelling(order, invoices: invoices))
        return context
    }

    private func lead(_ order: Sample.Order) -> String {
        let price = "\(format.money(order.price)) per \(order.interval.rawValue)"
        return order.status == .active
            ? "\(price), since \(format.long(order.since))" : "\(price), ended \(format.long(order.periodEnd))"
    }

    private func row(_ item: Sample.Item) -> TemplateContext {
        let measure = phrases.measure(item)
        let note = item.unit.isEmpty ? measure : "\(measure) at \(format.money(item.price))"
        var row: TemplateContext = ["name": .text(item.name), "amount": .text(format.money(item.amount))]
        row.setOptional("note", note.isEmpty ? nil : note)
        return row
    }

    private func pairs(_ items: [Sample.Item]) -> [TemplateContext] {
        let sum = items.reduce(0) { $0 + $1.amount }
        let rows = items.map { item -> (String, Decimal) in
            (item.unit.isEmpty ? item.name : phrases.measure(item), item.amount)
        }
        return (rows + [(sample.taxName, sample.tax(on: sum))]).map {
            ["name": .text($0.0), "amount": .text(format.money($0.1))]
        }
    }

    private func period(of order: Sample.Order?) -> TemplateContext {
        guard let order, order.status == .active else {
            return ["hasOrderPeriod": false, "orderPeriod": "", "orderProgress": "", "orderPeriodNote": ""]
        }
        let length = max(1, order.periodStart.days(until: order.renewal))
        let left = max(0, sample.today.days(until: order.renewal))
        // The day that has begun counts as used, as in 15 of 31 days on January 15.
        let used = min(length, max(0, order.periodStart.days(until: sample.today) + 1))
        let days = left == 1 ? "1 day" : "\(left) days"
        return [
            "hasOrderPeriod": true,
            "orderPeriod": .text(format.period(from: order.periodStart, to: order.periodEnd)),
            "orderProgress": .text(String(used * 100 / length)),
            "orderPeriodNote": .text("\(days) left. Renews on \(format.long(order.renewal))."),
        ]
    }

    private func cancelling(_ order: Sample.Order?, invoices: [Sample.Invoice]) -> TemplateContext {
        let end = order.map { format.long($0.periodEnd) } ?? ""
        let losses = (order?.items ?? []).map { item in
            [item.name, phrases.measure(item)].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        let payment = order.map { order in
            "The payment of \(format.money(sample.total(of: order.items))) on \(format.long(order.renewal)) won’t be taken"
        }
        var pairs = [("Access until", end)]
        if let last = invoices.first {
            pairs.append(("Last payment", format.money(sample.total(of: last.items))))
            pairs.append(("Charged on", format.long(last.issued)))
        }
        return [
            "cancelLead": .text("It’s paid until \(end). After that you lose:"),
            "cancelLosses": .list(losses.map { ["text": .text($0)] }),
            "hasCancelPayment": .flag(order?.status == .active),
            "cancelPayment": .text(payment ?? ""),
            "orderEnd": .text(end),
            "cancelledPairs": .list(pairs.map { ["name": .text($0.0), "value": .text($0.1)] }),
        ]
    }
}

import Portals

/// The screens of invoices: the list, and one invoice.
struct SampleInvoiceContext {
    let sample: Sample
    let format: SampleFormat
    let phrases: SamplePhrases

    var context: TemplateContext {
        let invoice = sample.shownInvoice
        let items = invoice?.items ?? []
        let order = sample.orders.first { $0.number == invoice?.order }
        let paidWith = invoice?.status == .paid ? sample.shownInstrument : nil
        let status = invoice.map(phrases.status)
        let total = format.money(sample.total(of: items))
        return [
            "hasInvoices": .flag(!sample.invoices.isEmpty),
            "invoices": .list(sample.invoices.map(phrases.row)),
            "hasInvoice": .flag(invoice != nil),
            "invoiceNumber": .text(invoice?.number ?? ""),
            "invoiceStatus": .text(status?.word ?? ""),
            "invoiceStatusTone": .text(status?.tone ?? ""),
            "invoiceIssued": .text(invoice.map { format.medium($0.issued) } ?? ""),
            "hasInvoiceOrder": .flag(order != nil),
            "invoiceOrderNumber": .text(order?.number ?? ""),
            "invoiceLines": .list(
                items.enumerated().map { line($1, isFirst: $0 == 0, invoice: invoice, order: order) }
            ),
            "invoiceTotals": .list(phrases.totals(of: items)),
            "invoiceTotalLabel": "Total",
            "invoiceTotal": .text(total),
            "invoiceHeadline": .text(invoice.map(headline) ?? ""),
            "invoiceAmount": .text(total),
            "invoiceInstrument": .list(paidWith.map { [phrases.row($0, isListed: false)] } ?? []),
        ]
    }

    private func headline(_ invoice: Sample.Invoice) -> String {
        switch invoice.status {
        case .paid: "Paid on \(format.long(invoice.issued))"
        case .due: "Due on \(format.long(invoice.due))"
        case .failed: "Payment failed, due on \(format.long(invoice.due))"
        case .refunded: "Refunded"
        }
    }

    /// A line of the invoice; the first one of an order says the period that it pays for.
    private func line(
        _ item: Sample.Item,
        isFirst: Bool,
        invoice: Sample.Invoice?,
        order: Sample.Order?
    ) -> TemplateContext {
        var note = item.note
        if isFirst, note.isEmpty, let order, let issued = invoice?.issued {
            let months = order.interval == .month ? 1 : 12
            let end = issued.inMonth(months, day: issued.day).adding(days: -1)
            note = format.period(from: issued, to: end)
        }
        var line: TemplateContext = [
            "name": .text(item.name),
            "quantity": .text(String(item.quantity)),
            "price": .text(format.money(item.price)),
            "amount": .text(format.money(item.amount)),
        ]
        line.setOptional("note", note.isEmpty ? nil : note)
        return line
    }
}

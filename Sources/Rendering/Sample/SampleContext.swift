import Foundation
import Portals

/// Turns the sample customer into the strings of the preview's templates, once for all portals of a workspace.
package struct SampleContext: Sendable {
    private let sample: Sample
    private let format: SampleFormat
    private let phrases: SamplePhrases
    /// Everything that is the same for every portal.
    private let common: TemplateContext

    package init(sample: Sample, format: SampleFormat) {
        self.sample = sample
        self.format = format
        phrases = SamplePhrases(sample: sample, format: format)
        common = Self.common(sample, format, phrases)
    }

    /// Returns the context for portals with a way to pay or without.
    ///
    /// - Parameters:
    ///   - canUpdate: Whether customers may update a payment instrument.
    ///   - canAdd: Whether customers may add one.
    /// - Returns: Every key that comes from the sample.
    package func context(canUpdate: Bool, canAdd: Bool) -> TemplateContext {
        var context = common
        context.merge(expiryNotice(canUpdate: canUpdate, canAdd: canAdd))
        context.merge(failedPayment(canUpdate: canUpdate, canAdd: canAdd))
        return context
    }

    private static func common(_ sample: Sample, _ format: SampleFormat, _ phrases: SamplePhrases) -> TemplateContext {
        var context = customer(sample)
        context.merge(overview(sample, format, phrases))
        context.merge(orders(sample, phrases))
        context.merge(SampleOrderContext(sample: sample, format: format, phrases: phrases).context)
        context.merge(SampleInstrumentContext(sample: sample, format: format, phrases: phrases).context)
        context.merge(SampleInvoiceContext(sample: sample, format: format, phrases: phrases).context)
        return context
    }
}

extension SampleContext {
    private static func customer(_ sample: Sample) -> TemplateContext {
        let customer = sample.customer
        let isAmerican = customer.country == "United States"
        let place = isAmerican ? "\(customer.city), \(customer.regionCode)" : customer.city
        let cityLine = [place, customer.postalCode].filter { !$0.isEmpty }.joined(separator: " ")
        let lines = [
            customer.name, customer.company, customer.street, customer.apartment, cityLine, customer.country,
        ]
        var context: TemplateContext = [
            "customerName": .text(customer.name),
            "customerEmail": .text(customer.email),
            "customerCompany": .text(customer.company),
            "addressLines": .list(lines.filter { !$0.isEmpty }.map { ["line": .text($0)] }),
            "addressStreet": .text(customer.street),
            "addressApartment": .text(customer.apartment),
            "addressCity": .text(customer.city),
            "addressRegion": .text(customer.region),
            "addressPostalCode": .text(customer.postalCode),
            "regionLabel": .text(isAmerican ? "State" : "Region"),
            "postalCodeLabel": .text(isAmerican ? "ZIP code" : "Postal code"),
            "countries": .list(countries(including: customer.country)),
        ]
        context.setOptional("customerFirstName", customer.firstName.isEmpty ? nil : customer.firstName)
        // A mistake that shows what an error looks like; only a ZIP code is sure to have one right form.
        let typed = isAmerican && customer.postalCode.count == 5 ? String(customer.postalCode.dropLast()) : nil
        context["hasPostalCodeError"] = .flag(typed != nil)
        context["postalCodeTyped"] = .text(typed ?? "")
        context["postalCodeError"] = .text("A ZIP code has 5 digits, like \(customer.postalCode).")
        return context
    }

    private static func countries(including chosen: String) -> [TemplateContext] {
        Set(["Canada", "United Kingdom", "United States", chosen]).filter { !$0.isEmpty }.sorted().map {
            ["name": .text($0), "isChosen": .flag($0 == chosen)]
        }
    }

    private static func overview(
        _ sample: Sample,
        _ format: SampleFormat,
        _ phrases: SamplePhrases
    ) -> TemplateContext {
        let next = sample.activeOrders.min { $0.renewal < $1.renewal }
        let latest = sample.invoices.first
        let usual = sample.defaultInstrument
        return [
            "hasNextPayment": .flag(next != nil),
            "nextPaymentAmount": .text(next.map { format.money(sample.total(of: $0.items)) } ?? ""),
            "nextPaymentDate": .text(next.map { format.long($0.renewal) } ?? ""),
            "nextPaymentFor": .text(next?.name ?? ""),
            "hasDefaultInstrument": .flag(usual != nil),
            "defaultInstrument": .list(usual.map { [phrases.row($0, isListed: false)] } ?? []),
            "defaultInstrumentNoun": .text(usual.map(phrases.noun) ?? "card"),
            "hasLatestInvoice": .flag(latest != nil),
            "latestInvoiceAmount": .text(latest.map { format.money(sample.total(of: $0.items)) } ?? ""),
            "latestInvoiceStatus": .text(latest.map { phrases.status($0).word } ?? ""),
            "latestInvoiceStatusTone": .text(latest.map { phrases.status($0).tone } ?? ""),
            "latestInvoiceNumber": .text(latest?.number ?? ""),
            "latestInvoiceNote": .text(latest.map(phrases.note) ?? ""),
        ]
    }

    private static func orders(_ sample: Sample, _ phrases: SamplePhrases) -> TemplateContext {
        [
            "hasOrders": .flag(!sample.orders.isEmpty),
            "hasActiveOrders": .flag(!sample.activeOrders.isEmpty),
            "hasPastOrders": .flag(!sample.pastOrders.isEmpty),
            "activeOrders": .list(sample.activeOrders.map(phrases.row)),
            "pastOrders": .list(sample.pastOrders.map(phrases.row)),
        ]
    }
}

extension SampleContext {
    /// The notice about a default card that expires before the next payment.
    private func expiryNotice(canUpdate: Bool, canAdd: Bool) -> TemplateContext {
        let instrument = sample.defaultInstrument
        let renewal = sample.activeOrders.map(\.renewal).min()
        let expiresNow = instrument.map { phrases.expiry(of: $0) == .thisMonth } ?? false
        let name = instrument.map { "\(phrases.noun($0)) ending \($0.lastFour)" } ?? ""
        let before = renewal.map { " before \(format.withoutYear($0))" } ?? ""
        let text =
            if canUpdate {
                "Update it\(before) so your next payment goes through."
            } else if canAdd {
                "Add another payment method\(before) so your next payment goes through."
            } else {
                renewal.map { "Your payment on \(format.withoutYear($0)) would fail." }
                    ?? "Your next payment would fail."
            }
        return [
            "hasExpiryNotice": .flag(expiresNow),
            "expiryNoticeTitle": .text("Your \(name) expires this month."),
            "expiryNoticeText": .text(text),
        ]
    }

    /// The screen after a payment failed: the invoice that is due, and the card that expired.
    private func failedPayment(canUpdate: Bool, canAdd: Bool) -> TemplateContext {
        let invoice = sample.invoices.first { $0.status == .due || $0.status == .failed } ?? sample.invoices.first
        let expired = sample.instruments.first { phrases.expiry(of: $0) == .past }
        let instrument = expired ?? sample.shownInstrument
        let name = instrument.map(phrases.name) ?? "payment method"
        let amount = invoice.map { format.money(sample.total(of: $0.items)) } ?? format.money(0)
        let due = format.long(invoice?.due ?? sample.today)
        let remedy =
            if canUpdate {
                "Update it or use another payment method before \(due)."
            } else if canAdd {
                "Add another payment method before \(due)."
            } else {
                "The invoice is due on \(due)."
            }
        var pairs: [(String, String)] = [("Amount", amount)]
        if let instrument {
            pairs.append(
                (phrases.noun(instrument).capitalizedFirst, "\(phrases.brand(instrument)) \(instrument.lastFour)")
            )
        }
        if let month = expired?.expires { pairs.append(("Expired", format.month(month))) }
        pairs.append(("Pay by", due))
        return [
            "problemNotice": .text("Payment failed on \(format.long(invoice?.issued ?? sample.today))"),
            "problemTitle": .text(expired == nil ? "Your payment didn’t go through" : "Your card has expired"),
            "problemText": .text("We couldn’t charge \(amount) to your \(name). \(remedy)"),
            "problemInvoice": .text(invoice?.number ?? ""),
            "problemSubject": .text(invoice?.subject ?? ""),
            "problemPairs": .list(pairs.map { ["name": .text($0.0), "value": .text($0.1)] }),
        ]
    }
}

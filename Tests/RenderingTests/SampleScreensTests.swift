import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

extension TemplateContext {
    func text(_ key: String) -> String? {
        if case .text(let text)? = self[key] { text } else { nil }
    }

    func flag(_ key: String) -> Bool? {
        if case .flag(let flag)? = self[key] { flag } else { nil }
    }

    /// The texts of one key of a list's elements.
    func texts(_ key: String, of list: String) -> [String] {
        if case .list(let elements)? = self[list] { elements.compactMap { $0.text(key) } } else { [] }
    }
}

/// The built-in customer, as look.md and its pictures show her.
@Suite struct `The built-in sample` {
    @Test(arguments: [
        ("sign-in", ["See your orders and invoices.", "Email", "Password", "Forgot password?", "Sign in"]),
        (
            "check-email",
            ["We’ve sent you a link", "Open the email to maya@lindqvist.example and follow the link to sign in."]
        ),
        (
            "overview",
            [
                "Hello, Maya", "Your card ending 4242 expires this month.",
                "Update it before February 1 so your next payment goes through.", "Update card", "$138.24",
                "February 1, 2026, for your Team plan", "Visa ending 4242", "Expires 01/2026", "$162.00 Due",
                "INV-2042, due January 29, 2026", "Team plan Order 10482 · 8 seats, extra storage Active",
                "Renews Feb 1, 2026 $128.00 per month", "Priority support Order 10317 · Yearly contract Active",
                "Renews Sep 14, 2026 $240.00 per year",
            ]
        ),
        ("orders", ["Starter plan Order 9876 · 4 seats Cancelled Ended Jun 30, 2025 $48.00 per month"]),
        (
            "order",
            [
                "$128.00 per month, since March 3, 2024", "Cancel order", "Team plan 8 seats at $12.00 $96.00",
                "Extra storage 500 GB $32.00", "Subtotal $128.00", "Sales tax, 8% $10.24", "Each month $138.24",
                "INV-2041 Jan 1, 2026 Paid $138.24", "INV-2037 Dec 1, 2025 Paid $138.24",
                "January 1 to January 31, 2026", "17 days left. Renews on February 1, 2026.",
                "Maya Lindqvist Lindqvist Studio 128 Harbor Street Apt 4 Portland, ME 04101 United States",
            ]
        ),
        (
            "cancel-order",
            [
                "Cancel your Team plan?", "It’s paid until January 31, 2026. After that you lose:",
                "Team plan, 8 seats", "Extra storage, 500 GB",
                "The payment of $138.24 on February 1, 2026 won’t be taken", "What made you decide?", "Keep my order",
            ]
        ),
        (
            "order-cancelled",
            [
                "Your Team plan ends on January 31, 2026",
                "We’ve emailed a confirmation to maya@lindqvist.example. You won’t be charged again for this order.",
                "Back to orders", "Changed your mind? Write to help@acme.example before then.",
            ]
        ),
        ("edit-address", ["Save address", "Don’t save", "A ZIP code has 5 digits, like 04101.", "State"]),
        (
            "payment-methods",
            [
                "Visa ending 4242 Default Expires this month Expires 01/2026, used by 2 orders",
                "Bank account ending 6789 Direct debit, First Harbor Bank",
                "Mastercard ending 8210 Expired Expired 11/2025",
                "We charge the default method first, for every order that has none of its own.",
            ]
        ),
        (
            "add-payment-method",
            ["The secure card form opens here. Nothing can be typed in this preview.", "Use for my next payments"]
        ),
        (
            "update-payment-method",
            ["Update Visa ending 4242", "For a card with a new number, add it as a payment method."]
        ),
        (
            "deactivate-payment-method",
            [
                "Deactivate Visa ending 4242?",
                "Two orders pay with this card. Their next payments would fail unless you choose another method first.",
                "Team plan $138.24 on February 1, 2026", "Priority support $259.20 on September 14, 2026",
                "Keep this card",
            ]
        ),
        (
            "invoices",
            [
                "INV-2042 Jan 12, 2026 Onboarding session Due $162.00", "INV-1988 Sep 14, 2025 Priority support Paid",
                "INV-1902 Jun 1, 2025 Starter plan Refunded $51.84",
            ]
        ),
        (
            "invoice",
            [
                "Invoice INV-2041", "Paid on January 1, 2026", "$138.24",
                "Team plan January 1 to January 31, 2026 8 $12.00 $96.00",
            ]
        ),
        (
            "empty",
            [
                "Welcome, Maya", "No orders yet",
                "When you order from Acme, you’ll find the order, its invoices and its next payment here.",
                "None yet. Your first invoice comes with your first order.",
            ]
        ),
        (
            "problem",
            [
                "Payment failed on January 12, 2026", "Your card has expired",
                "We couldn’t charge $162.00 to your Mastercard ending 8210. Update it or use another payment method "
                    + "before January 29, 2026.",
                "Use another payment method", "Invoice INV-2042", "Card Mastercard 8210", "Expired 11/2025",
                "Pay by January 29, 2026",
            ]
        ),
    ])
    func `says on each screen what the pictures say`(screen: String, sentences: [String]) throws {
        let page = try RenderedPortal.preview(try RenderedPortal.view())
        let start = try #require(page.range(of: "id=\"\(screen)\""))
        let end = page.range(of: "<div class=\"screen", range: start.upperBound..<page.endIndex)?.lowerBound
        let words = HTMLTags(String(page[start.upperBound..<(end ?? page.endIndex)])).texts.joined(separator: " ")
        let line = Self.collapsed(words)
        for sentence in sentences {
            #expect(line.contains(Self.collapsed(sentence)), "\(sentence)")
        }
    }

    /// Without white space: tags stand between words and their stops.
    private static func collapsed(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }

    @Test func `has used fifteen of thirty-one days`() throws {
        let context = try RenderedPortal.sample().context(canUpdate: true, canAdd: true)
        #expect(context.text("orderProgress") == "48")
        #expect(context.text("newExpiryYear") == "2029")
        #expect(context.text("postalCodeTyped") == "0410")
    }

    @Test(arguments: [
        (true, true, "Update it before February 1 so your next payment goes through.", "Update it or use another"),
        (true, false, "Update it before February 1 so your next payment goes through.", "Update it or use another"),
        (false, true, "Add another payment method before February 1 so your next payment goes through.", "Add another"),
        (false, false, "Your payment on February 1 would fail.", "The invoice is due on January 29, 2026."),
    ])
    func `offers what the features allow`(canUpdate: Bool, canAdd: Bool, notice: String, remedy: String) throws {
        let context = try RenderedPortal.sample().context(canUpdate: canUpdate, canAdd: canAdd)
        #expect(context.text("expiryNoticeText") == notice)
        #expect(context.text("problemText")?.contains(". \(remedy)") == true)
    }
}

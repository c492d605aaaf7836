import Diagnostics

/// Reports switches that leave customers without a way to pay, or without anybody to ask.
///
/// Where everything on a screen is switched off, the screen sends customers to support (screens.md).
public struct WaysOutRules: Sendable {
    /// Makes the rules.
    public init() {}

    /// Returns what is wrong with the ways out of a portal's screens.
    ///
    /// - Parameter portal: The portal; switches that are not legal count as on.
    /// - Returns: The findings; empty if there are none.
    public func findings(in portal: Portal) -> [Finding] {
        paymentFindings(portal) + supportFindings(portal)
    }

    private func paymentFindings(_ portal: Portal) -> [Finding] {
        guard !portal.canPay else { return [] }
        return [
            Finding(
                .featuresNoPayment,
                at: Feature.paymentInstrumentAdd.path,
                "customers can neither add nor update a payment method, so that nobody can pay once a card has expired; "
                    + "switch one of the two on"
            )
        ]
    }

    private func supportFindings(_ portal: Portal) -> [Finding] {
        // An address that is there and wrong is the validator's.
        let isThere = [PortalField.supportEmail, PortalField.supportPhone].contains { path in
            !(portal.text(path) ?? "").isEmpty
        }
        guard !isThere, let screens = deadEnds(of: portal) else { return [] }
        return [
            Finding(
                .supportMissing,
                at: PortalField.website,
                anchor: .key,
                "\(screens) to support, and there is neither address nor number; "
                    + "write 'supportEmail' or 'supportPhone'"
            )
        ]
    }

    /// The screens that have nothing but support to offer, to begin a sentence; `nil` if there are none.
    private func deadEnds(of portal: Portal) -> String? {
        var screens: [String] = []
        if !portal.allows(.orderCancel), !portal.allows(.orderAddressEdit) { screens.append("an order") }
        if !portal.canPay { screens.append("a failed payment") }
        if portal.status == .inactive { screens.append("the closed portal") }
        guard let last = screens.last else { return nil }
        let rest = screens.dropLast().joined(separator: ", ")
        return rest.isEmpty ? "the screen of \(last) leads" : "the screens of \(rest) and \(last) lead"
    }
}

extension Portal {
    /// Whether customers can pay by another card than the one that is stored.
    fileprivate var canPay: Bool { allows(.paymentInstrumentAdd) || allows(.paymentInstrumentUpdate) }
}

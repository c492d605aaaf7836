import Portals

/// A screen of the preview, in the order in which the preview holds them (screens.md, 'Screens').
public enum Screen: String, Sendable, CaseIterable {
    /// What the address answers while the portal is inactive.
    case notFound = "not-found"
    /// Signing in, with a password or a link.
    case signIn = "sign-in"
    /// A link was sent.
    case checkEmail = "check-email"
    /// What a customer sees first.
    case overview
    /// All orders.
    case orders
    /// One order.
    case order
    /// Asking before an order is cancelled.
    case cancelOrder = "cancel-order"
    /// An order was cancelled.
    case orderCancelled = "order-cancelled"
    /// The address of an order.
    case editAddress = "edit-address"
    /// All payment instruments.
    case paymentMethods = "payment-methods"
    /// A new payment instrument.
    case addPaymentMethod = "add-payment-method"
    /// A changed payment instrument.
    case updatePaymentMethod = "update-payment-method"
    /// Asking before a payment instrument is disabled.
    case deactivatePaymentMethod = "deactivate-payment-method"
    /// All invoices.
    case invoices
    /// One invoice.
    case invoice
    /// A customer without orders.
    case empty
    /// A payment failed.
    case problem

    /// The screen's name for designers.
    public var title: String {
        switch self {
        case .notFound: "Not found"
        case .signIn: "Sign in"
        case .checkEmail: "Check your email"
        case .overview: "Overview"
        case .orders: "Orders"
        case .order: "Order"
        case .cancelOrder: "Cancel order"
        case .orderCancelled: "Order cancelled"
        case .editAddress: "Edit address"
        case .paymentMethods: "Payment methods"
        case .addPaymentMethod: "Add payment method"
        case .updatePaymentMethod: "Update payment method"
        case .deactivatePaymentMethod: "Deactivate payment method"
        case .invoices: "Invoices"
        case .invoice: "Invoice"
        case .empty: "New customer"
        case .problem: "Payment failed"
        }
    }

    /// Returns whether a portal has the screen.
    ///
    /// - Parameters:
    ///   - features: What customers of the portal may do.
    ///   - status: The portal's status.
    /// - Returns: False where a feature is off or the portal's status rules the screen out.
    func exists(with features: FeatureSet, status: Status) -> Bool {
        switch self {
        case .notFound: status == .inactive
        case .cancelOrder, .orderCancelled: features.contains(.orderCancel)
        case .editAddress: features.contains(.orderAddressEdit)
        case .addPaymentMethod: features.contains(.paymentInstrumentAdd)
        case .updatePaymentMethod: features.contains(.paymentInstrumentUpdate)
        case .deactivatePaymentMethod: features.contains(.paymentInstrumentDeactivate)
        default: true
        }
    }

    /// The item of the navigation that is chosen on the screen; `nil` where there is no navigation.
    var tab: Tab? {
        switch self {
        case .notFound, .signIn, .checkEmail: nil
        case .overview, .empty, .problem: .overview
        case .orders, .order, .cancelOrder, .orderCancelled, .editAddress: .orders
        case .paymentMethods, .addPaymentMethod, .updatePaymentMethod, .deactivatePaymentMethod: .paymentMethods
        case .invoices, .invoice: .invoices
        }
    }

    enum Tab: String, CaseIterable {
        case overview
        case orders
        case paymentMethods
        case invoices
    }
}

/// A switch that decides what customers can do themselves.
///
/// Every feature is on unless it is switched off (rebilly.md, 3.1).
public enum Feature: String, Sendable, CaseIterable {
    /// Customers may sign in with a password.
    case authenticateWithPassword
    /// Customers may cancel an order.
    case orderCancel
    /// Customers may change the address of an order.
    case orderAddressEdit
    /// Customers may add a payment instrument.
    case paymentInstrumentAdd
    /// Customers may change a stored payment instrument.
    case paymentInstrumentUpdate
    /// Customers may disable a stored payment instrument.
    case paymentInstrumentDeactivate

    /// The field that holds the switch.
    public var path: FieldPath {
        switch self {
        case .authenticateWithPassword: PortalField.authenticateWithPassword
        case .orderCancel: PortalField.orderCancel
        case .orderAddressEdit: PortalField.orderAddressEdit
        case .paymentInstrumentAdd: PortalField.paymentInstrumentAdd
        case .paymentInstrumentUpdate: PortalField.paymentInstrumentUpdate
        case .paymentInstrumentDeactivate: PortalField.paymentInstrumentDeactivate
        }
    }
}

/// Whether customers can reach the portal.
public enum Status: String, Sendable, CaseIterable {
    /// The address shows the portal.
    case active
    /// The address answers 404.
    case inactive
}

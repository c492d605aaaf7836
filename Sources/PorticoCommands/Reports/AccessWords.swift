#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Transport

/// What went wrong with a customer's access, and what to do now.
struct AccessWords {
    let target: AccessTarget
    /// Whether the customers are those of a list.
    var isOfList = false
    /// Whether the limit of invitations is waited for.
    var waits = false

    /// Returns the sentence of an error.
    ///
    /// - Parameter error: The error.
    /// - Returns: One line without secrets.
    func sentence(_ error: AccessError) -> String {
        switch error {
        case .service(let error): sentence(error)
        case .mailUnknown:
            "\(error); 'portico access status' tells whether the service knows of it; if not, 'resend' sends it again"
        case .invitationLimit where waits: error.description
        case .invitationLimit where isOfList: "\(error); with --wait it is waited for"
        case .invitationLimit: "\(error); add --force to ask all the same"
        default: error.description
        }
    }

    /// Returns why a list was stopped.
    func reason(_ obstacle: AccessError) -> String {
        if case .service(.unauthorized) = obstacle { return sentence(obstacle) }
        return "\(BulkJob<Void>.patience) in a row came to nothing; the last of them: \(sentence(obstacle))"
    }

    private func sentence(_ error: AdvancedBillingError) -> String {
        switch error {
        case .unauthorized:
            "\(target.host) does not take the API key (401); check PORTICO_ADVANCED_BILLING_API_KEY, or the file that "
                + "holds it, and the site"
        case .forbidden: "the API key may not do this at \(target.host) (403); check the key"
        case .notFound: "\(target.host) knows no such customer (404); check the customer and the site"
        case .transport(.unreachable):
            "\(target.host) can't be reached; check the network, and the address if you chose it"
        case .transport(.untrusted): "\(target.host) can't prove who it is, so nothing was sent; check the address"
        case .ambiguousEmail: "\(error); nothing was done: name one of them by its id"
        case .unknownEmail: "no customer at \(target.host) has exactly this address; check it"
        case .invalid(let messages, _) where !messages.isEmpty:
            "\(target.host) refuses it (422): \(messages.joined(separator: " "))"
        default: "\(target.host): \(error)"
        }
    }
}
#endif

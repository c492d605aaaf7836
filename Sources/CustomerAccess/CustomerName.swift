public import AdvancedBillingAPI
import Transport

/// How people and scripts name a customer.
public enum CustomerName: Sendable, Hashable, CustomStringConvertible {
    /// By number.
    case id(CustomerID)
    /// By what another system calls the customer; unique.
    case reference(String)
    /// By e-mail address; several customers may have one.
    case email(String)

    /// Reads a name.
    ///
    /// - Parameter text: A number, `ref:REFERENCE` or `email:ADDRESS`; of the last two nothing may be empty.
    public init?(_ text: String) {
        if let id = CustomerID(text) {
            self = .id(id)
        } else if text.hasPrefix("ref:"), text.utf8.count > "ref:".utf8.count {
            self = .reference(String(text.dropFirst("ref:".count)))
        } else if text.hasPrefix("email:"), text.utf8.count > "email:".utf8.count {
            self = .email(String(text.dropFirst("email:".count)))
        } else {
            return nil
        }
    }

    /// The name as `init` reads it.
    public var description: String {
        switch self {
        case .id(let id): id.description
        case .reference(let reference): "ref:\(reference)"
        case .email(let email): "email:\(email)"
        }
    }
}

extension AccessDesk {
    /// Returns a customer as the service keeps it.
    ///
    /// - Parameter name: The name.
    /// - Returns: The customer.
    /// - Throws: `AccessError.service`; with `ambiguousEmail`, which lists them, if several customers have the address,
    ///   with `unknownEmail` or `notFound` if nobody has it.
    public func details(of name: CustomerName) async throws(AccessError) -> Customer {
        do throws(AdvancedBillingError) {
            return switch name {
            case .id(let id): try await client.customer(id).value
            case .reference(let reference): try await client.customer(reference: reference).value
            case .email(let email): try await client.customer(email: email).value
            }
        } catch {
            throw .service(error)
        }
    }

    /// Returns the number of a customer; the service is asked unless the name is the number.
    ///
    /// - Parameter name: The name.
    /// - Returns: The number.
    /// - Throws: `AccessError.service`; with `ambiguousEmail`, which lists them, if several customers have the address,
    ///   with `unknownEmail` or `notFound` if nobody has it.
    public func customer(named name: CustomerName) async throws(AccessError) -> CustomerID {
        if case .id(let id) = name { return id }
        return try await details(of: name).id
    }
}

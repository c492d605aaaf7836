import AdvancedBillingAPI
import Foundation
import Portals
import TestSupport
import Testing
import Transport

/// One operation of the client: how it is called, what it sends, and what it is answered with.
///
/// `perform` needs a service that holds what the examples name; the scripted one answers `reply`.
struct Operation: Sendable, CustomTestStringConvertible {
    let name: String
    /// Method and address.
    let line: String
    /// The example that is sent; `nil` if there is no body.
    var body: String?
    /// The status of the answer, and the example that is its body; a list holds it once.
    let reply: (status: Int, example: String)
    var isList = false
    /// How often it is sent when the service fails each time (M19).
    var tries = Tries(failed: 3, refused: 3)
    /// Makes the call, and returns the status and the request id of its answer.
    let perform: @Sendable (AdvancedBillingClient) async throws -> (status: Int, requestID: String?)

    /// How often an operation is sent.
    struct Tries: Sendable {
        /// When it may have arrived: 408, 5xx, a connection that broke off.
        let failed: Int
        /// When it was refused with 429.
        let refused: Int
    }

    var testDescription: String { name }

    /// The answer of the script, with a request id.
    func scripted() throws -> ScriptedServer.Reply {
        let text = try ContractExample.text(reply.example)
        return .json(reply.status, isList ? "[\(text)]" : text, [("X-Request-Id", "req-\(name.utf8.count)")])
    }

    private static func seen(_ answer: Answer<some Sendable>) -> (Int, String?) { (answer.status, answer.requestID) }

    static let all: [Operation] = access + customers

    private static let access: [Operation] = [
        Operation(
            name: "enable access",
            line: "POST /portal/customers/150/enable.json?auto_invite=0",
            reply: (200, "advanced-billing/customer-enabled")
        ) { seen(try await $0.enableAccess(for: Harness.customer(), inviting: false)) },
        Operation(
            name: "enable access and invite",
            line: "POST /portal/customers/150/enable.json?auto_invite=1",
            reply: (200, "advanced-billing/customer-enabled"),
            tries: Tries(failed: 1, refused: 1)
        ) { seen(try await $0.enableAccess(for: Harness.customer(), inviting: true)) },
        Operation(
            name: "read the management link",
            line: "GET /portal/customers/150/management_link.json",
            reply: (200, "advanced-billing/management-link"),
            tries: Tries(failed: 1, refused: 1)
        ) { seen(try await $0.managementLink(of: Harness.customer())) },
        Operation(
            name: "send the invitation again",
            line: "POST /portal/customers/150/invitations/invite.json",
            reply: (200, "advanced-billing/invitation-resent"),
            tries: Tries(failed: 1, refused: 1)
        ) { seen(try await $0.resendInvitation(to: Harness.customer())) },
        Operation(
            name: "revoke access",
            line: "DELETE /portal/customers/150/invitations/revoke.json",
            reply: (200, "advanced-billing/access-revoked"),
            tries: Tries(failed: 4, refused: 4)
        ) { seen(try await $0.revokeAccess(of: Harness.customer())) },
    ]

    private static let customers: [Operation] = [
        Operation(
            name: "list customers",
            line: "GET /customers.json?page=1&per_page=200&direction=asc",
            reply: (200, "advanced-billing/customer-enabled"),
            isList: true
        ) { client in
            var pages = client.customers().pages.makeAsyncIterator()
            return seen(try #require(try await pages.next()))
        },
        Operation(
            name: "read a customer",
            line: "GET /customers/150.json",
            reply: (200, "advanced-billing/customer-enabled")
        ) { seen(try await $0.customer(Harness.customer())) },
        Operation(
            name: "find a customer by reference",
            line: "GET /customers/lookup.json?reference=app%2F7%20%26%20%2B",
            reply: (200, "advanced-billing/customer-enabled")
        ) { seen(try await $0.customer(reference: "app/7 & +")) },
        Operation(
            name: "find a customer by e-mail",
            line: "GET /customers.json?page=1&per_page=200&direction=asc&q=Ada%40Example.com",
            reply: (200, "advanced-billing/customer-enabled"),
            isList: true
        ) { seen(try await $0.customer(email: "Ada@Example.com")) },
        Operation(
            name: "create a customer",
            line: "POST /customers.json",
            body: "advanced-billing/customer-create-request",
            reply: (201, "advanced-billing/customer-enabled"),
            tries: Tries(failed: 1, refused: 4)
        ) { client in
            let customer = NewCustomer(firstName: "Ada", lastName: "Moreno", email: "ada@example.com")
            return seen(try await client.createCustomer(customer))
        },
    ]
}

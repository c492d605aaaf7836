import Foundation
import HTTPTypes

/// Advanced Billing, in the order of checks of its contract (advanced-billing.md, M20).
struct AdvancedBillingService: Sendable {
    private let store: SandboxStore

    init(store: SandboxStore) {
        self.store = store
    }

    /// What a path asks for.
    private enum Operation: Sendable {
        case listCustomers
        case createCustomer
        case lookUpCustomer
        case readCustomer
        case enable
        case readLink
        case resend
        case revoke
    }

    private static let routes: [Route<Operation>] = [
        Route("customers.json", [(.get, .listCustomers), (.post, .createCustomer)]),
        Route("customers/lookup.json", [(.get, .lookUpCustomer)]),
        Route("customers/{id}", [(.get, .readCustomer)]),
        Route("portal/customers/{id}/enable.json", [(.post, .enable)]),
        Route("portal/customers/{id}/management_link.json", [(.get, .readLink)]),
        Route("portal/customers/{id}/invitations/invite.json", [(.post, .resend)]),
        Route("portal/customers/{id}/invitations/revoke.json", [(.delete, .revoke)]),
    ]

    /// Whether a path is Advanced Billing's.
    static func owns(_ call: Call) -> Bool {
        call.path == "/customers.json" || call.path.hasPrefix("/customers/") || call.path.hasPrefix("/portal/")
    }

    /// Returns what a path asks for; `nil` if it isn't Advanced Billing's.
    func answer(_ call: Call) async throws -> Answer? {
        guard Self.owns(call) else { return nil }
        do {
            try authenticate(call)
            guard let (operation, id) = Self.operation(call) else { throw Refusal(answer: BillingError.notFound) }
            return try await perform(operation, call, id: id)
        } catch let refusal as Refusal {
            return refusal.answer
        }
    }

    private func perform(_ operation: Operation, _ call: Call, id: Int64) async throws -> Answer {
        let customers = CustomerOperations(store: store, call: call)
        let access = PortalAccess(store: store, call: call, customer: id)
        return switch operation {
        case .listCustomers: try await customers.list()
        case .createCustomer: try await customers.create()
        case .lookUpCustomer: try await customers.lookUp()
        case .readCustomer: try await customers.read(id)
        case .enable: try await access.enable()
        case .readLink: try await access.readLink()
        case .resend: try await access.resend()
        case .revoke: try await access.revoke()
        }
    }

    /// Checks the user name of HTTP Basic; any password that is not empty will do.
    private func authenticate(_ call: Call) throws(Refusal) {
        let expected = store.settings.advancedBilling.apiKey
        let parts = call.headers[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
        if parts.count == 2, parts[0].lowercased() == "basic",
            let pair = Data(base64Encoded: String(parts[1])).flatMap({ String(validating: $0, as: UTF8.self) }),
            let colon = pair.firstIndex(of: ":"), pair[..<colon].utf8.elementsEqual(expected.utf8),
            pair.index(after: colon) < pair.endIndex
        {
            return
        }
        throw Refusal(answer: BillingError.unauthorized)
    }

    /// The operation and the customer's id, 0 where there is none; `nil` where there is no such path or method, or
    /// where the id is no number (M21).
    private static func operation(_ call: Call) -> (Operation, id: Int64)? {
        for route in routes {
            guard let segments = call.segments, let values = route.values(in: segments) else { continue }
            guard let operation = route.operation(call.method) else { return nil }
            guard var id = values.first else { return (operation, 0) }
            if operation == .readCustomer {
                guard id.hasSuffix(".json") else { return nil }
                id.removeLast(".json".count)
            }
            guard ASCIIClass.isNumber(id), let number = Int64(id) else { return nil }
            return (operation, number)
        }
        return nil
    }
}

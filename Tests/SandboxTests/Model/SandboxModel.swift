import Testing

@testable import Sandbox

/// What the services should hold, in the simplest form that says it.
struct SandboxModel: Sendable, Equatable {
    struct Portal: Sendable, Equatable {
        var slug: String
        var name: String
        var isActive: Bool
        var createdTime: Int
        var updatedTime: Int
    }

    struct Customer: Sendable, Equatable {
        var enabled: Int?
        var sent: Int?
        var accepted: Int?
        var linkCreated: Int?
        var linkCount = 0
        var resends: [Int] = []
    }

    var portals: [String: Portal] = [:]
    var customers: [Int: Customer]
    var now: Int

    /// The starting customers (docs/sandbox.md).
    init(now: Int) {
        let granted = now - 10 * 86_400
        self.now = now
        customers = [
            1001: Customer(), 1002: Customer(enabled: granted), 1003: Customer(enabled: granted, sent: granted),
            1004: Customer(enabled: granted, sent: granted, accepted: granted),
            1005: Customer(
                enabled: granted,
                sent: granted,
                accepted: granted,
                linkCreated: now - 2 * 86_400,
                linkCount: 15
            ),
        ]
    }

    /// Puts a portal; returns the status that the service answers.
    mutating func put(_ id: String, slug: String, name: String, isActive: Bool) -> Int {
        let isTaken = portals.contains { $0.key != id && $0.value.slug == slug }
        if isTaken || slug.utf8.count < 5 || name.isEmpty { return 422 }
        let old = portals[id]
        portals[id] = Portal(
            slug: slug,
            name: name,
            isActive: isActive,
            createdTime: old?.createdTime ?? now,
            updatedTime: now
        )
        return old == nil ? 201 : 200
    }

    mutating func delete(_ id: String) -> Int {
        portals.removeValue(forKey: id) == nil ? 404 : 204
    }

    mutating func enable(_ id: Int, invites: Bool) -> Int {
        guard var customer = customers[id] else { return 404 }
        customer.enabled = customer.enabled ?? now
        if invites { customer.sent = customer.sent ?? now }
        customers[id] = customer
        return 200
    }

    mutating func resend(_ id: Int) -> Int {
        guard var customer = customers[id] else { return 404 }
        let lately = customer.resends.count { $0 > now - 1800 }
        guard customer.enabled != nil, lately < 5 else { return 422 }
        customer.resends.append(now)
        customer.sent = now
        customers[id] = customer
        return 200
    }

    mutating func revoke(_ id: Int) -> Int {
        guard customers[id] != nil else { return 404 }
        guard customers[id]?.enabled != nil else { return 422 }
        customers[id]?.enabled = nil
        customers[id]?.sent = nil
        customers[id]?.accepted = nil
        return 200
    }

    mutating func fetchLink(_ id: Int) -> Int {
        guard var customer = customers[id] else { return 404 }
        guard customer.enabled != nil else { return 422 }
        if let created = customer.linkCreated, now < created + 15 * 86_400 {
            guard customer.linkCount < 15 else { return 429 }
            customer.linkCount += 1
        } else {
            customer.linkCreated = now
            customer.linkCount = 1
        }
        customers[id] = customer
        return 200
    }

    mutating func accept(_ id: Int) -> Int {
        guard let customer = customers[id] else { return 404 }
        guard customer.sent != nil else { return 422 }
        customers[id]?.accepted = customer.accepted ?? now
        return 200
    }
}

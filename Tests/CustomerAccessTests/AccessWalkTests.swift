import AdvancedBillingAPI
import CustomerAccess
import Foundation
import TestSupport
import Testing
import Transport

/// A walk through everything that can be done with 20 customers, in which the service never has to refuse a request for
/// a link or an invitation because of how often it was asked.
@Suite struct `A random walk` {
    private static let isLong = ProcessInfo.processInfo.environment["PORTICO_LONG"] != nil
    private static let operations = isLong ? 5_000 : 600

    @Test(arguments: isLong ? [1, 2, 3] : [1] as [UInt64])
    func `over 20 customers never makes the service refuse for how often it was asked`(_ seed: UInt64) async throws {
        try await Counter.with { counter in
            var walk = Walk(counter: counter, random: SeededGenerator(seed: seed))
            try await walk.begin()
            for _ in 0..<Self.operations { try await walk.step() }
            // Customers without access are refused, and nothing else is.
            let exchanges = counter.wire.exchanges
            #expect(exchanges.allSatisfy { [200, 201, 422].contains($0.status) })
            #expect(walk.unexpected == [])
            // The walk came to where the limits are.
            #expect(walk.reached.isSuperset(of: ["link", "invitationLimit", "linkLimit"]))
        }
    }
}

/// The walk itself.
private struct Walk {
    let counter: Counter
    var random: SeededGenerator
    var desk: AccessDesk?
    var customers: [CustomerID] = []
    /// The errors that should not have come.
    var unexpected: [String] = []
    /// What came to pass at least once.
    var reached: Set<String> = []

    init(counter: Counter, random: SeededGenerator) {
        self.counter = counter
        self.random = random
    }

    mutating func begin() async throws {
        for number in 0..<20 {
            let new = NewCustomer(firstName: "A", lastName: "B\(number)", email: "c\(number)@example.com")
            let id = try await counter.client.createCustomer(new).value.id
            _ = try await counter.client.enableAccess(for: id, inviting: false)
            customers.append(id)
        }
        desk = try counter.desk()
    }

    mutating func step() async throws {
        guard let desk, let id = customers.randomElement(using: &random) else { return }
        // Few customers are asked for much more often than the others, so that limits are reached.
        let favourite = customers[Int.random(in: 0..<2, using: &random)]
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: await note("link") { () async throws(AccessError) in _ = try await desk.link(for: id) }
        case 25..<35:
            await note("link") { () async throws(AccessError) in _ = try await desk.link(for: id, refreshing: true) }
        case 35..<60: await revokeAndReturn(favourite, desk)
        case 60..<75:
            await note("resend") { () async throws(AccessError) in _ = try await desk.resendInvitation(to: favourite) }
        case 75..<80:
            await note("resend") { () async throws(AccessError) in _ = try await desk.resendInvitation(to: id) }
        case 80..<85:
            let inviting = Bool.random(using: &random)
            await note("enable") { () async throws(AccessError) in _ = try await desk.enable(id, inviting: inviting) }
        case 85..<88: await note("revoke") { () async throws(AccessError) in _ = try await desk.revoke(id) }
        case 88..<90: self.desk = try counter.desk()
        case 90..<92: _ = try await desk.status(of: id)
        case 92..<99: counter.time.advance(seconds: .random(in: 1...1200, using: &random))
        default: counter.time.advance(seconds: .random(in: 1...10, using: &random) * Counter.day / 2)
        }
    }

    /// The way that uses requests up: the address is forgotten each time.
    private mutating func revokeAndReturn(_ id: CustomerID, _ desk: AccessDesk) async {
        await note("revoke") { () async throws(AccessError) in _ = try await desk.revoke(id) }
        await note("enable") { () async throws(AccessError) in _ = try await desk.enable(id, inviting: false) }
        await note("link") { () async throws(AccessError) in _ = try await desk.link(for: id) }
    }

    private mutating func note(_ name: String, _ body: () async throws(AccessError) -> Void) async {
        let error = await failure(body)
        reached.insert(error == nil ? name : caseName(error))
        switch error {
        case nil, .invitationLimit, .linkLimit, .linkOver: break
        case .service(.invalid): if name == "enable" { unexpected.append(name) }
        case .some(let error): unexpected.append("\(name): \(error)")
        }
    }
}

import AdvancedBillingAPI
import Foundation
import NIOHTTP1
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct `Clients whose service fails` {
    /// An operation, whether it may be sent again after a failure, and whether after a refusal.
    struct Call: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isRepeated: Bool
        let isRepeatedWhenRefused: Bool
        /// Makes the call; what the service says then, as far as it is no failure, is left aside.
        let perform: @Sendable (Services) async throws -> Void

        static let all = [
            Call(testDescription: "GET a portal", isRepeated: true, isRepeatedWhenRefused: true) {
                _ = try await $0.rebilly.portal(PortalID("acme"))
            },
            Call(testDescription: "PUT a portal", isRepeated: true, isRepeatedWhenRefused: true) {
                try await $0.makePortal("acme")
            },
            Call(testDescription: "DELETE a portal", isRepeated: true, isRepeatedWhenRefused: true) {
                try await $0.rebilly.deletePortal(PortalID("acme"))
            },
            Call(testDescription: "POST a portal", isRepeated: false, isRepeatedWhenRefused: true) {
                _ = try await $0.rebilly.createPortal(Services.portal("other").body)
            },
            Call(testDescription: "GET a management link", isRepeated: false, isRepeatedWhenRefused: false) {
                _ = try await $0.billing.managementLink(of: try #require(CustomerID(1004)))
            },
            Call(testDescription: "POST an invitation", isRepeated: false, isRepeatedWhenRefused: false) {
                _ = try await $0.billing.resendInvitation(to: try #require(CustomerID(1003)))
            },
            Call(testDescription: "POST access with an invitation", isRepeated: false, isRepeatedWhenRefused: false) {
                try await $0.billing.enableAccess(for: try #require(CustomerID(1001)), inviting: true)
            },
        ]
    }

    private static let failures = [408, 500, 502, 503, 504]

    @Test(arguments: Call.all, failures)
    func `are asked again after a failure, or never`(call: Call, status: Int) async throws {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""status": \#(status), "retryAfter": 7"#, times: 3)
            let error = await failure { try await call.perform(services) }
            #expect((error == nil) == call.isRepeated)
            #expect(try await services.arrived() == (call.isRepeated ? 4 : 1))
            #expect(services.time.waits == (call.isRepeated ? [7, 7, 7] : []))
        }
    }

    @Test(arguments: Call.all)
    func `wait as long as the service says when it refuses`(call: Call) async throws {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""status": 429, "retryAfter": 30"#)
            let error = await failure { try await call.perform(services) }
            #expect((error == nil) == call.isRepeatedWhenRefused)
            #expect(try await services.arrived() == (call.isRepeatedWhenRefused ? 2 : 1))
            #expect(services.time.waits == (call.isRepeatedWhenRefused ? [30] : []))
        }
    }

    @Test(arguments: Call.all, ["drop", "truncate"])
    func `ask again after a broken connection only what may have arrived twice`(call: Call, fault: String) async throws
    {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""answer": "\#(fault)""#)
            let error = await failure { try await call.perform(services) }
            // Nothing of an empty body is cut off.
            let isBroken = fault == "drop" || !call.testDescription.hasPrefix("DELETE")
            #expect(try await services.arrived() == (call.isRepeated && isBroken ? 2 : 1))
            if call.isRepeated {
                // Of two deletions the second finds nothing, which the client knows how to read.
                #expect(error == nil, "\(String(describing: error))")
            } else {
                #expect(transportError(in: error) == .interrupted)
            }
        }
    }

    @Test func `give up after four tries`() async throws {
        try await Services.with { services in
            try await services.order(#""status": 503"#, times: 9)
            let error = await failure { _ = try await services.rebilly.portal(PortalID("acme")) } as? RebillyError
            guard case .unexpectedAnswer(let call) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(call.status == 503)
            #expect(try await services.arrived() == 4)
        }
    }

    @Test func `do not take broken JSON for an answer, nor ask again`() async throws {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""answer": "malform""#)
            let error = await failure { _ = try await services.rebilly.portal(PortalID("acme")) }
            #expect(caseName(of: error) == "unexpectedAnswer")
            #expect(try await services.arrived() == 1)
        }
    }

    @Test func `wait no longer than they were told`() async throws {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""delay": 60000"#, times: 4)
            let options = CallOptions(timeout: .milliseconds(50), tries: 2)
            let error = await failure {
                _ = try await services.rebilly.portal(PortalID("acme"), options: options)
            }
            #expect(transportError(in: error) == .timedOut(.milliseconds(50)))
        }
    }

    @Test func `end their request when their task is cancelled`() async throws {
        try await Services.with { services in
            try await services.makePortal("acme")
            try await services.order(#""delay": 600000"#, times: 4)
            let id = try PortalID("acme")
            let asking = Task { _ = try await services.rebilly.portal(id) }
            while try await services.control(.GET, "/faults").1?.object?["faults"]?.array?.first?.object?["times"]
                == .number("4")
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            asking.cancel()
            let error = await failure { try await asking.value }
            #expect(transportError(in: error) == .cancelled)
        }
    }
}

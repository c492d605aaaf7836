import Foundation
import HTTPTypes
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Every fault of the sandbox at every step of a publication: the run converges or says what is not done, and a second
/// run finishes.
@Suite struct FaultyPublishTests {
    /// A request of a publication.
    struct Step: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let method: String
        let path: String
        /// Whether it comes after the portal was sent: a portal is read before, too.
        var isReadBack = false

        static let all = [
            Step(testDescription: "list portals", method: "GET", path: "*/billing-portals"),
            Step(testDescription: "list websites", method: "GET", path: "*/websites"),
            Step(testDescription: "list domains", method: "GET", path: "*/custom-domains"),
            Step(testDescription: "list files", method: "GET", path: "*/files"),
            Step(testDescription: "look once more", method: "GET", path: "*/billing-portals/acme"),
            Step(testDescription: "upload", method: "POST", path: "*/files"),
            Step(testDescription: "metadata", method: "PUT", path: "*/files/*"),
            Step(testDescription: "send", method: "PUT", path: "*/billing-portals/acme"),
            Step(testDescription: "read back", method: "GET", path: "*/billing-portals/acme", isReadBack: true),
        ]
    }

    private static let faults = [
        #""status": 408"#, #""status": 429, "retryAfter": 30"#, #""status": 500"#, #""status": 502"#,
        #""status": 503, "retryAfter": 5"#, #""delay": 600000"#, #""answer": "drop""#, #""answer": "truncate""#,
        #""answer": "malform""#,
    ]

    /// A workspace in which one portal changes its logo and one is new.
    private func prepare(_ service: Service) async throws -> Desk {
        let desk = try Desk(service)
        try desk.write("acme")
        try await desk.publish()
        try desk.write(Pictures.gif(1), to: "logos/one.gif")
        try desk.write("acme", "status: inactive", logo: "logos/one.gif")
        try desk.write("beta", logo: "logos/one.gif")
        return desk
    }

    private func expectTold(_ report: PublishReport, _ service: Service) async throws {
        for outcome in report.portals where !outcome.isDone {
            guard case .failed(let sentence) = outcome.result else { continue }
            #expect(!sentence.isEmpty)
            #expect(!sentence.contains(Service.key))
            let held = try await service.portal(outcome.id.description)
            switch (outcome.holding, outcome.id.description) {
            case (.before, "beta"): #expect(held == nil)
            case (.before, _): #expect(held?.status == .active)
            case (.planned, _): #expect(held?.logoID != nil)
            default: break
            }
        }
    }

    /// Of the faults that last longer than a client tries, one of each kind is enough.
    private static func faults(times: Int) -> [String] {
        times == 1
            ? faults
            : [#""status": 429, "retryAfter": 30"#, #""status": 503"#, #""answer": "drop""#, #""answer": "malform""#]
    }

    @Test(arguments: Step.all, [1, 5])
    func `a run converges or says what is not done, and the next one finishes`(step: Step, times: Int) async throws {
        try await Service.with { service in
            for fault in Self.faults(times: times) {
                try await service.reset()
                let desk = try await prepare(service)
                let ordering = OrderingTransport(service.network, isLate: step.isReadBack) {
                    try? await service.order(fault, method: step.method, path: step.path, times: times)
                }
                if !step.isReadBack { await ordering.order() }
                let timeout: Duration = fault.contains("delay") ? .milliseconds(300) : .seconds(30)
                do {
                    let report = try await desk.publish(try service.client(ordering, timeout: timeout))
                    try await service.clearFaults()
                    if report.isDone { try await desk.expectSettled() }
                    try await expectTold(report, service)
                } catch let error as RebillyError {
                    // While it planned, so that nothing was done.
                    #expect(times > 1 || fault.contains("malform"), "\(fault): \(error)")
                    try await service.clearFaults()
                    #expect(try await service.files().isEmpty)
                    #expect(try await service.portal("beta") == nil)
                }
                let again = try await desk.publish()
                #expect(again.isDone, "\(fault): \(again.portals)")
                try await desk.expectSettled()
                #expect(try await service.files().count == 1, "\(fault)")
                #expect(try await service.portal("acme")?.status == .inactive)
            }
        }
    }

    @Test func `an upload whose answer is lost is looked for, and not repeated as long as nobody knows`() async throws {
        try await Service.with { service in
            let desk = try await prepare(service)
            let plan = try await desk.plan()
            // The picture arrives, its answer does not, and the list of files cannot be had either.
            try await service.order(#""answer": "truncate""#, method: "POST", path: "*/files")
            try await service.order(#""status": 500"#, method: "GET", path: "*/files", times: 8)
            let report = try await desk.publish(nil, plan)
            #expect(!report.isDone)
            try await service.clearFaults()
            #expect(try await service.files().count == 1)
            #expect(try await desk.publish().isDone)
            #expect(try await service.files().count == 1)
            try await desk.expectSettled()
        }
    }
}

/// Orders a fault, at once or as soon as the portal was sent.
private struct OrderingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let isLate: Bool
    let order: @Sendable () async -> Void

    init(_ transport: any HTTPTransport, isLate: Bool, _ order: @escaping @Sendable () async -> Void) {
        self.transport = transport
        self.isLate = isLate
        self.order = order
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        let answer = try await transport.send(request)
        let isSent = request.method == .put && request.url.path(percentEncoded: true).hasSuffix("/billing-portals/acme")
        if isLate, isSent { await order() }
        return answer
    }
}

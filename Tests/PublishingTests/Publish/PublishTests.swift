import Foundation
import HTTPTypes
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Publishing to a sandbox over sockets.
@Suite struct PublishTests {
    @Test func `what is new is created, what differs is updated, and the rest is left alone`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try desk.write("beta", "features: {orderCancel: false}")
            let first = try await desk.publish()
            #expect(first.result("acme") == "created" && first.result("beta") == "created")
            #expect(first.isDone)
            try desk.write("beta", "features: {orderCancel: false, orderAddressEdit: false}")
            try await service.clearRequests()
            let second = try await desk.publish()
            #expect(second.result("acme") == "unchanged" && second.result("beta") == "updated")
            #expect(try await service.writes() == ["PUT /billing-portals/beta"])
            #expect(try await service.portal("beta")?.allows(.orderAddressEdit) == false)
            try await desk.expectSettled()
            try await service.clearRequests()
            let lock = try desk.folder.text(LockFile.name)
            #expect(try await desk.publish().portals.allSatisfy { $0.holding == .planned })
            #expect(try await service.writes() == [])
            #expect(try desk.folder.text(LockFile.name) == lock)
        }
    }

    @Test func `a member that the service does not keep is told once, and is no difference afterwards`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "later: {deep: [1, 2.0]}\nsoon: 1")
            let first = try await desk.publish()
            #expect(first.result("acme") == "created")
            #expect(first.portals[0].unkept.map(\.description) == ["later.deep", "soon"])
            try await desk.expectSettled()
            #expect(try await desk.publish().result("acme") == "unchanged")
            // Another change is sent with it, and says nothing of it again.
            try desk.write("acme", "later: {deep: [1, 2.0]}\nsoon: 1\nstatus: inactive")
            let next = try await desk.publish()
            #expect(next.result("acme") == "updated")
            #expect(next.portals[0].unkept == [])
            try desk.write("acme", "later: {deep: [1, 2.0]}\nsoon: 1\nafter: x\nstatus: inactive")
            let third = try await desk.publish()
            #expect(third.portals[0].unkept.map(\.description) == ["after"])
            try await desk.expectSettled()
        }
    }

    @Test func `a member that the service has by itself is told once, and is no difference afterwards`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            let client = try service.client(AddingTransport(network: service.network))
            let first = try await desk.publish(client)
            #expect(first.result("acme") == "created")
            #expect(first.portals[0].setByService.map(\.description) == ["revision"])
            #expect(try await desk.publish(client).result("acme") == "unchanged")
            try desk.write("acme", "status: inactive")
            let next = try await desk.publish(client)
            #expect(next.result("acme") == "updated")
            #expect(next.portals[0].setByService == [])
        }
    }

    @Test func `a value that the service sets anew each time is told once, and stands in nobody's way`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "revision: 3")
            let client = try service.client(AddingTransport(network: service.network))
            #expect(try await desk.publish(client).portals[0].setByService.map(\.description) == ["revision"])
            for status in ["inactive", "active"] {
                try desk.write("acme", "revision: 3\nstatus: \(status)")
                let plan = try await desk.plan(client)
                #expect(plan.changed.first?.changes.map(\.path) == [FieldPath("status")])
                let report = try await desk.publish(client)
                #expect(report.result("acme") == "updated")
                #expect(report.portals[0].setByService == [])
                #expect(try await desk.publish(client).result("acme") == "unchanged")
            }
        }
    }

    @Test func `what was never seen is not written over without leave`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await service.make("acme", #"{"status": "inactive", "name": "Theirs"}"#)
            let plan = try await desk.plan()
            #expect(plan.guards.map(\.kind).contains(.overwriteRemoteEdit))
            await #expect(throws: Publisher.Refusal.self) { try await desk.publish(allowing: [.activate]) }
            #expect(try await service.portal("acme")?.name == "Theirs")
            #expect(try await desk.publish(allowing: [.activate, .overwriteRemoteEdit]).isDone)
            try await desk.expectSettled()
        }
    }

    // MARK: Somebody else

    @Test func `what somebody changed since the plan is not written over`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for id in ["acme", "beta"] { try desk.write(id) }
            try await desk.publish()
            for id in ["acme", "beta"] { try desk.write(id, "status: inactive") }
            let plan = try await desk.plan()
            try await service.edit("acme", #"{"name": "Theirs"}"#)
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme").contains("somebody changed it at the service since it was planned"))
            #expect(report.portals[0].holding == .other)
            #expect(report.result("beta") == "updated")
            #expect(try await service.portal("acme")?.name == "Theirs")
            // Now it is planned as what it is: another field that somebody changed.
            let next = try await desk.plan()
            #expect(try next.portal("acme").guards == [.deactivate, .overwriteRemoteEdit])
        }
    }

    @Test func `a portal that is gone, or came, since the plan is left alone`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try desk.write("acme", "status: inactive")
            try desk.write("beta")
            let plan = try await desk.plan()
            try await service.client().deletePortal(PortalID("acme"))
            try await service.make("beta", #"{"name": "Theirs"}"#)
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme").contains("somebody changed it"))
            #expect(report.result("beta").contains("somebody changed it"))
            #expect(try await service.portal("acme") == nil)
            let next = try await desk.plan()
            #expect(try next.portal("acme").isGone && next.portal("acme").guards == [.overwriteRemoteEdit])
            #expect(try next.portal("beta").isUnseen)
            #expect(next.warnings.contains { $0.kind == .neverSeen })
            #expect(try await desk.publish().isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `what is read back and differs is told, and the next plan knows that somebody did it`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "soon: 1")
            try desk.write("beta")
            let meddler = MeddlingTransport(service.network, after: "/billing-portals/acme") {
                try? await service.edit("acme", #"{"name": "Theirs"}"#)
            }
            let report = try await desk.publish(try service.client(meddler))
            #expect(report.result("acme") == "differs: name")
            #expect(report.portals[0].holding == .other)
            #expect(report.result("beta") == "created")
            #expect(!report.isDone)
            let next = try await desk.plan()
            #expect(try next.portal("acme").changes.map(\.path.description) == ["name"])
            #expect(try next.portal("acme").isChangedElsewhere)
            #expect(try next.portal("acme").guards == [.overwriteRemoteEdit])
            #expect(try await desk.publish().isDone)
            try await desk.expectSettled()
        }
    }

    // MARK: Dry runs

    @Test func `a dry run writes nothing anywhere, and says what the real run says`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("kept")
            try desk.write("changed")
            try await desk.publish()
            try desk.write("changed", "status: inactive", logo: "logos/one.gif")
            try desk.write("new", "customization: {colors: {primary: '101010'}}", logo: "logos/one.gif")
            let before = try desk.contents()
            try await service.clearRequests()
            let dry = try await desk.publish(try service.client(DryRunTransport(reading: service.network)), isDry: true)
            #expect(try await service.writes() == [])
            #expect(try desk.contents() == before)
            #expect(try await service.files().isEmpty)
            let real = try await desk.publish()
            for id in ["kept", "changed", "new"] { #expect(dry.result(id) == real.result(id)) }
            #expect(dry.uploadCount == real.uploadCount && dry.isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `a dry run is refused what a real run is refused`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try desk.write("acme", "status: inactive")
            await #expect(throws: Publisher.Refusal.self) {
                try await desk.publish(
                    try service.client(DryRunTransport(reading: service.network)),
                    allowing: [],
                    isDry: true
                )
            }
        }
    }
}

/// Lets somebody do something right after a portal was sent for the first time.
private struct MeddlingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let path: String
    private let work: @Sendable () async -> Void

    init(_ transport: any HTTPTransport, after path: String, _ work: @escaping @Sendable () async -> Void) {
        self.transport = transport
        self.path = path
        self.work = work
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        let answer = try await transport.send(request)
        if request.method == .put, request.url.path(percentEncoded: true).hasSuffix(path) { await work() }
        return answer
    }
}

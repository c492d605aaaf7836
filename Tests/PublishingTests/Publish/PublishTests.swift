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

    // MARK: Logos

    @Test func `a logo is uploaded once for all portals that have it, and never again`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write(Pictures.gif(1), to: "logos/copy.gif")
            try desk.write(Pictures.gif(2), to: "logos/two.gif")
            for number in 0..<6 {
                try desk.write("p\(number)", logo: "logos/\(["one", "copy", "two"][number % 3]).gif")
            }
            let report = try await desk.publish(concurrency: 6)
            #expect(report.isDone && report.uploadCount == 2)
            #expect(try await service.files().count == 2)
            try await desk.expectSettled()
            // Without the lock it is found again by its content.
            try FileManager.default.removeItem(atPath: desk.folder / LockFile.name)
            #expect(try await desk.plan().changed.isEmpty)
            let again = try await desk.publish()
            #expect(again.uploadCount == 0 && again.isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `a logo that somebody uploaded before is taken, of two the one that the portal has`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            let old = try await service.upload(Pictures.gif(1))
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            #expect(try await desk.publish().uploadCount == 0)
            #expect(try await service.portal("acme")?.logoID == old)
            // The same picture twice: neither is drift, and the portal keeps its own.
            service.time.advance(seconds: 60)
            let second = try await service.upload(Pictures.gif(1))
            #expect(try await desk.plan().changed.isEmpty)
            try await service.edit("acme", #"{"customization": {"logoId": "\#(second)"}}"#)
            #expect(try await desk.plan().changed.isEmpty)
            // A new portal gets the one that the lock knows.
            try desk.write("beta", logo: "logos/one.gif")
            #expect(try await desk.publish().result("beta") == "created")
            #expect(try await service.portal("beta")?.logoID == old)
        }
    }

    @Test func `a lock that names a wrong file is not believed`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            let other = try await service.upload(Pictures.gif(9))
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            guard case .picture(let picture) = try desk.local().portals[0].logo else {
                Issue.record("no logo")
                return
            }
            for wrong in [other, "file_that_is_not_there", "../../etc", ""] {
                var lock = Lock()
                lock[try desk.target.address].logos = [picture.sha256: wrong]
                try LockFile(workspace: desk.folder.path).write(lock)
                #expect(try await desk.publish().isDone)
                let held = try #require(try await service.portal("acme")?.logoID)
                let file = try #require(try await service.files().first { $0.id.description == held })
                #expect(file.sha1 == picture.sha1)
            }
            #expect(try await service.files().count == 2)
        }
    }

    @Test func `an SVG alone leaves the logo as it is, and one with a picture beside it uploads that`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.svg, to: "logos/acme.svg")
            try desk.write("acme", logo: "logos/acme.svg")
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.vectorLogo])
            #expect(try await desk.publish().isDone)
            #expect(try await service.portal("acme")?.logoID == nil)
            let theirs = try await service.upload(Pictures.gif(3))
            try await service.edit("acme", #"{"customization": {"logoId": "\#(theirs)"}}"#)
            #expect(try await desk.plan().changed.isEmpty)
            try desk.write(Pictures.png, to: "logos/acme.png")
            #expect(try await desk.publish().uploadCount == 1)
            #expect(try await service.portal("acme")?.logoID != theirs)
            try await desk.expectSettled()
        }
    }

    @Test func `a picture that was changed after the plan is not uploaded`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            let plan = try await desk.plan()
            try desk.write(Pictures.gif(2), to: "logos/one.gif")
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme") == "failed: logos/one.gif was changed since it was planned; plan again")
            #expect(try await service.files().isEmpty)
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

    // MARK: Refusals

    @Test func `nothing at all is published as long as one change is not allowed`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try desk.write("beta")
            try await desk.publish()
            try desk.write("acme", "status: inactive\nfeatures: {authenticateWithPassword: false}", slug: "slug-new")
            try desk.write("beta", name: "Harmless")
            try await service.edit("beta", #"{"customization": {"colors": {"primary": "111111"}}}"#)
            let needed: [ChangeGuard] = [.deactivate, .slugChange, .passwordOff, .overwriteRemoteEdit]
            #expect(try await desk.plan().guards.map(\.kind) == needed)
            try await service.clearRequests()
            for missing in needed {
                await #expect(throws: Publisher.Refusal.self) {
                    try await desk.publish(allowing: Set(needed).subtracting([missing]))
                }
            }
            #expect(try await service.writes() == [])
            #expect(try await desk.publish(allowing: Set(needed)).isDone)
            #expect(try await service.portal("beta")?.primary.description == "0044d4")
            try await desk.expectSettled()
        }
    }

    @Test func `one portal that the service refuses does not keep the others`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "customDomain: unknown.example")
            for id in ["beta", "gamma", "delta"] { try desk.write(id) }
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.unknownDomain])
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme").contains("customDomain"))
            #expect(report.portals[0].holding == .before)
            #expect(report.portals.count { $0.isDone } == 3)
            try await service.addDomain("unknown.example", isVerified: false)
            #expect(try await desk.plan().warnings.map(\.kind) == [.unverifiedDomain])
            #expect(try await desk.publish().isDone)
        }
    }

    @Test func `a key that expires in the middle ends the run, and says so once`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for number in 0..<8 { try desk.write("p\(number)") }
            try await service.order(#""status": 401"#, method: "PUT", path: "*/billing-portals/p3", times: 1)
            let report = try await desk.publish(concurrency: 1)
            #expect(report.stop?.contains("401") == true)
            #expect(report.portals.count { $0.isDone } == 3)
            #expect(report.result("p4") == "not tried" && report.result("p7") == "not tried")
            #expect(report.portals.filter { !$0.isDone }.allSatisfy { $0.holding == .before })
            #expect(try await desk.publish().isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `an interrupted run finishes what is in hand and begins nothing`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for number in 0..<5 { try desk.write("p\(number)") }
            let client = try service.client()
            let lockFile = try LockFile(workspace: desk.folder.path)
            let publisher = Publisher(
                client: client,
                files: try WorkspaceFiles(root: desk.folder.path),
                keeper: LockKeeper(try lockFile.read(), address: try desk.target.address, file: lockFile),
                concurrency: 1,
                isInterrupted: { (try? lockFile.read().targets.values.first?.portals.count ?? 0) ?? 0 >= 2 }
            )
            let report = try await publisher.publish(try await desk.plan(), allowing: [])
            #expect(report.portals.count { $0.isDone } == 2)
            #expect(report.result("p4") == "not tried")
            #expect(try await desk.publish().isDone)
        }
    }

    // MARK: Slugs

    @Test func `a slug that moves from one portal to the next is free when its turn comes`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for (id, slug) in [("a", "slug-one"), ("b", "slug-two"), ("c", "slug-three")] {
                try desk.write(id, slug: slug)
            }
            try await desk.publish()
            for (id, slug) in [("a", "slug-two"), ("b", "slug-three"), ("c", "slug-four"), ("d", "slug-one")] {
                try desk.write(id, slug: slug)
            }
            let plan = try await desk.plan()
            #expect(plan.warnings == [])
            try await service.clearRequests()
            let report = try await desk.publish(nil, plan, concurrency: 8)
            #expect(report.isDone, "\(report.portals)")
            #expect(try await service.writes().map { $0.suffix(1) } == ["c", "b", "a", "d"])
            try await desk.expectSettled()
        }
    }

    @Test func `slugs that are exchanged are warned of, and the service's refusal is told`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for id in ["a", "b", "c"] { try desk.write(id) }
            try await desk.publish()
            try desk.write("a", slug: "slug-b")
            try desk.write("b", slug: "slug-a")
            try desk.write("c", name: "Renamed")
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.slugExchange, .slugExchange])
            let report = try await desk.publish(nil, plan)
            #expect(report.result("a").contains("slug") && report.result("b").contains("slug"))
            #expect(report.result("c") == "updated")
            #expect(try await service.portal("a")?.slug == "slug-a")
        }
    }

    @Test func `a slug of a portal that only the service has is warned of`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try await service.make("theirs", #"{"slug": "slug-acme"}"#)
            try desk.write("acme")
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.sharedAddress])
            #expect(plan.onlyRemote.map(\.id.description) == ["theirs"])
            #expect(try await desk.publish(nil, plan).result("acme").contains("slug"))
            #expect(try await service.portal("theirs") != nil)
        }
    }

    @Test func `a website that the service does not have is warned of`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.folder.write("name: A\nslug: slug-a\nwebsiteId: web_none\n", to: "portals/a.yaml")
            #expect(try await desk.plan().warnings.map(\.kind) == [.unknownWebsite])
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

import Foundation
import HTTPTypes
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Plans and statuses of states that are handed in: nothing is asked.
@Suite struct PlanTests {
    private static func body(_ json: String, id: String = "acme") throws -> ValueObject {
        let base = ValueObject([
            ("name", .string("Acme")), ("slug", .string("slug-\(id)")), ("websiteId", .string("web_a")),
        ])
        return base.merging(try #require(try Value(json: Data(json.utf8)).object))
    }

    /// Derives the plan of one portal in its three states, each the members that differ; `nil` for none.
    private func plan(
        seen: String?,
        local: String?,
        remote: String?,
        unkept: [String] = []
    ) throws -> (plan: PublishPlan, seen: Lock.Target) {
        let id = try PortalID("acme")
        let account = try RebillyAccount(baseURL: "https://api.rebilly.com/organizations/org_a")
        let target = PublishTarget(account: account, environment: nil)
        var (lock, state) = (Lock(), RemoteState())
        if let seen {
            let paths = unkept.map { FieldPath($0) }
            lock[target.address].portals[id] = Lock.SeenPortal(body: try Self.body(seen), unkept: paths)
        }
        if let remote { state.portals[id] = Portal(id: id, body: try Self.body(remote)) }
        let portals = try local.map {
            [LocalPortal(portal: Portal(id: id, body: try Self.body($0)), file: "portals/acme.yaml", logo: .none)]
        }
        let plan = PlanMaker(target: target, lock: lock, remote: state).plan(portals ?? [])
        return (plan, lock[target.address])
    }

    private static let one = #"{"status": "inactive"}"#
    private static let two = #"{"features": {"orderCancel": false}}"#
    private static let three = #"{"status": "inactive", "features": {"orderCancel": false}}"#

    /// What was seen, what the file says, what the service holds, and what that comes to.
    private static let states: [(String?, String?, String?, PortalStatus.Verdict)] = [
        ("{}", "{}", "{}", .inStep), (nil, "{}", "{}", .inStep), (one, "{}", "{}", .inStep),
        ("{}", one, one, .inStep), ("{}", one, "{}", .toPublish), (nil, "{}", nil, .toPublish),
        ("{}", "{}", one, .toPull), ("{}", one, two, .bothMoved), (nil, one, "{}", .conflict),
        (one, "{}", #"{"status": "other"}"#, .conflict), (nil, nil, "{}", .onlyRemote), ("{}", nil, one, .onlyRemote),
        ("{}", "{}", nil, .gone), ("{}", one, nil, .gone), (one, three, two, .toPull),
    ]

    @Test(arguments: states.indices)
    func `who moved says what is to be done`(index: Int) throws {
        let (seen, local, remote, verdict) = Self.states[index]
        let (plan, target) = try plan(seen: seen, local: local, remote: remote)
        let statuses = PortalStatus.all(plan, seen: target)
        #expect(statuses.map(\.verdict) == [verdict])
        #expect(statuses.first?.isSeen == (seen != nil))
    }

    private static let guards: [(String?, String, String?, [ChangeGuard])] = [
        ("{}", one, "{}", [.deactivate]), (one, "{}", one, [.activate]), (nil, one, nil, []),
        ("{}", "{}", one, [.activate, .overwriteRemoteEdit]), ("{}", two, "{}", []),
        ("{}", "{}", two, [.overwriteRemoteEdit]), ("{}", "{}", nil, [.overwriteRemoteEdit]),
        (#"{"later": 1}"#, "{}", #"{"later": 1}"#, [.dropUnknownField]),
        ("{}", "{}", #"{"later": 1}"#, [.dropUnknownField, .overwriteRemoteEdit]),
        ("{}", #"{"later": 1}"#, "{}", []), (nil, two, "{}", [.overwriteRemoteEdit]),
        (
            "{}",
            #"{"slug": "slug-new", "customDomain": "a.example", "features": {"authenticateWithPassword": false}}"#,
            "{}", [.slugChange, .domainChange, .passwordOff]
        ),
    ]

    @Test(arguments: guards.indices)
    func `what has to be allowed follows from the three states`(index: Int) throws {
        let (seen, local, remote, guards) = Self.guards[index]
        #expect(try plan(seen: seen, local: local, remote: remote).plan.guards.map(\.kind) == guards)
    }

    @Test func `a member that is not kept is no change, until the service keeps it`() throws {
        let seen = #"{"status": "inactive"}"#
        let local = #"{"status": "inactive", "later": {"deep": 1}}"#
        let first = try plan(seen: seen, local: local, remote: seen).plan
        #expect(first.changed.count == 1)
        let next = try plan(seen: seen, local: local, remote: seen, unkept: ["later.deep"]).plan
        #expect(next.changed.isEmpty)
        let kept = try plan(seen: seen, local: local, remote: local, unkept: ["later.deep"]).plan
        #expect(kept.changed.isEmpty)
        let other = #"{"status": "inactive", "later": {"deep": 2}}"#
        let differs = try plan(seen: seen, local: local, remote: other, unkept: ["later.deep"]).plan
        #expect(differs.changed.first?.changes.map(\.path.description) == ["later.deep"])
    }

    @Test func `a member that the service has by itself is no change once that was seen`() throws {
        let local = #"{"status": "inactive"}"#
        let held = #"{"status": "inactive", "later": 1}"#
        let first = try plan(seen: held, local: local, remote: held).plan
        #expect(first.guards.map(\.kind) == [.dropUnknownField])
        let next = try plan(seen: held, local: local, remote: held, unkept: ["later"]).plan
        #expect(next.changed.isEmpty)
        let counted = #"{"status": "inactive", "later": 2}"#
        #expect(try plan(seen: held, local: local, remote: counted, unkept: ["later"]).plan.changed.isEmpty)
        #expect(try plan(seen: held, local: counted, remote: held, unkept: ["later"]).plan.changed.isEmpty)
    }

    @Test func `a file that can't be read is told, whatever the service holds`() throws {
        let (made, target) = try plan(seen: nil, local: nil, remote: "{}")
        let held = try #require(made.onlyRemote.first?.id)
        let new = try PortalID("new")
        let files = [held: "portals/\(held).yaml", new: "portals/new.yaml"]
        let statuses = PortalStatus.all(made, seen: target, unusable: files)
        #expect(statuses.map(\.verdict) == [.toMend, .toMend])
        #expect(statuses.map(\.file) == [.unreadable, .unreadable])
        #expect(Set(statuses.map(\.remote)) == [.present, .absent])
    }

    @Test func `portals with ids that no file can have, and lists without an end, are told`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            for (index, id) in ["page-2.html", "index.html"].enumerated() {
                let body = #"{"name": "n", "slug": "slug-odd-\#(index)", "websiteId": "web_sandbox"}"#
                var request = TransportRequest(
                    method: .put,
                    url: try #require(URL(string: "\(service.origin)/organizations/sandbox/billing-portals/\(id)"))
                )
                request.headers = [.contentType: "application/json", .init("REB-APIKEY") ?? .cookie: Service.key]
                request.body = Data(body.utf8)
                #expect(try await service.network.send(request).status == 201)
            }
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.unusableIDs])
            #expect(plan.warnings[0].message.contains("index.html") && plan.warnings[0].message.contains("page-2.html"))
            #expect(try await desk.publish(nil, plan).isDone)
        }
    }
}

import Portals
import Publishing
import RebillyAPI
import TestSupport
import Workspaces

/// Plans that were made of portals in memory.
enum MadePlan {
    /// A portal with the fields that it must have.
    static func portal(_ id: String, _ members: [(String, Value)] = []) throws -> Portal {
        var body = ValueObject([("name", .string("Portal \(id)")), ("slug", .string(id)), ("websiteId", .string("w"))])
        for (key, value) in members { body[key] = value }
        return Portal(id: try PortalID(id), body: body)
    }

    /// The plan of some files beside what a service holds; what was last seen is what it holds unless said otherwise.
    static func plan(files: [Portal], held: [Portal], seen: [Portal]? = nil) throws -> PublishPlan {
        let account = try RebillyAccount(baseURL: "http://127.0.0.1:9/organizations/org_a")
        let target = PublishTarget(account: account, environment: "test")
        var entry = Lock.Target()
        for portal in seen ?? held { entry.portals[portal.id] = Lock.SeenPortal(body: portal.body) }
        var lock = Lock()
        lock[target.address] = entry
        var remote = RemoteState()
        for portal in held { remote.portals[portal.id] = portal }
        let local = files.map { LocalPortal(portal: $0, file: "portals/\($0.id).yaml", logo: .none) }
        return PlanMaker(target: target, lock: lock, remote: remote).plan(local)
    }

    /// A plan of portals of which every text is hostile that may be.
    static func hostile(_ generator: inout SeededGenerator) throws -> PublishPlan {
        func text() -> Value { .string(HostileText.random(using: &generator)) }
        func body() -> [(String, Value)] {
            let key = HostileText.random(using: &generator)
            let customization = ValueObject([
                ("colors", .object(ValueObject([("primary", text()), ("secondary", text())]))),
                ("links", .object(ValueObject([("privacyPolicy", text()), ("termsOfService", text())]))),
                ("logoId", text()),
            ])
            return [
                ("name", text()), ("slug", text()), ("websiteId", text()), ("status", text()), ("customDomain", text()),
                ("customization", .object(customization)), (key, text()), ("unknown", .array([text(), .null])),
            ]
        }
        let (files, held, seen) = try (
            (0..<3).map { try portal("portal-\($0)", body()) },
            (1..<5).map { try portal("portal-\($0)", body()) }, (1..<3).map { try portal("portal-\($0)", body()) }
        )
        return try plan(files: files, held: held, seen: seen)
    }
}

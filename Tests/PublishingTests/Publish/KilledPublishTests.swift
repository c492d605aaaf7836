import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// A publish that ends at any request is finished by running it again.
@Suite struct KilledPublishTests {
    /// How a run is killed: how many portals are under way, and whether there is a lock of the run before.
    struct Manner: Sendable, CustomTestStringConvertible {
        let concurrency: Int
        let hasLock: Bool
        var testDescription: String { "\(concurrency) at once\(hasLock ? "" : ", without a lock")" }
    }

    private static let isLong = ProcessInfo.processInfo.environment["PORTICO_LONG"] != nil

    /// `make test-long` takes all four, more than 200 points together.
    private static let manners =
        [Manner(concurrency: 4, hasLock: true)]
        + (isLong
            ? [
                Manner(concurrency: 1, hasLock: true), Manner(concurrency: 1, hasLock: false),
                Manner(concurrency: 4, hasLock: false),
            ]
            : [])

    /// What is there before: three portals, one with a logo.
    private func prepare(_ service: Service, _ portals: [LocalPortal]? = nil) async throws -> Desk {
        let desk = try Desk(service)
        try desk.write(Pictures.gif(1), to: "logos/one.gif")
        try desk.write("a")
        try desk.write("b", slug: "slug-free")
        try desk.write("c", logo: "logos/one.gif")
        try desk.write("d")
        // As a publication leaves it, in as few requests as it takes.
        let id = try await service.upload(Pictures.gif(1))
        let client = try service.client()
        var seen = Lock.Target()
        for portal in try portals ?? desk.local().portals {
            let body = portal.id.description == "c" ? portal.portal.requestBody.withLogo(id) : portal.portal.requestBody
            let held = try await client.upsert(Portal(id: portal.id, body: body)).value.portal
            seen.portals[portal.id] = Lock.SeenPortal(body: held.body)
            if case .picture(let file) = portal.logo { seen.logos[file.sha256] = id }
        }
        var lock = Lock()
        lock[try desk.target.address] = seen
        try LockFile(workspace: desk.folder.path).write(lock)
        return desk
    }

    /// What is to become of it: creations, updates, two new pictures, one of them shared, and a slug that moves.
    private func edit(_ desk: Desk, hasLock: Bool) throws {
        try desk.write(Pictures.gif(2), to: "logos/two.gif")
        try desk.write(Pictures.gif(3), to: "logos/three.gif")
        try desk.write("a", "features: {orderCancel: false}\nlater: 1", logo: "logos/two.gif")
        try desk.write("b", "status: inactive")
        try desk.write("c", logo: "logos/two.gif")
        try desk.write("e", "later: {a: 1, b: 2}", slug: "slug-free", logo: "logos/three.gif")
        try desk.write("f", "customization: {colors: {primary: '123456'}}")
        try desk.write("g", "status: inactive")
        if !hasLock { try FileManager.default.removeItem(atPath: desk.folder / LockFile.name) }
    }

    @Test(arguments: manners)
    func `killed at every request boundary and run again, the end is the planned one`(manner: Manner) async throws {
        try await Service.with { service in
            // What a run without an end comes to, and how many requests it takes.
            let count = Death(at: .max, .beforeSending)
            let whole = try await prepare(service)
            let portals = try whole.local().portals
            #expect(try await whole.plan().changed.isEmpty)
            try edit(whole, hasLock: manner.hasLock)
            let client = try service.client(count.transport(service.network))
            #expect(try await whole.publish(client, concurrency: manner.concurrency).isDone)
            try await whole.expectSettled()
            let end = try await whole.endState()
            #expect(end.count == 7)
            var points = 0
            for number in 1...count.count {
                for side in Death.Side.allCases {
                    try await service.reset()
                    let desk = try await prepare(service, portals)
                    try edit(desk, hasLock: manner.hasLock)
                    let death = Death(at: number, side)
                    let dying = try service.client(death.transport(service.network))
                    // It may end while it plans, which throws, or later, which is told.
                    _ = try? await desk.publish(dying, concurrency: manner.concurrency, calls: death.calls)
                    #expect(death.isDead, "request \(number) was never made")
                    let again = try await desk.publish(concurrency: manner.concurrency)
                    #expect(again.isDone, "killed \(side) request \(number): \(again.portals)")
                    let reached = try await desk.endState()
                    #expect(reached == end, "killed \(side) request \(number)")
                    try await desk.expectSettled()
                    points += 1
                }
            }
            #expect(points >= 50, "in all there are to be at least 200")
        }
    }

    @Test func `killed at any request, it takes files edited meanwhile without permission`() async throws {
        try await Service.with { service in
            func prepare() async throws -> Desk {
                try await service.reset()
                let desk = try Desk(service)
                try desk.write("a")
                #expect(try await desk.publish().isDone)
                try desk.write(Pictures.gif(1), to: "logos/one.gif")
                try desk.write("a", "status: inactive\nlater: {deep: 1}", logo: "logos/one.gif")
                try desk.write("b", "later: {deep: 1}", logo: "logos/one.gif")
                return desk
            }
            let count = Death(at: .max, .beforeSending)
            let client = try service.client(count.transport(service.network))
            #expect(try await prepare().publish(client).isDone)
            let allowed = Set(ChangeGuard.allCases).subtracting([.overwriteRemoteEdit])
            // What was sent and not noted is the hard half; `make test-long` takes both.
            for number in 1...count.count {
                for side in Self.isLong ? Death.Side.allCases : [.afterAnswer] {
                    let desk = try await prepare()
                    let death = Death(at: number, side)
                    let dying = try service.client(death.transport(service.network))
                    _ = try? await desk.publish(dying, calls: death.calls)
                    try desk.write("a", "features: {orderCancel: false}")
                    try desk.write("b", "customization: {colors: {primary: '123456'}}")
                    let again = try await desk.publish(allowing: allowed)
                    #expect(again.isDone, "killed \(side) request \(number): \(again.portals)")
                    try await desk.expectSettled()
                    #expect(try desk.lock().sending.isEmpty)
                }
            }
        }
    }
}

extension ValueObject {
    fileprivate func withLogo(_ id: String) -> ValueObject {
        merging(ValueObject([("customization", .object(ValueObject([("logoId", .string(id))])))]))
    }
}

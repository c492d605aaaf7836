import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// After publishing, files and service agree, whatever the files hold.
@Suite struct AgreementTests {
    private static let lines: [[String]] = [
        ["", "status: active", "status: inactive"],
        ["", "customDomain: null", "customDomain: billing.sandbox.example"],
        [
            "", "features: {}", "features: {orderCancel: false, orderAddressEdit: true}",
            "features: {authenticateWithPassword: false, later: 1.0}",
        ],
        [
            "", "customization: {}", "customization: {colors: {primary: 004400, secondary: 1e1000}}",
            "customization:\n  colors: {primary: \"#ABC\"}\n  links: {termsOfService: \"\", privacyPolicy: null}",
            "customization:\n  links: {refundPolicy: \"https://a.example/Refunds?x=1&y=%C3%A9\"}\n  later: [1, {a: 1e2}]",
        ],
        ["", "later: 1.50", "later: {deep: {er: null}}", "later: []", "later: {}", "createdTime: whenever"],
    ]

    @Test(arguments: [1, 2] as [UInt64])
    func `a plan after publishing is empty, and a pull changes no file`(seed: UInt64) async throws {
        try await Service.with { service in
            var generator = SeededGenerator(seed: seed)
            let desk = try Desk(service)
            for shade in 0..<4 { try desk.write(Pictures.gif(UInt8(shade)), to: "logos/\(shade).gif") }
            // Several rounds, so that portals change from anything to anything.
            for _ in 0..<3 {
                for number in 0..<12 {
                    let lines = Self.lines.map { $0.randomElement(using: &generator) ?? "" }.filter { !$0.isEmpty }
                    let logo = Int.random(in: -2..<4, using: &generator)
                    try desk.write(
                        "p\(number)",
                        lines.joined(separator: "\n"),
                        name: "Name \(Int.random(in: 0..<3, using: &generator))",
                        logo: logo < 0 ? nil : "logos/\(logo).gif"
                    )
                }
                let report = try await desk.publish(concurrency: 8)
                #expect(report.isDone, "\(report.portals.filter { !$0.isDone })")
                try await desk.expectSettled()
                let before = try desk.contents()
                #expect(try await desk.pull().isDone)
                #expect(try desk.contents() == before)
                try await service.clearRequests()
                #expect(try await desk.publish().portals.allSatisfy { $0.holding == .planned })
                #expect(try await service.writes() == [])
            }
        }
    }

    @Test func `what was promoted from one environment to another is planned exactly, and each has its own lock`()
        async throws
    {
        try await Service.with { service in
            let settings = "environment: test\nenvironments: {test: {}, live: {}}\n"
            var desk = try Desk(service, settings: settings)
            try desk.write("acme")
            try await desk.publish()
            let test = try desk.lock()
            // The sandbox has one organization: another address of the same host stands for the live one.
            desk.environment = "live"
            let live = try PublishTargetOfAnotherName.target(service)
            let lock = try LockFile(workspace: desk.folder.path).read()
            #expect(lock[live.address] == Lock.Target())
            let plan = PlanMaker(target: live, lock: lock, remote: RemoteState()).plan(try desk.local().portals)
            #expect(plan.portals.map(\.action) == [.create])
            #expect(try plan.portal("acme").changes.allSatisfy { !$0.isChangedElsewhere })
            #expect(test.portals.count == 1)
        }
    }
}

/// The same sandbox under another name of this machine, so that it is another target.
private enum PublishTargetOfAnotherName {
    static func target(_ service: Service) throws -> PublishTarget {
        let origin = service.origin.replacing("127.0.0.1", with: "localhost")
        return PublishTarget(
            account: try RebillyAccount(baseURL: "\(origin)/organizations/sandbox"),
            environment: "live"
        )
    }
}

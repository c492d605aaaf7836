import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Addresses that portals share, and what a plan warns of.
@Suite struct SlugOrderTests {
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
}

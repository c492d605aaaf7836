import Foundation
import Portals
import RebillyAPI
import Sandbox
import TestSupport
import Testing
import Transport

@Suite struct `Rebilly's client and the sandbox` {
    @Test func `agree on the life of a portal`() async throws {
        try await Services.with { services in
            let rebilly = services.rebilly
            let made = try await services.makePortal("acme")
            #expect(made.status == 201)
            guard case .created(let portal) = made.value else {
                Issue.record("\(made.value)")
                return
            }
            #expect(portal.body["slug"] == .string("slug-acme"))
            let again = try await services.makePortal("acme", ValueObject([("slug", .string("acme-two"))]))
            guard case .updated(let updated) = again.value else {
                Issue.record("\(again.value)")
                return
            }
            #expect(updated.slug == "acme-two")
            #expect(try await rebilly.portal(portal.id).value == updated)
            let shown = try await rebilly.storefrontPortal(try #require(Slug("acme-two"))).value
            #expect(shown.id == portal.id && shown.token != nil)
            #expect(try await rebilly.deletePortal(portal.id).status == 204)
            #expect(await Self.isNotFound(failure { _ = try await rebilly.portal(portal.id) }))
            #expect(await Self.isNotFound(failure { try await rebilly.deletePortal(portal.id) }))
            let named = try await rebilly.createPortal(try Services.portal("acme").body)
            #expect(named.status == 201)
            #expect(try await rebilly.portal(named.value.id).value == named.value)
        }
    }

    @Test func `agree on files and what is said of them`() async throws {
        try await Services.with { services in
            let rebilly = services.rebilly
            let bytes = Data(base64Encoded: Self.png) ?? Data()
            let metadata = FileMetadata(name: "logo.png", description: "A logo", tags: ["logo"], isPublic: true)
            let file = try await rebilly.upload(bytes, kind: .png, metadata: metadata).value
            #expect(file.byteCount == bytes.count && file.mediaType == "image/png" && file.isPublic == true)
            #expect(file.metadata?.tags == ["logo"] && file.name == "logo.png")
            #expect(try await rebilly.file(file.id).value == file)
            let listed = try await rebilly.files(fields: ["id", "sha1"]).all()
            #expect(listed.map(\.id) == [file.id] && listed.map(\.sha1) == [file.sha1])
            let folder = try TemporaryFolder()
            let path = folder / "logo.png"
            let downloaded = try await rebilly.download(file.id, to: path).value
            #expect(downloaded.byteCount == bytes.count && downloaded.mediaType == "image/png")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
            #expect(try await rebilly.describe(file.id, as: FileMetadata()).value.tags == [])
            #expect(try await rebilly.deleteFile(file.id).status == 204)
            #expect(await Self.isNotFound(failure { _ = try await rebilly.file(file.id) }))
            #expect(await Self.isNotFound(failure { _ = try await rebilly.download(file.id, to: folder / "gone") }))
            #expect(!FileManager.default.fileExists(atPath: folder / "gone"))
            let refused = await failure { _ = try await rebilly.upload(Data("no picture".utf8), kind: .png) }
            #expect(caseName(of: refused) == "invalid")
        }
    }

    @Test func `agree on websites and custom domains`() async throws {
        try await Services.with { services in
            let rebilly = services.rebilly
            let website = try #require(try await rebilly.websites().all().first)
            #expect(website.id.description == "web_sandbox")
            #expect(try await rebilly.website(website.id).value == website)
            let domain = try #require(try await rebilly.customDomains().all().first)
            #expect(domain.isVerified && domain.domain.description == "billing.sandbox.example")
            #expect(try await rebilly.customDomain(domain.domain).value == domain)
            let noWebsite = try #require(WebsiteID("web_none"))
            #expect(await Self.isNotFound(failure { _ = try await rebilly.website(noWebsite) }))
        }
    }

    @Test func `tell what is wrong field by field`() async throws {
        try await Services.with { services in
            try await services.makePortal("acme", ValueObject([("slug", .string("taken-slug"))]))
            let portal = try Services.portal(
                "other",
                ValueObject([("slug", .string("taken-slug")), ("status", .string("asleep"))])
            )
            let refused = await failure { _ = try await services.rebilly.upsert(portal) }
            guard case .invalid(let fields, let call) = refused as? RebillyError else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(call.status == 422)
            #expect(fields.contains { $0.field == "status" })
        }
    }

    @Test(arguments: [("wrong", "sandbox", 401), (Services.key, "another", 403)])
    func `tell who may not ask`(key: String, organization: String, status: Int) async throws {
        try await Services.with(rebillyKey: key, organization: organization) { services in
            let refused = await failure { _ = try await services.makePortal("acme") }
            switch refused as? RebillyError {
            case .unauthorized(let call), .forbidden(let call): #expect(call.status == status)
            default: Issue.record("\(String(describing: refused))")
            }
        }
    }

    @Test func `slow down before the service refuses`() async throws {
        // In the proportions of the documented limit: a fifth of it takes as many seconds as the window has.
        try await Services.with(start: SandboxStart(rateLimit: (count: 100, seconds: 20))) { services in
            for number in 1...250 {
                let answer = try await services.makePortal("portal-\(number)")
                #expect(answer.tries == 1)
            }
            #expect(!services.time.waits.isEmpty)
        }
    }

    @Test func `wait until a service that refuses takes requests again`() async throws {
        try await Services.with(start: SandboxStart(rateLimit: (count: 1, seconds: 45))) { services in
            try await services.makePortal("acme")
            let answer = try await services.makePortal("fern")
            #expect(answer.tries == 2)
            #expect(services.time.waits.reduce(0, +) >= 45)
        }
    }

    @Test func `walk through a thousand portals over pages`() async throws {
        try await Services.with(start: SandboxStart(rateLimit: (count: 100_000, seconds: 60))) { services in
            let ids = (0..<1000).map { "portal-\(1000 + $0)" }
            try await withThrowingTaskGroup(of: Void.self) { group in
                // As many as may be under way: the clock that only waiting moves would end the time of a queue at once.
                for first in 0..<6 {
                    group.addTask {
                        for id in stride(from: first, to: 1000, by: 6) { try await services.makePortal(ids[id]) }
                    }
                }
                try await group.waitForAll()
            }
            let ascending = ListQuery(order: [try .ascending("id")], pageSize: 90)
            #expect(try await services.rebilly.portals(ascending).all().map(\.id.description) == ids)
            #expect(try await Set(services.rebilly.portals().all().map(\.id.description)) == Set(ids))
            let one = ListQuery(filter: try .field("slug", is: "slug-portal-1500"))
            #expect(try await services.rebilly.portals(one).all().map(\.id.description) == ["portal-1500"])
            let found = ListQuery(search: "portal-19", pageSize: 7)
            #expect(try await services.rebilly.portals(found).all().count == 100)
            var first: [String] = []
            for try await portal in services.rebilly.portals(ascending) {
                first.append(portal.id.description)
                if first.count == 5 { break }
            }
            #expect(first == Array(ids.prefix(5)))
        }
    }

    private static func isNotFound(_ error: (any Error)?) -> Bool {
        if case .notFound(let call) = error as? RebillyError { call.status == 404 } else { false }
    }

    /// A picture of one pixel.
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
}

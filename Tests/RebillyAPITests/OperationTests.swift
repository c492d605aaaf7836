import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct OperationTests {
    @Test(arguments: Operation.all)
    func `each operation sends what the contract says and reads the answer`(operation: Operation) async throws {
        let server = try await ScriptedServer(replies: [try operation.scripted()])
        let answer = try await Harness.with(server) { try await operation.perform($0) }
        #expect(answer.status == operation.reply.status)
        #expect(answer.requestID == "req-\(operation.name.utf8.count)")
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        let parts = operation.line.split(separator: " ", maxSplits: 1)
        #expect(request.line == "\(parts[0]) /organizations/org_demo\(parts[1])")
        let isStorefront = operation.line.contains("/storefront/")
        #expect(request.header("REB-APIKEY") == (isStorefront ? nil : Harness.key))
        #expect(request.header("Authorization") == nil)
        #expect(request.header("Accept") == "application/json")
        #expect(request.header("User-Agent")?.hasPrefix("portico/") == true)
    }

    @Test(arguments: Operation.all)
    func `each body is what the contract says, and says what it is`(operation: Operation) async throws {
        let server = try await ScriptedServer(replies: [try operation.scripted()])
        _ = try await Harness.with(server) { try await operation.perform($0) }
        let request = try #require(server.requests.first)
        guard let body = operation.body else {
            #expect(request.body.isEmpty)
            #expect(request.header("Content-Type") == nil)
            return
        }
        if operation.name == "upload a file" {
            #expect(request.text == body)
            #expect(request.header("Content-Type") == "image/png")
        } else {
            #expect(try Value(json: request.body) == Value(json: Data(body.utf8)))
            #expect(request.header("Content-Type") == "application/json")
        }
    }

    @Test(arguments: Operation.all)
    func `each operation is tried again exactly as its contract allows`(operation: Operation) async throws {
        for fault in [ScriptedServer.Reply.answer(503), .dropped, .answer(500), .answer(408)] {
            let server = try await ScriptedServer(replies: [fault, try operation.scripted()])
            _ = try? await Harness.with(server) { try await operation.perform($0) }
            #expect(server.requests.count == (operation.isRepeatable ? 2 : 1), "\(fault)")
        }
        let refusal = ScriptedServer.Reply.answer(429, headers: [("X-RateLimit-Retry-After", "1")])
        let server = try await ScriptedServer(replies: [refusal, try operation.scripted()])
        let answer = try await Harness.with(server) { try await operation.perform($0) }
        #expect(server.requests.count == 2)
        #expect(answer.status == operation.reply.status)
    }

    @Test(arguments: Operation.all)
    func `each operation is cancelled with its task`(operation: Operation) async throws {
        let server = try await ScriptedServer(replies: [.silence])
        let task = Task {
            try await Harness.with(server) { client in
                do {
                    _ = try await operation.perform(client)
                    return RebillyError?.none
                } catch {
                    return error as? RebillyError
                }
            }
        }
        for await event in server.events {
            if case .arrived = event { break }
        }
        task.cancel()
        guard case .transport(.cancelled)? = try await task.value else {
            Issue.record("it was not cancelled")
            return
        }
        #expect(server.requests.count == 1)
    }

    @Test func `one call can have other limits than its client`() async throws {
        let server = try await ScriptedServer(replies: [.answer(503)])
        try await Harness.with(server) { client in
            let id = try PortalID("portal-main")
            await #expect(throws: RebillyError.self) { try await client.portal(id, options: CallOptions(tries: 1)) }
            let few = CallOptions(tries: 2)
            await #expect(throws: RebillyError.self) { try await client.portals(options: few).all() }
        }
        #expect(server.requests.count == 3)
    }

    @Test func `an upsert tells created from updated`() async throws {
        let portal = try Operation.portal("rebilly/portal-create-request")
        let example = try ContractExample.text("rebilly/portal-created")
        let created = try await Harness.with(ScriptedServer(replies: [.json(201, example)])) {
            try await $0.upsert(portal).value
        }
        guard case .created(let kept) = created else {
            Issue.record("\(created)")
            return
        }
        #expect(kept.body == (try Operation.members("rebilly/portal-created")))
        let updated = try await Harness.with(ScriptedServer(replies: [.json(200, example)])) {
            try await $0.upsert(portal).value
        }
        #expect(updated == .updated(kept))
    }

    @Test(arguments: [200, 201])
    func `the answer is the portal that was asked for, or none`(status: Int) async throws {
        let other = "{\"id\":\"portal-other\",\"name\":\"n\",\"slug\":\"slug-other\",\"websiteId\":\"w\"}"
        let calls: [@Sendable (RebillyClient) async throws -> Void] = [
            { _ = try await $0.portal(PortalID("portal-main")) },
            { _ = try await $0.upsert(Operation.portal("rebilly/portal-create-request")) },
        ]
        for call in calls {
            let error = try await Harness.failure([.json(status, other)], call)
            guard case .unexpectedAnswer? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: ["", "{}", "[", "{\"id\":\"a/b\"}"])
    func `a portal that was created can be found, though its answer cannot be read`(body: String) async throws {
        let locations = [
            "https://x.example/organizations/org_demo/billing-portals/bill_prt_1": true,
            "/billing-portals/bill_prt_1": true,
            "/billing-portals/a%2Fb": false, "": false,
        ]
        for (location, isUsable) in locations {
            let error = try await Harness.failure([.json(201, body, [("Location", location)])]) {
                _ = try await $0.createPortal(ValueObject([("name", .string("n"))]))
            }
            guard case .unexpectedAnswer(let call)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(call.message.contains("the portal bill_prt_1 was created") == isUsable, "\(call)")
        }
    }

    @Test func `an upsert after a lost answer says that it may have been its own work`() async throws {
        let example = try ContractExample.text("rebilly/portal-created")
        let server = try await ScriptedServer(replies: [.dropped, .json(200, example)])
        let answer = try await Harness.with(server) {
            try await $0.upsert(Operation.portal("rebilly/portal-create-request"))
        }
        #expect(answer.followsLostTry)
        #expect(answer.tries == 2)
    }

    @Test func `a deletion whose answer was lost counts as one`() async throws {
        let problem = try ContractExample.text("rebilly/problem-404")
        let server = try await ScriptedServer(replies: [.dropped, .json(404, problem)])
        let answer = try await Harness.with(server) { try await $0.deletePortal(PortalID("portal-main")) }
        #expect(answer.status == 404)
        #expect(answer.followsLostTry)
    }

    @Test func `a deletion that was refused before is none`() async throws {
        let error = try await Harness.failure([.answer(429), .answer(404)]) {
            try await $0.deletePortal(try PortalID("portal-main"))
        }
        guard case .notFound? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.localizedDescription == error?.description)
    }

    @Test func `metadata follow an upload, and all of them are sent`() async throws {
        let example = try ContractExample.text("rebilly/file-created")
        let server = try await ScriptedServer(replies: [.json(201, example), .json(200, example)])
        let metadata = FileMetadata(description: "Acme logo", tags: ["logo"])
        let answer = try await Harness.with(server) {
            try await $0.upload(Data("x".utf8), kind: .jpeg, metadata: metadata)
        }
        #expect(answer.status == 200)
        #expect(server.requests.map(\.method) == ["POST", "PUT"])
        let body = try #require(try Value(json: server.requests[1].body).object)
        #expect(body.members.map(\.key) == ["description", "sourceType", "tags", "isPublic"])
    }

    @Test func `an upload without its metadata says which file is there`() async throws {
        let example = try ContractExample.text("rebilly/file-created")
        let error = try await Harness.failure([.json(201, example), .json(422, "{\"detail\":\"no\"}")]) {
            _ = try await $0.upload(Data("x".utf8), kind: .gif, metadata: FileMetadata())
        }
        guard case .metadataMissing(let id, .invalid)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(id.description == Operation.file)
    }

    @Test func `a slug that is none is not sent`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, "{}")])
        try await Harness.with(server) { client in
            for slug in ["abc", "a/../b", "äöüäöü", "spaces here"] {
                let portal = Portal(id: try PortalID("x"), body: ValueObject([("slug", .string(slug))]))
                await #expect(throws: RebillyError.self) { try await client.upsert(portal) }
                await #expect(throws: RebillyError.self) { try await client.createPortal(portal.body) }
            }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `the token of the storefront is a secret and stands nowhere else`() async throws {
        let example = try ContractExample.text("rebilly/storefront-portal")
        let server = try await ScriptedServer(replies: [.json(200, example)])
        let found = try await Harness.with(server) { try await $0.storefrontPortal(#require(Slug("acme-billing"))) }
        #expect(found.value.token?.exposed == "tok_never_shown")
        #expect(!"\(found)".contains("tok_never_shown"))
        #expect(found.value.allows(.orderCancel) == false)
        #expect(found.value.slug == "acme-billing")
        #expect(found.value.members["token"] == nil)
    }
}

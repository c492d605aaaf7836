import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

/// Lists over pages, from a service with as many portals as a test wants.
@Suite struct ListingTests {
    /// A service that lists portals as the contract says (rebilly.md, 2.3).
    private struct PortalShelf: Sendable {
        var count: Int
        /// The largest page that it gives.
        var pageLimit = 1000
        var hasHeaders = true
        /// By how many items the list is longer at the front with each page.
        var growth = 0
        /// Members for some of the portals, by their number.
        var odd: [Int: String] = [:]

        func reply(to request: RecordedRequest, number: Int) -> ScriptedServer.Reply {
            let items = URLComponents(string: request.uri)?.queryItems ?? []
            func value(_ name: String) -> Int? { items.first { $0.name == name }?.value.flatMap { Int($0) } }
            let limit = min(value("limit") ?? 100, pageLimit)
            let offset = value("offset") ?? 0
            guard offset <= 1000 else { return .json(400, "{}") }
            let first = -growth * number
            let all = (first..<count)
            let page = all.dropFirst(offset).prefix(limit).map { odd[$0] ?? Self.portal($0) }
            let headers = [
                ("Pagination-Total", "\(all.count)"), ("Pagination-Limit", "\(limit)"),
                ("Pagination-Offset", "\(offset)"),
            ]
            return .json(200, "[\(page.joined(separator: ","))]", hasHeaders ? headers : [])
        }

        static func portal(_ number: Int) -> String {
            """
            {"id":"portal\(number)","websiteId":"w","slug":"slug-\(number)","name":"Portal \(number)"}
            """
        }
    }

    private static func ids(
        _ shelf: PortalShelf,
        _ query: ListQuery = .all
    ) async throws -> (ids: [String], error: RebillyError?, requests: [String]) {
        let server = try await ScriptedServer { shelf.reply(to: $0, number: $1) }
        var ids: [String] = []
        let error = try await Harness.with(server) { client in
            do throws(RebillyError) {
                for try await portal in client.portals(query) { ids.append(portal.id.description) }
                return RebillyError?.none
            } catch {
                return error
            }
        }
        return (ids, error, server.requests.map { String($0.uri.drop { $0 != "?" }) })
    }

    @Test(arguments: [(0, 1), (1, 1), (999, 1), (1000, 1), (1001, 2), (2000, 2)])
    func `a list is read in the fewest pages`(count: Int, pages: Int) async throws {
        let list = try await Self.ids(PortalShelf(count: count))
        #expect(list.ids == (0..<count).map { "portal\($0)" })
        #expect(list.error == nil)
        #expect(list.requests.count == pages)
        let offsets = ["0", "1000"]
        for (index, request) in list.requests.enumerated() {
            #expect(request == "?limit=1000&offset=\(offsets[index])&sort=-createdTime")
        }
    }

    @Test(arguments: [10, 100, 250])
    func `a thousand portals come over as many pages as are asked for`(pageSize: Int) async throws {
        let list = try await Self.ids(PortalShelf(count: 1000), ListQuery(pageSize: pageSize))
        #expect(list.ids.count == 1000)
        #expect(list.error == nil)
        #expect(list.requests.count == 1000 / pageSize)
    }

    @Test func `a service that gives smaller pages is followed`() async throws {
        let list = try await Self.ids(PortalShelf(count: 1000, pageLimit: 100))
        #expect(list.ids.count == 1000)
        #expect(list.requests.count == 10)
    }

    /// Pages of a service that says what it likes: which items each request gets, and what the headers count.
    private static func walk(
        limit: String = "1000",
        total: String,
        _ items: @escaping @Sendable (_ number: Int, _ offset: Int) -> Range<Int>
    ) async throws -> (ids: [String], error: RebillyError?, requests: Int) {
        let server = try await ScriptedServer { request, number in
            let parameters = URLComponents(string: request.uri)?.queryItems ?? []
            let offset = parameters.first { $0.name == "offset" }?.value.flatMap { Int($0) } ?? 0
            let page = items(number, offset).map { PortalShelf.portal($0) }.joined(separator: ",")
            return .json(200, "[\(page)]", [("Pagination-Limit", limit), ("Pagination-Total", total)])
        }
        var ids: [String] = []
        let error = try await Harness.with(server) { client in
            do throws(RebillyError) {
                for try await portal in client.portals() { ids.append(portal.id.description) }
                return RebillyError?.none
            } catch {
                return error
            }
        }
        return (ids, error, server.requests.count)
    }

    @Test func `a list that ends before its total is looked at again, and then said to be incomplete`() async throws {
        let cases: [(total: Int, listed: Int, items: @Sendable (Int, Int) -> Range<Int>)] = [
            (2500, 1000, { $1 == 0 ? 0..<1000 : 0..<0 }), (500, 0, { _, _ in 0..<0 }), (900, 3, { _, _ in 0..<3 }),
            (999_999_999, 3, { _, _ in 0..<3 }),
        ]
        for (total, listed, items) in cases {
            let list = try await Self.walk(total: "\(total)", items)
            #expect(list.ids.count == listed)
            #expect(list.requests <= 4)
            guard case .incompleteList(listed, total)? = list.error else {
                Issue.record("\(total): \(String(describing: list.error))")
                continue
            }
        }
    }

    @Test func `a page that was short for once is made good`() async throws {
        let list = try await Self.walk(total: "900") { number, offset in number == 0 ? 0..<400 : offset..<900 }
        #expect(list.ids == (0..<900).map { "portal\($0)" })
        #expect(list.error == nil)
        #expect(list.requests == 2)
    }

    @Test func `what moved between pages is found by another look`() async throws {
        // Of 20, the second page repeats five of the first; at the second look it is as it should be.
        let list = try await Self.walk(limit: "10", total: "20") { number, offset in
            number == 1 ? 5..<15 : offset..<min(offset + 10, 20)
        }
        #expect(Set(list.ids) == Set((0..<20).map { "portal\($0)" }))
        #expect(list.ids.count == 20)
        #expect(list.error == nil)
    }

    @Test func `a full page means that there may be more, whatever the total`() async throws {
        let list = try await Self.walk(total: "0") { _, offset in offset..<min(offset + 1000, 1500) }
        #expect(list.ids.count == 1500)
        #expect(list.error == nil)
    }

    @Test func `without headers a full page means that there may be more`() async throws {
        let list = try await Self.ids(PortalShelf(count: 1000, hasHeaders: false), ListQuery(pageSize: 300))
        #expect(list.ids.count == 1000)
        #expect(list.requests.count == 4)
    }

    @Test func `what cannot be listed is said, after what can`() async throws {
        let list = try await Self.ids(PortalShelf(count: 2500))
        #expect(list.ids.count == 2000)
        guard case .incompleteList(listed: 2000, total: 2500)? = list.error else {
            Issue.record("\(String(describing: list.error))")
            return
        }
    }

    @Test func `small pages reach less, and that is said too`() async throws {
        let list = try await Self.ids(PortalShelf(count: 1500, pageLimit: 100))
        #expect(list.ids.count == 1100)
        guard case .incompleteList(listed: 1100, total: 1500)? = list.error else {
            Issue.record("\(String(describing: list.error))")
            return
        }
    }

    @Test func `portals that move to another page come once`() async throws {
        let list = try await Self.ids(PortalShelf(count: 500, growth: 7), ListQuery(pageSize: 100))
        #expect(Set(list.ids).count == list.ids.count)
        #expect(Set(list.ids).isSuperset(of: (0..<450).map { "portal\($0)" }))
    }

    @Test(arguments: ["..", ".", "a/b", "index.html", ""])
    func `an id that cannot be used ends the list, unless it is to be skipped`(id: String) async throws {
        let shelf = PortalShelf(count: 3, odd: [1: "{\"id\":\"\(id)\",\"slug\":\"s\"}"])
        let list = try await Self.ids(shelf)
        guard case .unusableItem(let unusable)? = list.error else {
            Issue.record("\(String(describing: list.error))")
            return
        }
        #expect(unusable == id)
        let server = try await ScriptedServer { shelf.reply(to: $0, number: $1) }
        try await Harness.with(server) { client in
            let listing = client.portals(skipsUnusable: true)
            let portals = try await listing.all()
            #expect(portals.map(\.id.description) == ["portal0", "portal2"])
            var pages = listing.pages.makeAsyncIterator()
            let page = try await pages.next()
            #expect(page?.value.unusable.count == 1)
        }
    }

    @Test(arguments: ["{}", "[1]", "[null]", "null", "\"x\"", "[", ""])
    func `a list that is none is no answer`(body: String) async throws {
        let error = try await Harness.failure([.json(200, body)]) { _ = try await $0.portals().all() }
        guard case .unexpectedAnswer? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["9223372036854775807", "-1", "nonsense", "0", ""])
    func `headers that count nothing do no harm`(text: String) async throws {
        let names = ["Pagination-Total", "Pagination-Limit", "Pagination-Offset"]
        let page = (0..<10).map { PortalShelf.portal($0) }.joined(separator: ",")
        let reply = ScriptedServer.Reply.json(200, "[\(page)]", names.map { ($0, text) })
        let server = try await ScriptedServer(replies: [reply])
        let count = try await Harness.with(server) { try await $0.portals(ListQuery(pageSize: 1000)).all().count }
        #expect(count == 10)
        #expect(server.requests.count == 1)
    }

    @Test func `filter, order and search are sent, and empty ones are not`() async throws {
        let filter = try Filter.field("status", is: "active").and(.field("createdTime", from: "2026-01-31T09:15:00Z"))
        let query = ListQuery(
            filter: filter,
            order: [.newestFirst, try .ascending("name"), try .descending("a.b")],
            search: "a+b & c",
            pageSize: 2
        )
        let list = try await Self.ids(PortalShelf(count: 1), query)
        let sort = "sort=-createdTime%2Cname%2C-a.b"
        let sent = "filter=status%3Aactive%3BcreatedTime%3A2026-01-31T09%3A15%3A00Z..&q=a%2Bb%20%26%20c"
        #expect(list.requests == ["?limit=2&offset=0&\(sort)&\(sent)"])
        let bare = try await Self.ids(PortalShelf(count: 1), ListQuery(order: [], search: ""))
        #expect(bare.requests == ["?limit=1000&offset=0"])
    }

    @Test func `pages carry their answers`() async throws {
        let shelf = PortalShelf(count: 5)
        let server = try await ScriptedServer { shelf.reply(to: $0, number: $1) }
        try await Harness.with(server) { client in
            var sizes: [Int] = []
            for try await page in client.portals(ListQuery(pageSize: 2)).pages {
                #expect(page.status == 200)
                #expect(page.value.total == 5)
                #expect(page.value.offset == sizes.count * 2)
                sizes.append(page.value.items.count)
            }
            #expect(sizes == [2, 2, 1])
        }
    }

    @Test func `a list that is left early asks for no more`() async throws {
        let shelf = PortalShelf(count: 1000)
        let server = try await ScriptedServer { shelf.reply(to: $0, number: $1) }
        try await Harness.with(server) { client in
            for try await portal in client.portals(ListQuery(pageSize: 10)) where portal.id.description == "portal15" {
                break
            }
        }
        #expect(server.requests.count == 2)
    }
}

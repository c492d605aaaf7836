import AdvancedBillingAPI
import Foundation
import Portals
import TestSupport
import Testing
import Transport

/// Lists of customers, and finding one.
@Suite struct CustomerTests {
    /// Answers as the contract says: at most 200 a page, no totals.
    private static func reply(_ customers: [String], to request: RecordedRequest) -> ScriptedServer.Reply {
        let items = URLComponents(string: request.uri)?.queryItems ?? []
        func value(_ name: String) -> Int? { items.first { $0.name == name }?.value.flatMap { Int($0) } }
        let size = min(value("per_page") ?? 50, 200)
        let page = customers.dropFirst(((value("page") ?? 1) - 1) * size).prefix(size)
        return .json(200, "[\(page.joined(separator: ","))]")
    }

    private static func customer(_ id: Int, email: String = "x@example.com") -> String {
        "{\"customer\":{\"id\":\(id),\"first_name\":\"F\",\"last_name\":\"L\",\"email\":\"\(email)\"}}"
    }

    @Test(arguments: [(0, 1), (1, 1), (199, 1), (200, 2), (201, 2), (1000, 6)])
    func `every customer is listed`(count: Int, pages: Int) async throws {
        let all = (0..<count).map { Self.customer($0 + 1) }
        let server = try await ScriptedServer { request, _ in Self.reply(all, to: request) }
        let ids = try await Harness.with(server) { client in
            var ids: [Int] = []
            for try await customer in client.customers() { ids.append(customer.id.number) }
            return ids
        }
        #expect(ids == Array(1...(max(1, count))).prefix(count).map(\.self))
        #expect(server.requests.count == pages)
    }

    @Test func `a service that repeats its page does not go on for ever`() async throws {
        let page = (0..<200).map { Self.customer($0 + 1) }
        let server = try await ScriptedServer { _, _ in .json(200, "[\(page.joined(separator: ","))]") }
        let count = try await Harness.with(server) { client in
            var count = 0
            for try await _ in client.customers() { count += 1 }
            return count
        }
        #expect(count == 200)
        #expect(server.requests.count == 2)
    }

    @Test func `a service that repeats its customers in another order does not go on for ever`() async throws {
        let page = (0..<200).map { Self.customer($0 + 1) }
        let server = try await ScriptedServer { _, number in
            let turned = page[(number % 200)...] + page[..<(number % 200)]
            return number < 50 ? .json(200, "[\(turned.joined(separator: ","))]") : .json(200, "[]")
        }
        let customers = try await Harness.with(server) { try await $0.customers().all() }
        #expect(customers.map(\.id.number) == Array(1...200))
        #expect(server.requests.count == 2)
    }

    @Test func `a query is sent whole`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, "[]")])
        let query = CustomerQuery(
            search: "ada+x & co",
            direction: .descending,
            dateField: .updated,
            start: "2026-01-31",
            end: "2026-02-01 09:15:00"
        )
        try await Harness.with(server) { client in
            for try await _ in client.customers(query) {}
        }
        let period = "date_field=updated_at&start_date=2026-01-31&end_datetime=2026-02-01%2009%3A15%3A00"
        #expect(
            server.requests.map(\.uri) == [
                "/customers.json?page=1&per_page=200&direction=desc&q=ada%2Bx%20%26%20co&\(period)"
            ]
        )
    }

    @Test func `only an exact address counts, on whatever page`() async throws {
        var all = (1...450).map { Self.customer($0, email: "fernando@example.com") }
        all[420] = Self.customer(421, email: "Nando@Example.com")
        let customers = all
        let server = try await ScriptedServer { request, _ in Self.reply(customers, to: request) }
        let found = try await Harness.with(server) { try await $0.customer(email: "nando@example.com") }
        #expect(found.value.id.number == 421)
        #expect(server.requests.count == 3)
    }

    @Test func `an address that several have is refused with all of them`() async throws {
        let page = "[\(Self.customer(1)),\(Self.customer(2)),\(Self.customer(1))]"
        let error = try await Harness.failure([.json(200, page)]) { _ = try await $0.customer(email: "X@example.com") }
        guard case .ambiguousEmail(let customers)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(customers.map(\.id.number) == [1, 2])
        #expect("\(try #require(error))".contains("1 F L; 2 F L"))
    }

    @Test func `an address that nobody has is not found`() async throws {
        let error = try await Harness.failure([.json(200, "[\(Self.customer(1))]")]) {
            _ = try await $0.customer(email: "y@example.com")
        }
        guard case .unknownEmail? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `nothing is asked for nothing`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, "[]")])
        try await Harness.with(server) { client in
            await #expect(throws: AdvancedBillingError.self) { try await client.customer(email: "") }
            await #expect(throws: AdvancedBillingError.self) { try await client.customer(reference: "") }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `a new customer has all that is said of it, once`() async throws {
        let server = try await ScriptedServer(replies: [.json(201, Self.customer(7))])
        let customer = NewCustomer(
            firstName: "Ada",
            lastName: "Moreno",
            email: "ada@example.com",
            reference: "app-7",
            others: ValueObject([("email", .string("no")), ("locale", .string("es")), ("future", .array([]))])
        )
        let answer = try await Harness.with(server) { try await $0.createCustomer(customer) }
        #expect(answer.status == 201)
        let expected = """
            {"customer":{"first_name":"Ada","last_name":"Moreno","email":"ada@example.com","reference":"app-7",\
            "locale":"es","future":[]}}
            """
        #expect(try Value(json: server.requests[0].body) == Value(json: Data(expected.utf8)))
    }

    @Test(arguments: ["{}", "[{}]", "[1]", "[{\"customer\":{}}]", "[{\"customer\":{\"id\":-1}}]", "", "["])
    func `a list that is none is no answer`(body: String) async throws {
        let error = try await Harness.failure([.json(200, body)]) { client in
            for try await _ in client.customers() {}
        }
        guard case .unexpectedAnswer? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

import Foundation
import HTTPTypes
import Portals
import Transport

extension RebillyClient {
    /// Makes a list.
    ///
    /// - Parameters:
    ///   - path: The part of the path behind the organization.
    ///   - query: What is wanted.
    ///   - more: Further parameters.
    ///   - skipsUnusable: Whether items that cannot be used are left out instead of ending the list.
    ///   - options: What the calls do otherwise than the client.
    ///   - key: By what an item is recognised on another page.
    ///   - make: Makes an item; `nil` if it cannot be used.
    /// - Returns: The list.
    func listing<Item: Sendable>(
        _ path: String,
        _ query: ListQuery,
        more: [(String, String?)] = [],
        skipsUnusable: Bool,
        _ options: CallOptions,
        key: @escaping @Sendable (Item) -> String,
        _ make: @escaping @Sendable (ValueObject) -> Item?
    ) -> Listing<Item> {
        let pages = PageListing<Item>(pageSize: query.pageSize, key: key) {
            (limit, offset) async throws(RebillyError) in
            let call = self.call(.get, [path], query: query.parameters(limit: limit, offset: offset) + more)
            let delivery = try await self.send(call, options)
            guard case .array(let elements)? = try? Value(json: delivery.answer.body) else {
                throw self.unexpected(call, delivery)
            }
            let objects = elements.compactMap(\.object)
            guard objects.count == elements.count else { throw self.unexpected(call, delivery) }
            let made = objects.map { ($0, make($0)) }
            let headers = delivery.answer.headers
            let page = Page<Item>(
                items: made.compactMap(\.1),
                unusable: made.filter { $0.1 == nil }.map(\.0),
                total: headers.count(.named("Pagination-Total")),
                limit: headers.count(.named("Pagination-Limit")) ?? limit,
                offset: headers.count(.named("Pagination-Offset")) ?? offset
            )
            return Answer(page, delivery)
        }
        return Listing(pages: pages, key: key, skipsUnusable: skipsUnusable)
    }
}

import GRDB
import HTTPTypes

/// A portal by its slug, without a key (rebilly.md, 5).
enum Storefront {
    static let routes: [Route<RebillyOperation>] = [
        Route("billing-portals/{slug}", [(.get, RebillyOperation(read))])
    ]

    @Sendable private static func read(_ request: RebillyRequest) async throws -> Answer {
        let slug = request.id
        let found = try await request.store.read { database in
            let portal = try PortalRecord.filter(Column("slug") == slug).fetchOne(database)
            let hasLogo = try portal?.content.logoId.map { try FileRecord.exists(database, key: $0) } ?? false
            return portal.map { ($0, hasLogo) }
        }
        guard let (portal, hasLogo) = found, portal.content.status == "active" else {
            throw Refusal(answer: Problem.notFound("No billing portal with slug \(slug)."))
        }
        let random = request.store.random
        return .json(
            PortalJSON.storefront(
                portal,
                token: random.hexDigits() + random.hexDigits(),
                logo: hasLogo ? HostedPages.logoAddress(slug: slug, origin: request.call.origin) : nil,
                address: request.call.origin + request.call.path
            )
        )
    }
}

import GRDB
import HTTPTypes

/// The operations on websites and custom domains (rebilly.md, 8 and 9), all of which read.
enum WebsiteOperations {
    static let routes: [Route<RebillyOperation>] = [
        Route("websites", [(.get, RebillyOperation(listWebsites))]),
        Route("websites/{id}", [(.get, RebillyOperation(readWebsite))]),
        Route("custom-domains", [(.get, RebillyOperation(listDomains))]),
        Route("custom-domains/{domain}", [(.get, RebillyOperation(readDomain))]),
    ]

    @Sendable private static func listWebsites(_ request: RebillyRequest) async throws -> Answer {
        let base = request.base
        return try await request.list(of: WebsiteRecord.self) {
            WebsiteJSON.object($0, base: base)
        }
    }

    @Sendable private static func readWebsite(_ request: RebillyRequest) async throws -> Answer {
        let website = try await request.store.read { try WebsiteRecord.fetchOne($0, key: request.id) }
        guard let website else { throw Refusal(answer: Problem.notFound("No website with id \(request.id).")) }
        return .json(WebsiteJSON.object(website, base: request.base))
    }

    @Sendable private static func listDomains(_ request: RebillyRequest) async throws -> Answer {
        let base = request.base
        return try await request.list(of: DomainRecord.self) {
            DomainJSON.object($0, base: base)
        }
    }

    @Sendable private static func readDomain(_ request: RebillyRequest) async throws -> Answer {
        let domain = try await request.store.read { try DomainRecord.fetchOne($0, key: request.id) }
        guard let domain else { throw Refusal(answer: Problem.notFound("No custom domain \(request.id).")) }
        return .json(DomainJSON.object(domain, base: request.base))
    }
}

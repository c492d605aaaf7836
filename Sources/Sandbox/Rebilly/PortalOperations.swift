import Foundation
import GRDB
import HTTPTypes

/// The operations on billing portals (rebilly.md, 4).
enum PortalOperations {
    static let routes: [Route<RebillyOperation>] = [
        Route(
            "billing-portals",
            [(.get, RebillyOperation(list)), (.post, RebillyOperation(body: .object, create))]
        ),
        Route(
            "billing-portals/{id}",
            [
                (.get, RebillyOperation(read)), (.put, RebillyOperation(body: .object, put)),
                (.delete, RebillyOperation(delete)),
            ]
        ),
    ]

    @Sendable private static func list(_ request: RebillyRequest) async throws -> Answer {
        let base = request.base
        return try await request.list(of: PortalRecord.self) {
            PortalJSON.object($0, base: base)
        }
    }

    @Sendable private static func create(_ request: RebillyRequest) async throws -> Answer {
        let id = request.store.random.identifier("bill_prt_", at: request.store.now)
        return try await upsert(request, id: id)
    }

    @Sendable private static func put(_ request: RebillyRequest) async throws -> Answer {
        try await upsert(request, id: request.id)
    }

    private static func upsert(_ request: RebillyRequest, id: String) async throws -> Answer {
        let now = request.store.now
        let (portal, isNew) = try await request.store.write { database in
            try keep(request.members, id: id, at: now, in: database)
        }
        let answer = Answer.json(PortalJSON.object(portal, base: request.base), status: isNew ? .created : .ok)
        return isNew ? answer.with("Location", PortalJSON.address(of: portal, base: request.base)) : answer
    }

    /// Keeps a portal under an id, in the place of what had it before.
    ///
    /// - Returns: The portal, and whether it is new.
    /// - Throws: `Refusal` if a member is not valid; then nothing changes.
    static func keep(
        _ members: [String: JSON],
        id: String,
        at now: Int,
        in database: Database
    ) throws -> (portal: PortalRecord, isNew: Bool) {
        let body = try PortalBody(members, id: id, in: database)
        guard body.problems.isEmpty else { throw Refusal(answer: Problem.invalid(body.problems)) }
        let old = try PortalRecord.fetchOne(database, key: id)
        let portal = PortalRecord(
            id: id,
            slug: body.slug,
            createdTime: old?.createdTime ?? now,
            updatedTime: now,
            content: body.content
        )
        if old == nil { try portal.insert(database) } else { try portal.update(database) }
        return (portal, old == nil)
    }

    @Sendable private static func read(_ request: RebillyRequest) async throws -> Answer {
        guard let portal = try await request.store.read({ try PortalRecord.fetchOne($0, key: request.id) }) else {
            throw missing(request.id)
        }
        return .json(PortalJSON.object(portal, base: request.base))
    }

    @Sendable private static func delete(_ request: RebillyRequest) async throws -> Answer {
        guard try await request.store.write({ try PortalRecord.deleteOne($0, key: request.id) }) else {
            throw missing(request.id)
        }
        return Answer(status: .noContent)
    }

    private static func missing(_ id: String) -> Refusal {
        Refusal(answer: Problem.notFound("No billing portal with id \(id)."))
    }
}

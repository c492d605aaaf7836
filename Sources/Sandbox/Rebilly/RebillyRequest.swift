import Foundation
import GRDB

/// A request to an operation of Rebilly, as far as every operation checks it.
struct RebillyRequest: Sendable {
    let call: Call
    let store: SandboxStore
    /// The value in the path: an id, a domain or a slug; empty where there is none.
    let id: String
    /// The members of the JSON body; empty where there is none.
    var members: [String: JSON] = [:]
    /// Whether the key is one that may make files public.
    let mayMakePublic: Bool

    static let organization = "sandbox"

    /// The organization's base URL.
    var base: String { "\(call.origin)/organizations/\(Self.organization)" }
}

/// What a method does at a path.
struct RebillyOperation: Sendable {
    /// What the operation takes as body.
    enum Body: Sendable {
        case nothing
        /// A JSON object, read before the operation runs.
        case object
        /// A file, read by the operation.
        case file
    }

    let body: Body
    let perform: @Sendable (RebillyRequest) async throws -> Answer

    init(body: Body = .nothing, _ perform: @escaping @Sendable (RebillyRequest) async throws -> Answer) {
        self.body = body
        self.perform = perform
    }
}

extension RebillyRequest {
    /// Answers with a page of a list.
    func list<Item: ListItem & FetchableRecord & TableRecord>(
        of type: Item.Type,
        as object: (Item) -> JSON
    ) async throws -> Answer {
        let query = try ListQuery(call, of: Item.self)
        let page = query.page(of: try await store.read(type.fetchAll))
        var answer = Answer.json(.array(page.items.map(object)))
        answer.headers += [
            ("Pagination-Total", "\(page.total)"), ("Pagination-Limit", "\(query.limit)"),
            ("Pagination-Offset", "\(query.offset)"),
        ]
        return answer
    }
}

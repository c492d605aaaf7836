import Foundation
import GRDB
import HTTPTypes

/// The operations on customers (advanced-billing.md, 6).
struct CustomerOperations: Sendable {
    let store: SandboxStore
    let call: Call

    /// How large a body may be.
    private static let bodyLimit = 1 << 20

    private var json: CustomerJSON { CustomerJSON(offset: store.settings.advancedBilling.timeZoneOffset) }

    func list() async throws -> Answer {
        let query = try CustomerList(call, offset: store.settings.advancedBilling.timeZoneOffset)
        let customers = try await store.read(CustomerRecord.fetchAll)
        let json = json
        return .json(.array(query.page(of: customers).map(json.wrapped)))
    }

    func read(_ id: Int64) async throws -> Answer {
        guard let customer = try await store.read({ try CustomerRecord.fetchOne($0, key: id) }) else {
            throw Refusal(answer: BillingError.notFound)
        }
        return .json(json.wrapped(customer))
    }

    func lookUp() async throws -> Answer {
        let reference = call.parameter("reference").map { Data($0.utf8) } ?? Data()
        let customer = try await store.read { database in
            try CustomerRecord.filter(Column("reference") == reference).fetchOne(database)
        }
        guard let customer else { throw Refusal(answer: BillingError.notFound) }
        return .json(json.wrapped(customer))
    }

    func create() async throws -> Answer {
        guard let body = try await call.body.read(Self.bodyLimit) else {
            throw Refusal(answer: BillingError.one("The body has at most 1 MB.", .contentTooLarge))
        }
        guard call.mediaType == "application/json" else {
            throw Refusal(answer: BillingError.one("Content-Type must be application/json.", .unsupportedMediaType))
        }
        guard let members = (try? JSON(strictly: body))?.object else {
            throw Refusal(answer: BillingError.one("The body must be a JSON object.", .badRequest))
        }
        let customer = members["customer"] ?? [:]
        guard let customer = customer.object else {
            let errors: JSON = ["errors": ["customer": "must be an object."]]
            throw Refusal(answer: .json(errors, status: .unprocessableContent))
        }
        let now = store.now
        let made = try await store.write { try Self.insert(CustomerBody(customer), id: nil, at: now, in: $0) }
        return .json(json.wrapped(made), status: .created)
    }

    /// Keeps a new customer.
    ///
    /// - Throws: `Refusal` if the body is not valid.
    static func insert(_ body: CustomerBody, id: Int64?, at now: Int, in database: Database) throws -> CustomerRecord {
        var messages = body.messages
        if let reference = body.reference,
            try CustomerRecord.filter(Column("reference") == reference).fetchCount(database) > 0
        {
            messages.append("Reference: must be unique - that value has been taken.")
        }
        if let parent = body.parent, try !CustomerRecord.exists(database, key: parent) {
            messages.append(CustomerBody.unknownParent)
        }
        guard messages.isEmpty else { throw Refusal(answer: BillingError.list(messages)) }
        var customer = CustomerRecord(
            id: id,
            reference: body.reference,
            createdAt: now,
            updatedAt: now,
            profile: body.profile
        )
        try customer.insert(database)
        return customer
    }
}

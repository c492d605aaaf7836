import Foundation
import GRDB

/// What a change of settings says of a customer: members that are left out stay.
struct CustomerChange: Sendable {
    /// The customer; `nil` for a new one with the next id.
    let id: Int64?
    /// The state of access; `nil` to leave it, and for a new one that has none.
    let access: CustomerAccess?
    /// The members of the service, as they were given; null takes one away.
    let members: [String: JSON]

    /// Members that the service knows, in the order of messages.
    static let members =
        ["first_name", "last_name", "email", "organization", "reference", "tax_exempt", "parent_id"]
        + CustomerJSON.optionalTexts

    /// Changes the customer, or makes one.
    ///
    /// - Throws: `Refusal` if what comes of it is not valid.
    func apply(at now: Int, in database: Database) throws {
        guard let id, var customer = try CustomerRecord.fetchOne(database, key: id) else {
            let body = try Self.valid(members)
            try Self.requireFree(body.reference, but: nil, in: database)
            var made = try CustomerOperations.insert(body, id: id, at: now, in: database)
            made.setAccess(access ?? .none, at: now)
            try made.update(database)
            return
        }
        let body = try Self.valid(customer.profile.merging(members) { $1 }.filter { $0.value != .null })
        try Self.requireFree(body.reference, but: id, in: database)
        customer.profile = body.profile
        customer.reference = body.reference
        customer.updatedAt = now
        if let access, access != customer.access { customer.setAccess(access, at: now) }
        try customer.update(database)
    }

    private static func valid(_ members: [String: JSON]) throws(Refusal) -> CustomerBody {
        let body = CustomerBody(members, needsAddress: false)
        guard body.messages.isEmpty else {
            let fields = body.messages.map {
                InvalidField(field: "customers", message: "customers are not valid: \($0)")
            }
            throw Refusal(answer: Problem.invalid(fields))
        }
        return body
    }

    private static func requireFree(_ reference: Data?, but id: Int64?, in database: Database) throws {
        guard let reference,
            let other = try CustomerRecord.filter(Column("reference") == reference).fetchOne(database), other.id != id
        else { return }
        let message = "customers.reference is that of customer \(other.id ?? 0) already"
        throw Refusal(answer: Problem.invalid([InvalidField(field: "customers.reference", message: message)]))
    }
}

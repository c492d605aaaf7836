import Foundation
import HTTPTypes
import Portals
public import Transport

extension AdvancedBillingClient {
    /// Lists customers: `GET /customers.json` (advanced-billing.md, 6).
    ///
    /// - Parameters:
    ///   - query: Which, and in which order.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The list; nothing is asked before it is walked through.
    public func customers(_ query: CustomerQuery = .all, options: CallOptions = .standard) -> CustomerListing {
        CustomerListing(
            pages: CustomerPages { (page) async throws(AdvancedBillingError) in
                try await self.page(page, of: query, options)
            }
        )
    }

    private func page(
        _ page: Int,
        of query: CustomerQuery,
        _ options: CallOptions
    ) async throws(AdvancedBillingError) -> Answer<[Customer]> {
        let call = call(.get, ["customers.json"], query: query.parameters(page: page), retry: .read)
        let delivery = try await send(call, options)
        guard case .array(let elements)? = try? Value(json: delivery.answer.body) else {
            throw unexpected(call, delivery)
        }
        let customers = elements.compactMap { $0.object.flatMap(Self.customer) }
        guard customers.count == elements.count else { throw unexpected(call, delivery) }
        return Answer(customers, delivery)
    }

    /// Reads a customer: `GET /customers/{id}.json` (advanced-billing.md, 6).
    ///
    /// - Parameters:
    ///   - id: The customer.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The customer.
    /// - Throws: `AdvancedBillingError`; `notFound` if there is no such customer.
    public func customer(
        _ id: CustomerID,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<Customer> {
        let call = call(.get, ["customers", "\(id).json"], retry: .read)
        return try object(call, try await send(call, options), Self.customer)
    }

    /// Finds the customer whom another system calls by a reference: `GET /customers/lookup.json`
    /// (advanced-billing.md, 6).
    ///
    /// - Parameters:
    ///   - reference: The reference, exactly.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The one customer who has it.
    /// - Throws: `AdvancedBillingError`; `notFound` if nobody has it; `unsendable` if it is empty.
    public func customer(
        reference: String,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<Customer> {
        guard !reference.isEmpty else { throw .unsendable("a reference cannot be empty") }
        let call = call(.get, ["customers", "lookup.json"], query: [("reference", reference)], retry: .read)
        return try object(call, try await send(call, options), Self.customer)
    }

    /// Finds the customer who has an e-mail address, letter case aside (advanced-billing.md, 6).
    ///
    /// The service's search is fuzzy and addresses are not unique, so every page of what it finds is read, and only
    /// exact matches count.
    ///
    /// - Parameters:
    ///   - email: The address.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The one customer who has it, in the answer of the page where it stands.
    /// - Throws: `AdvancedBillingError`; `unknownEmail` if nobody has it, `ambiguousEmail` if several have;
    ///   `unsendable` if it is empty.
    public func customer(
        email: String,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<Customer> {
        guard !email.isEmpty else { throw .unsendable("an e-mail address cannot be empty") }
        var found: [Answer<Customer>] = []
        var pages = customers(CustomerQuery(search: email), options: options).pages.makeAsyncIterator()
        while let answer = try await pages.next() {
            for customer in answer.value where customer.email?.lowercased() == email.lowercased() {
                guard !found.contains(where: { $0.value.id == customer.id }) else { continue }
                found.append(answer.map { _ in customer })
            }
        }
        guard let first = found.first else { throw .unknownEmail }
        guard found.count == 1 else { throw .ambiguousEmail(found.map(\.value)) }
        return first
    }

    /// Creates a customer: `POST /customers.json` (advanced-billing.md, 6).
    ///
    /// It is not tried again once it may have arrived, because there would be two customers.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The customer as the service keeps it now.
    /// - Throws: `AdvancedBillingError`; `invalid` with every message if the service refuses it.
    public func createCustomer(
        _ customer: NewCustomer,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<Customer> {
        let call = call(.post, ["customers.json"], body: customer.body, retry: .refusedOrUnsent)
        return try object(call, try await send(call, options), Self.customer)
    }
}

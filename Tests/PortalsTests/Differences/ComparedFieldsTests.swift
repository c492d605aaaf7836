import Foundation
import Testing

@testable import Portals

@Suite struct ComparedFieldsTests {
    /// Bodies that the service would hold alike, each pair for one reason.
    private static let equal: [(String, String)] = [
        ("{}", #"{"status": "active", "features": {}, "customization": {"colors": {}, "links": {}}}"#),
        ("{}", #"{"customDomain": null, "customization": {"logoId": null, "links": {"refundPolicy": null}}}"#),
        ("{}", #"{"features": {"orderCancel": true, "paymentInstrumentAdd": true}}"#),
        ("{}", #"{"status": null, "features": {"orderCancel": null}}"#),
        ("{}", #"{"features": null, "customization": null}"#),
        ("{}", #"{"customization": {"colors": {"primary": "0044d4", "secondary": "FFFFFF"}}}"#),
        ("{}", ##"{"customization": {"colors": {"primary": "#0044D4", "secondary": "fff"}}}"##),
        ("{}", #"{"customization": {"links": {"termsOfService": "", "privacyPolicy": ""}}}"#),
        (#"{"customDomain": "Billing.ACME.example"}"#, #"{"customDomain": "billing.acme.example"}"#),
        (
            #"{"name": "n", "slug": "slug-n", "websiteId": "w"}"#,
            #"{"websiteId": "w", "slug": "slug-n", "name": "n"}"#
        ),
        (
            "{}",
            #"{"id": "x", "createdTime": "2026-01-01T00:00:00Z", "updatedTime": "now", "_links": [{"rel": "self"}]}"#
        ),
        ("{}", #"{"x-portico": {"notes": "n", "logo": "logos/a.png", "website": {"name": "A"}}}"#),
        (#"{"later": 1}"#, #"{"later": 1.0}"#),
        (#"{"later": 1}"#, #"{"later": 10e-1}"#),
        (#"{"later": [1, {"a": 0, "b": 2}]}"#, #"{"later": [1.00, {"b": 2.0, "a": -0}]}"#),
        (#"{"later": {"a": 1, "b": {"c": 2}}}"#, #"{"later": {"b": {"c": 2}, "a": 1}}"#),
    ]

    /// Bodies between which customers or colleagues would lose something.
    private static let different: [(String, String)] = [
        ("{}", #"{"later": null}"#),
        (#"{"later": 1}"#, #"{"later": "1"}"#),
        (#"{"later": 1}"#, #"{"later": 1.0000000001}"#),
        (#"{"later": [1, 2]}"#, #"{"later": [2, 1]}"#),
        (#"{"later": {"a": 1}}"#, #"{"later": {"a": 1, "b": 2}}"#),
        (#"{"later": {}}"#, "{}"),
        (#"{"features": {"later": true}}"#, "{}"),
        (#"{"customization": {"colors": {"later": "000000"}}}"#, "{}"),
        (#"{"slug": "Slug-n"}"#, #"{"slug": "slug-n"}"#),
        (#"{"name": "é"}"#, #"{"name": "e\u0301"}"#),
        (
            #"{"customization": {"links": {"termsOfService": "https://acme.example/Terms"}}}"#,
            #"{"customization": {"links": {"termsOfService": "https://acme.example/terms"}}}"#
        ),
        (#"{"later": 123456789012345678901234567890}"#, #"{"later": 123456789012345678901234567891}"#),
    ]

    private func fields(_ json: String) throws -> ComparedFields {
        ComparedFields(try #require(try Value(json: Data(json.utf8)).object))
    }

    @Test(arguments: equal)
    func `what the service would hold alike is equal`(left: String, right: String) throws {
        #expect(try fields(left) == fields(right))
        let all = FieldComparison.all(seen: try fields(left), local: try fields(right), remote: try fields(left))
        #expect(all.filter { $0.kind != .equal } == [])
    }

    @Test(arguments: different)
    func `what would be lost is different, and one field says so`(left: String, right: String) throws {
        #expect(try fields(left) != fields(right))
        let all = FieldComparison.all(seen: nil, local: try fields(left), remote: try fields(right))
        #expect(all.count { $0.kind != .equal } == 1)
    }

    @Test func `every field of the upsert is compared, and nothing else of the table`() {
        let contract = [
            "name", "slug", "websiteId", "status", "customDomain", "features.authenticateWithPassword",
            "features.orderCancel", "features.orderAddressEdit", "features.paymentInstrumentAdd",
            "features.paymentInstrumentUpdate", "features.paymentInstrumentDeactivate", "customization.logoId",
            "customization.colors.primary", "customization.colors.secondary", "customization.links.termsOfService",
            "customization.links.privacyPolicy", "customization.links.refundPolicy",
        ]
        #expect(ComparedFields(ValueObject()).entries.map(\.path.description) == contract)
        // A field that is added to the table is compared, unless it is one of those that an upsert does not set.
        let left = FieldTable.portal.fields.filter { !$0.isCompared }
        for field in left {
            let isObject = if case .object = field.type { true } else { false }
            #expect(isObject || field.isReadOnly || field.path.isInExtension || field.path == FieldPath("id"))
        }
        #expect(left.count + contract.count == FieldTable.portal.fields.count)
    }

    @Test func `unknown members are ordered by their bytes, whatever order they came in`() throws {
        let one = try fields(#"{"zeta": 1, "alpha": {"b": 1, "a": 2}, "features": {"new": true}}"#)
        let two = try fields(#"{"features": {"new": true}, "alpha": {"a": 2, "b": 1}, "zeta": 1}"#)
        let paths = one.entries.filter { !$0.isKnown }.map(\.path.description)
        #expect(paths == ["alpha.a", "alpha.b", "features.new", "zeta"])
        #expect(one.entries == two.entries)
    }
}

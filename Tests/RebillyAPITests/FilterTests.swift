import Foundation
import RebillyAPI
import Testing

@Suite struct FilterTests {
    @Test func `conditions are written as the service reads them`() throws {
        let filters: [(Filter, String)] = [
            (try .field("status", is: "active"), "status:active"),
            (try .field("status", is: "active", "inactive"), "status:active,inactive"),
            (try .field("features.orderCancel", is: "false"), "features.orderCancel:false"),
            (try .field("name", isNot: "a", "b"), "name:!a,!b"),
            (try .field("createdTime", from: "2026-01-31T09:15:00Z"), "createdTime:2026-01-31T09:15:00Z.."),
            (try .field("createdTime", through: "2026-02-01"), "createdTime:..2026-02-01"),
            (try .field("size", from: "1", through: "10"), "size:1..10"),
            (try Filter.field("a", is: "1").and(.field("b", is: "x:y")), "a:1;b:x:y"),
        ]
        for (filter, text) in filters { #expect(filter.description == text) }
    }

    @Test(arguments: ["", "a,b", "a;b", "!a", "@list", "a..b"])
    func `what cannot be said is refused`(value: String) {
        #expect(throws: Filter.Refusal.value(value)) { try Filter.field("name", is: value) }
        #expect(throws: Filter.Refusal.value(value)) { try Filter.field("name", from: value) }
    }

    @Test(arguments: ["", "a b", "a:b", "a;b", ".a", "a.", "ä", "a\n"])
    func `what is no member is refused`(field: String) {
        #expect(throws: Filter.Refusal.field(field)) { try Filter.field(field, is: "x") }
        #expect(throws: Filter.Refusal.field(field)) { try ListQuery.Order.ascending(field) }
        #expect(throws: Filter.Refusal.field(field)) { try ListQuery.Order.descending(field) }
    }

    @Test(arguments: ["1.", ".5", "."])
    func `an end of a range that runs into its dots is refused`(end: String) {
        #expect(throws: Filter.Refusal.value(end)) { try Filter.field("size", from: end) }
        #expect(throws: Filter.Refusal.value(end)) { try Filter.field("size", from: "1", through: end) }
        #expect(throws: Filter.Refusal.value(end)) { try Filter.field("size", through: end) }
    }

    @Test func `refusals say what is wrong`() {
        #expect(Filter.Refusal.field("a b").localizedDescription.contains("'a b'"))
        #expect(Filter.Refusal.value("a,b").localizedDescription.contains("'a,b'"))
    }
}

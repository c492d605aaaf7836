import Portals
import Testing

@Suite struct LosslessTests {
    @Test func `a portal keeps every member in its order`() throws {
        var values = RandomValues(seed: 11)
        for _ in 0..<500 {
            let body = values.object()
            let portal = Portal(id: try PortalID("acme"), body: body)
            #expect(portal.body == body)
            #expect(portal.body.members.map { Array($0.key.utf8) } == body.members.map { Array($0.key.utf8) })
            #expect(portal.inEnvironment(nil) == portal)
        }
    }

    @Test func `any body can be read and checked`() throws {
        var values = RandomValues(seed: 12)
        for _ in 0..<500 {
            let body = values.object()
            let portal = Portal(id: try PortalID("acme"), body: body)
            #expect(portal.address.hasPrefix("https://"))
            #expect(PolicyLink.allCases.allSatisfy { portal.link($0).map { !$0.host.isEmpty } ?? true })
            #expect(Feature.allCases.contains { !portal.allows($0) } == body.switchesOff)
            for finding in Validator().findings(in: body) { #expect(!finding.message.isEmpty) }
        }
    }

    @Test func `merging replaces what the overlay has and keeps the rest`() {
        var values = RandomValues(seed: 13)
        for _ in 0..<500 {
            let (body, overlay) = (values.object(), values.object())
            let merged = body.merging(overlay)
            #expect(Self.isMerged(merged, of: body, and: overlay))
            #expect(merged.merging(overlay) == merged)
            #expect(body.merging(ValueObject()) == body)
            #expect(ValueObject().merging(body) == body)
        }
    }

    private static func isMerged(_ merged: ValueObject, of body: ValueObject, and overlay: ValueObject) -> Bool {
        let isComplete = merged.members.allSatisfy { body[$0.key] != nil || overlay[$0.key] != nil }
        let isKept = body.members.allSatisfy { overlay[$0.key] != nil || merged[$0.key] == $0.value }
        let isReplaced = overlay.members.allSatisfy { member in
            guard case .object(let theirs) = member.value, case .object(let ours)? = body[member.key] else {
                return merged[member.key] == member.value
            }
            return merged[member.key]?.object.map { isMerged($0, of: ours, and: theirs) } ?? false
        }
        return isComplete && isKept && isReplaced
    }

    @Test func `an environment replaces its fields and leaves the others`() throws {
        let portal = Portal(
            id: try PortalID("acme"),
            body: ValueObject([
                ("slug", .string("acme-billing")), ("customDomain", .string("a.example")),
                ("features", .object(ValueObject([("orderCancel", .boolean(false)), ("new", .number("1"))]))),
                (
                    "x-portico",
                    .object(
                        ValueObject([
                            ("notes", .string("n")),
                            (
                                "environments",
                                .object(
                                    ValueObject([
                                        (
                                            "live",
                                            .object(
                                                ValueObject([
                                                    ("customDomain", .null), ("websiteId", .string("w")),
                                                    (
                                                        "features",
                                                        .object(ValueObject([("orderCancel", .boolean(true))]))
                                                    ),
                                                ])
                                            )
                                        ), ("test", .object(ValueObject())),
                                    ])
                                )
                            ),
                        ])
                    )
                ),
            ])
        )
        #expect(portal.environmentNames == ["live", "test"])
        let live = portal.inEnvironment("live")
        #expect(live.body["customDomain"] == .null)
        #expect(live.websiteID == "w")
        #expect(live.allows(.orderCancel))
        #expect(live.body.value(at: FieldPath("features.new")) == .number("1"))
        #expect(live.slug == "acme-billing")
        #expect(live.notes == "n")
        #expect(portal.inEnvironment("test") == portal)
        #expect(portal.inEnvironment("other") == portal)
    }

    @Test func `numbers become the text in which they were written where a text belongs`() {
        let body = ValueObject([
            ("slug", .number("12345")), ("status", .number("1")), ("loyalty", .number("7")), ("name", .boolean(true)),
            ("features", .object(ValueObject([("orderCancel", .number("0"))]))),
            (
                "customization",
                .object(
                    ValueObject([
                        (
                            "colors",
                            .object(ValueObject([("primary", .number("1e1000")), ("secondary", .number("004400"))]))
                        ),
                        ("links", .number("1")),
                    ])
                )
            ),
            (
                "x-portico",
                .object(
                    ValueObject([
                        (
                            "environments",
                            .object(ValueObject([("live", .object(ValueObject([("slug", .number("54321"))])))]))
                        )
                    ])
                )
            ),
        ])
        let taken = FieldTable.portal.takingTextAsWritten(in: body)
        #expect(taken["slug"] == .string("12345"))
        #expect(taken["status"] == .string("1"))
        #expect(taken["loyalty"] == .number("7"))
        #expect(taken["name"] == .boolean(true))
        #expect(taken.value(at: FieldPath("features.orderCancel")) == .number("0"))
        #expect(taken.value(at: FieldPath("customization.colors.primary")) == .string("1e1000"))
        #expect(taken.value(at: FieldPath("customization.colors.secondary")) == .string("004400"))
        #expect(taken.value(at: FieldPath("customization.links")) == .number("1"))
        #expect(taken.value(at: FieldPath("x-portico.environments.live.slug")) == .string("54321"))
    }

    @Test func `nothing but numbers in text fields is changed`() {
        var values = RandomValues(seed: 14)
        for _ in 0..<500 {
            let body = values.object()
            let taken = FieldTable.portal.takingTextAsWritten(in: body)
            #expect(Self.differences(between: .object(body), and: .object(taken)))
            #expect(FieldTable.portal.takingTextAsWritten(in: taken) == taken)
        }
    }

    /// Whether two values differ in nothing but numbers that became texts.
    private static func differences(between old: Value, and new: Value) -> Bool {
        switch (old, new) {
        case (.number(let written), .string(let text)): written.utf8.elementsEqual(text.utf8)
        case (.object(let old), .object(let new)):
            old.members.count == new.members.count
                && zip(old.members, new.members).allSatisfy {
                    $0.key.utf8.elementsEqual($1.key.utf8) && differences(between: $0.value, and: $1.value)
                }
        case (.array(let old), .array(let new)):
            old.count == new.count && zip(old, new).allSatisfy { differences(between: $0, and: $1) }
        default: old == new
        }
    }
}

extension ValueObject {
    /// Whether any feature is off.
    fileprivate var switchesOff: Bool {
        Feature.allCases.contains { value(at: $0.path) == .boolean(false) }
    }
}

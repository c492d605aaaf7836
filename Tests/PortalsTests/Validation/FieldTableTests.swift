import Portals
import Testing

@Suite struct FieldTableTests {
    /// rebilly.md, 3.1, row by row.
    @Test func `the table has every field of the contract, as it says`() throws {
        let nullable = [
            "customDomain", "customization.logoId", "customization.links.termsOfService",
            "customization.links.privacyPolicy",
            "customization.links.refundPolicy",
        ]
        let features = [
            "features.authenticateWithPassword", "features.orderCancel", "features.orderAddressEdit",
            "features.paymentInstrumentAdd",
            "features.paymentInstrumentUpdate", "features.paymentInstrumentDeactivate",
        ]
        let others = [
            "id", "websiteId", "slug", "name", "status", "features", "customization", "customization.colors",
            "customization.colors.primary", "customization.colors.secondary", "customization.links",
        ]
        let readOnly = ["createdTime", "updatedTime", "_links"]
        let upsert = FieldTable.portal.fields.filter { $0.path.components.first != "x-portico" }
        #expect(Set(upsert.map(\.path.description)) == Set(nullable + features + others + readOnly))
        #expect(upsert.count == 25)
        for field in upsert {
            let path = field.path.description
            #expect(field.allowsNull == nullable.contains(path), "\(path)")
            #expect(field.isReadOnly == readOnly.contains(path), "\(path)")
            #expect(field.isRequired == ["websiteId", "slug", "name"].contains(path), "\(path)")
            if nullable.contains(path) { #expect(field.defaultValue == .null) }
            if features.contains(path) { #expect(field.defaultValue == .boolean(true)) }
        }
        #expect(FieldTable.portal[FieldPath("status")]?.defaultValue == .string("active"))
        #expect(FieldTable.portal[FieldPath("customization.colors.primary")]?.defaultValue == .string("0044d4"))
        #expect(FieldTable.portal[FieldPath("customization.colors.secondary")]?.defaultValue == .string("ffffff"))
    }

    @Test func `the table has Portico's own keys`() {
        let own = FieldTable.portal.fields.map(\.path.description).filter { $0.hasPrefix("x-portico") }
        #expect(
            own == [
                "x-portico", "x-portico.logo", "x-portico.website", "x-portico.website.name", "x-portico.website.url",
                "x-portico.website.supportEmail", "x-portico.website.supportPhone", "x-portico.notes",
                "x-portico.environments",
            ]
        )
    }

    @Test func `every object stands before its members, and every path once`() {
        var seen: Set<FieldPath> = [FieldPath("")]
        for field in FieldTable.portal.fields {
            #expect(seen.contains(field.path.parent), "\(field.path)")
            #expect(seen.insert(field.path).inserted, "\(field.path)")
        }
    }

    @Test func `labels and meanings can stand in a sentence`() {
        for field in FieldTable.portal.fields {
            #expect(!field.label.isEmpty && field.label.first?.isUppercase ?? false)
            #expect(!field.meaning.isEmpty && !field.meaning.hasSuffix("."))
        }
    }

    @Test func `the switches and links are those of the table`() {
        for feature in Feature.allCases { #expect(FieldTable.portal[feature.path] != nil) }
        for policy in PolicyLink.allCases { #expect(FieldTable.portal[policy.path] != nil) }
        #expect(FieldTable.portal.members(of: FieldPath("features")).count == Feature.allCases.count)
        #expect(
            FieldTable.portal.members(of: FieldPath("customization.links")).map(\.path.key)
                == PolicyLink.allCases.map(\.rawValue)
        )
    }

    @Test func `a field that is added is seen everywhere`() {
        let table = FieldTable(
            FieldTable.portal.fields + [
                Field(
                    "features.orderPause",
                    .boolean,
                    label: "Pause an order",
                    meaning: "Customers may pause an order"
                ),
                Field("customization.colors.accent", .text(.color), label: "Accent", meaning: "A third colour"),
                Field("region", .choice(["eu", "us"]), isRequired: true, label: "Region", meaning: "Where it runs"),
            ]
        )
        let body = ValueObject([
            ("name", .string("Acme")), ("slug", .string("acme-billing")), ("websiteId", .string("w")),
            ("features", .object(ValueObject([("orderPause", .string("yes")), ("orderPuase", .boolean(true))]))),
            (
                "customization",
                .object(ValueObject([("colors", .object(ValueObject([("accent", .number("004400"))])))]))
            ),
        ])
        let taken = table.takingTextAsWritten(in: body)
        #expect(taken.value(at: FieldPath("customization.colors.accent")) == .string("004400"))
        #expect(
            Checked(taken, validator: Validator(table: table)).lines == [
                "error features.orderPause: 'yes' is text and no switch; write true without quotes [fields.wrong-type]",
                "error features.orderPuase: unknown field; did you mean 'orderPause'? It is there already; delete one of "
                    + "the two [fields.unknown]",
                "error : 'region' is missing; add a line such as `region: eu` [fields.missing]",
            ]
        )
        #expect(table.members(of: FieldPath("features")).last?.path.key == "orderPause")
        let portal = Checked(taken, validator: Validator())
        #expect(portal.rules.contains("customization.colors.accent fields.additional"))
    }
}

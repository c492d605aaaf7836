import Foundation
import Testing

@testable import Portals

@Suite struct FileSchemaTests {
    private static let portal = FileSchema.portal.value.object ?? ValueObject()

    @Test func `a schema is JSON, its draft first, and the same every time`() throws {
        let text = FileSchema.portal.text
        #expect(text == FileSchema.portal.text)
        #expect(text.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": "))
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    }

    @Test func `every field of the table stands in its place and order, with what the table says of it`() throws {
        for field in FieldTable.portal.fields {
            let schema = try #require(Self.schema(at: field.path), "\(field.path)")
            #expect(schema["title"] == .string(field.label))
            #expect(schema["description"]?.string?.hasPrefix(field.meaning) == true)
            #expect(schema["default"] == field.defaultValue)
            #expect(schema["readOnly"] == (field.isReadOnly ? .boolean(true) : nil))
        }
        let keys = Self.portal["properties"]?.object?.members.map(\.key)
        #expect(keys == FieldTable.portal.members(of: FieldPath("")).map(\.path.key))
        #expect(Self.portal["required"] == .array(["name", "slug", "websiteId"].map(Value.string)))
    }

    @Test func `a field that is added to the table is in the schema`() throws {
        let table = FieldTable(
            FieldTable.portal.fields + [
                Field("region", .choice(["eu", "us"]), isRequired: true, label: "Region", meaning: "Where it runs"),
                Field(
                    "seats",
                    .list(FieldTable([Field("row", .boolean, label: "Row", meaning: "A row")])),
                    label: "S",
                    meaning: "S"
                ),
            ]
        )
        let schema = FileSchema(table: table, isClosed: false, title: "T", description: "D").value.object
        let region = schema?.value(at: FieldPath("properties.region"))?.object
        #expect(region?["enum"] == .array([.string("eu"), .string("us")]))
        #expect(schema?["required"]?.array?.last == .string("region"))
        #expect(schema?.value(at: FieldPath("properties.seats.items.properties.row.type")) == .string("boolean"))
        #expect(schema?.value(at: FieldPath("$defs.environment.properties.region"))?.object?["$ref"] != nil)
    }

    @Test func `an environment has the fields of a portal, none required, and no environments`() throws {
        let environment = try #require(Self.portal.value(at: FieldPath("$defs.environment"))?.object)
        #expect(environment["required"] == nil)
        #expect(
            environment["properties"]?.object?.members.map(\.key)
                == Self.portal["properties"]?.object?.members.map(\.key)
        )
        let own = environment.value(at: FieldPath("properties.x-portico"))?.object
        #expect(own?["properties"]?.object?.members.map(\.key) == ["logo", "website", "notes"])
        #expect(own?["additionalProperties"] == .boolean(false))
    }

    @Test func `every reference leads somewhere`() {
        var references: [String] = []
        func collect(_ value: Value) {
            if let reference = value.object?["$ref"]?.string { references.append(reference) }
            for member in value.object?.members ?? [] { collect(member.value) }
            for element in value.array ?? [] { collect(element) }
        }
        collect(.object(Self.portal))
        #expect(references.count > 10)
        for reference in references {
            let path = FieldPath(components: reference.split(separator: "/").dropFirst().map(String.init))
            #expect(Self.portal.value(at: path) != nil, "\(reference)")
        }
    }

    /// The schema of a field.
    private static func schema(at path: FieldPath) -> ValueObject? {
        portal.value(at: FieldPath(components: path.components.flatMap { ["properties", $0] }))?.object
    }
}

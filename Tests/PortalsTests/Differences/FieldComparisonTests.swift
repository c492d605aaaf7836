import Testing

@testable import Portals

/// Each field of the table is changed in turn: in the file, at the service, in both.
@Suite struct FieldComparisonTests {
    /// Two values of a field that differ from its default and from each other; `nil` for a type without.
    private static func values(of field: Field) -> (Value, Value)? {
        switch field.type {
        case .boolean: (.boolean(false), .boolean(true))
        case .choice(let words) where words.count > 1: (.string(words[1]), .string(words[0]))
        case .text(let kind):
            switch kind {
            case .line, .lines, .free: (.string("Other"), .string("Another"))
            case .identifier, .slug, .portalID: (.string("other-one"), .string("another-one"))
            case .color: (.string("102030"), .string("405060"))
            case .domain: (.string("other.example"), .string("another.example"))
            case .link: (.string("https://other.example/"), .string("https://another.example/"))
            default: nil
            }
        default: nil
        }
    }

    private static let compared = FieldTable.portal.fields.filter(\.isCompared).map(\.path.description)
    private static let unknown = ["later", "later.nested.deeper", "features.later", "customization.colors.later"]

    /// A body with one field, which stands in the objects that its path names.
    private static func body(_ path: String, _ value: Value?) -> ValueObject {
        let base = ValueObject([
            ("name", .string("Acme")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-main")),
        ])
        guard let value else { return base }
        let keys = FieldPath(path).components
        let nested = keys.dropLast().reversed().reduce(ValueObject([(keys[keys.count - 1], value)])) {
            ValueObject([($1, .object($0))])
        }
        return base.merging(nested)
    }

    private func changes(_ path: String, seen: Value?, local: Value?, remote: Value?) -> [FieldComparison] {
        let states = [seen, local, remote].map { ComparedFields(Self.body(path, $0)) }
        return FieldComparison.all(seen: states[0], local: states[1], remote: states[2]).filter { $0.kind != .equal }
    }

    private func expectSeen(_ path: String, base: Value?, one: Value?, other: Value?) {
        let cases: [(Value?, Value?, Value?, FieldComparison.Kind)] = [
            (base, one, base, .local), (base, base, one, .remote), (base, one, other, .conflict),
        ]
        for (seen, local, remote, kind) in cases {
            let found = changes(path, seen: seen, local: local, remote: remote)
            #expect(found.map(\.path.description) == [path])
            #expect(found.map(\.kind) == [kind])
        }
        let both = changes(path, seen: base, local: one, remote: one)
        #expect(both == [], "changed to the same on both sides")
        let blind = FieldComparison.all(
            seen: nil,
            local: ComparedFields(Self.body(path, one)),
            remote: ComparedFields(Self.body(path, base))
        )
        #expect(blind.filter { $0.kind != .equal }.map(\.kind) == [.unseen])
    }

    @Test(arguments: compared)
    func `a change of any field of the table is seen, with whose it is`(path: String) throws {
        let field = try #require(FieldTable.portal[FieldPath(path)])
        let (one, other) = try #require(Self.values(of: field), "say how a field of this type changes")
        // A switch and a choice have but two values: a conflict needs a third, which is a wrong one here.
        let third: Value =
            switch field.type {
            case .boolean, .choice: .string("third")
            default: other
            }
        let base: Value? = field.isRequired ? Self.body(path, nil).value(at: field.path) : nil
        expectSeen(path, base: base, one: one, other: third)
    }

    @Test(arguments: unknown)
    func `a change of a member that the table does not know is seen`(path: String) {
        expectSeen(path, base: .string("old"), one: .string("new"), other: .string("newer"))
        // Added and removed.
        expectSeen(path, base: nil, one: .number("1"), other: .number("2"))
        expectSeen(path, base: .number("1"), one: nil, other: .number("2"))
        expectSeen(path, base: .number("1"), one: .null, other: nil)
    }

    @Test(arguments: compared)
    func `a change of any field says what it means in words of its own`(path: String) throws {
        let field = try #require(FieldTable.portal[FieldPath(path)])
        let (one, other) = try #require(Self.values(of: field))
        #expect(field.customerView != nil, "a new field needs words for what customers notice")
        for (old, new) in [(one, other), (other, one)] {
            let consequence = Consequence.changing(field.path, from: old, to: new)
            let generic = "\(field.label) changes: \(field.meaning.prefix(1).lowercased())\(field.meaning.dropFirst())"
            #expect(consequence.sentence != generic)
            #expect(!consequence.sentence.hasSuffix("."))
            #expect(consequence.isNoticed == (field.customerView != .unseen))
        }
    }
}

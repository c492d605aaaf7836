/// What a schema says of an environment: the fields of the whole file, none of them required, without environments.
struct EnvironmentSchema {
    let table: FieldTable

    private static let name = "environment"

    /// What stands where an environment belongs.
    static let reference = Value.object(ValueObject([("$ref", .string("#/$defs/\(name)"))]))

    /// The definition with its name; empty where the table has no environments.
    var definition: [(String, Value)] {
        guard table.fields.contains(where: \.holdsEnvironments) else { return [] }
        let members: [(String, Value)] = [
            ("title", .string("Environment")),
            ("description", .string("What differs in this environment, in the same keys.")),
        ]
        return [(Self.name, .object(ValueObject(members + object(at: FieldPath(components: [])))))]
    }

    private func object(at path: FieldPath) -> [(String, Value)] {
        let fields = table.members(of: path).filter { !$0.holdsEnvironments }
        return [
            ("type", .string("object")),
            ("properties", .object(ValueObject(fields.map { ($0.path.key, schema(of: $0)) }))),
        ] + ObjectSchema(table: table, isClosed: false).otherKeys(below: path)
    }

    /// The field's own schema, or a copy of it where environments would stand in it.
    private func schema(of field: Field) -> Value {
        guard table.fields.contains(where: { $0.holdsEnvironments && $0.path.begins(with: field.path) }) else {
            // No known key holds a character that a JSON pointer or a fragment would escape.
            let pointer = field.path.components.map { "/properties/\($0)" }.joined()
            return .object(ValueObject([("$ref", .string("#\(pointer)"))]))
        }
        let head: [(String, Value)] = [
            ("title", .string(field.label)), ("description", .string(field.meaning + ".")),
        ]
        return .object(ValueObject(head + object(at: field.path)))
    }
}

extension Field {
    fileprivate var holdsEnvironments: Bool {
        if case .environments = type { true } else { false }
    }
}

extension FieldPath {
    fileprivate func begins(with other: FieldPath) -> Bool {
        components.count > other.components.count
            && FieldPath(components: Array(components.prefix(other.components.count))) == other
    }
}

extension FieldTable {
    /// Returns a body of YAML in which text fields hold the characters in which they were written.
    ///
    /// YAML's plain scalars have no type that anybody chose: `primary: 004400`, `primary: 1e1000` and
    /// `primary: "004400"` are each the six characters (product.md, 'The workspace'). A body of JSON is not touched,
    /// because its types were chosen.
    ///
    /// - Parameter body: The members as a YAML reader resolved them.
    /// - Returns: The members with numbers as texts where the table has a text.
    package func takingTextAsWritten(in body: ValueObject) -> ValueObject {
        // Most bodies have no number, and need no copy.
        body.hasNumber ? takingTextAsWritten(in: body, at: FieldPath(components: [])) : body
    }

    private func takingTextAsWritten(in object: ValueObject, at path: FieldPath) -> ValueObject {
        let level = level(at: path)
        return object.mapValues { key, value in
            level[key].map { takingTextAsWritten(in: value, of: $0) } ?? value
        }
    }

    /// Returns the value of a field with the characters in which it was written where the field is text.
    func takingTextAsWritten(in value: Value, of field: Field) -> Value {
        switch (field.type, value) {
        case (.text, .number(let text)), (.choice, .number(let text)):
            .string(text)
        case (.object, .object(let object)):
            .object(takingTextAsWritten(in: object, at: field.path))
        case (.environments, .object(let environments)):
            .object(mapMembers(of: environments, with: self))
        case (.named(let table), .object(let object)):
            .object(mapMembers(of: object, with: table))
        case (.list(let table), .array(let elements)):
            .array(elements.map { $0.object.map { .object(table.takingTextAsWritten(in: $0)) } ?? $0 })
        default: value
        }
    }

    private func mapMembers(of object: ValueObject, with table: FieldTable) -> ValueObject {
        object.mapValues { _, value in
            value.object.map { .object(table.takingTextAsWritten(in: $0)) } ?? value
        }
    }
}

extension ValueObject {
    /// Whether a number stands anywhere inside.
    fileprivate var hasNumber: Bool { members.contains { $0.value.hasNumber } }
}

extension Value {
    fileprivate var hasNumber: Bool {
        switch self {
        case .number: true
        case .object(let object): object.hasNumber
        case .array(let elements): elements.contains(where: \.hasNumber)
        case .null, .boolean, .string: false
        }
    }
}

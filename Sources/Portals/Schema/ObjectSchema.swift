import Diagnostics

/// What a schema says of an object and of its fields.
struct ObjectSchema {
    let table: FieldTable
    let isClosed: Bool

    /// What is said of an object at a path of the table, empty for the whole file: which members it must have, may
    /// have, and can't have.
    func members(of path: FieldPath) -> [(String, Value)] {
        let fields = table.members(of: path)
        let required = fields.filter(\.isRequired).map { Value.string($0.path.key) }
        return [("type", .string("object"))]
            + (required.isEmpty ? [] : [("required", .array(required))])
            + [("properties", .object(ValueObject(fields.map { ($0.path.key, .object(schema(of: $0))) })))]
            + otherKeys(below: path)
    }

    /// What is said of keys that the table lacks: nothing, or that they are wrong here.
    func otherKeys(below path: FieldPath) -> [(String, Value)] {
        if isClosed || path.isInExtension { return [("additionalProperties", .boolean(false))] }
        let pattern = MisplacedKeys(table: table, parent: path).pattern
        return [("patternProperties", .object(ValueObject([(pattern, .boolean(false))])))]
    }

    private func schema(of field: Field) -> ValueObject {
        ValueObject(
            [("title", .string(field.label)), ("description", .string(description(of: field)))]
                + (field.isReadOnly ? [("readOnly", .boolean(true))] + Self.unsuggested : [])
                + typeMembers(of: field)
                + (field.defaultValue.map { [("default", $0)] } ?? [])
                + (field.type.hasExamples ? field.example.map { [("examples", .array([.string($0)]))] } ?? [] : [])
        )
    }

    private func description(of field: Field) -> String {
        guard case .text(let kind) = field.type, let shape = kind.shape else { return field.meaning + "." }
        return "\(field.meaning). Write \(shape)\(field.allowsNull ? ", or null" : "")."
    }

    private func typeMembers(of field: Field) -> [(String, Value)] {
        switch field.type {
        case .anything: []
        case .boolean: [types(["boolean"], of: field)]
        case .text(let kind):
            [types(kind.takesNumbers ? ["string", "number"] : ["string"], of: field)] + kind.assertions
        case .choice(let words):
            [
                types(["string"], of: field),
                ("enum", .array(words.map(Value.string) + (field.allowsNull ? [.null] : []))),
            ]
        case .object: members(of: field.path)
        case .environments:
            [("type", .string("object")), ("additionalProperties", EnvironmentSchema.reference)]
        case .severities: [("type", .string("object"))] + Self.severities
        case .named(let table):
            [("type", .string("object")), ("additionalProperties", element(of: table))]
        case .list(let table): [("type", .string("array")), ("items", element(of: table))]
        }
    }

    private func types(_ names: [String], of field: Field) -> (String, Value) {
        let all = (names + (field.allowsNull ? ["null"] : [])).map(Value.string)
        return ("type", all.count == 1 ? all[0] : .array(all))
    }

    private func element(of table: FieldTable) -> Value {
        let path = FieldPath(components: [])
        return .object(ValueObject(ObjectSchema(table: table, isClosed: isClosed).members(of: path)))
    }

    /// What keeps editors from proposing a key that nobody should write.
    private static let unsuggested: [(String, Value)] = [("doNotSuggest", .boolean(true))]

    /// The rules by their names; a breach of some is always an error.
    private static var severities: [(String, Value)] {
        let rules = Rule.all.map { rule in
            let isFixed = rule.severity == .error
            let words = isFixed ? ["error"] : ["error", "warning", "note", "off"]
            let members: [(String, Value)] = [
                ("title", .string(rule.title)),
                ("description", .string(rule.summary + (isFixed ? " A breach is always an error." : ""))),
                ("type", .string("string")),
                ("enum", .array(words.map(Value.string))),
                ("default", .string(rule.severity.rawValue)),
            ]
            return (rule.id, Value.object(ValueObject(members + (isFixed ? Self.unsuggested : []))))
        }
        return [("properties", .object(ValueObject(rules))), ("additionalProperties", .boolean(false))]
    }
}

extension FieldType {
    /// Whether an example tells more than the type does.
    fileprivate var hasExamples: Bool {
        if case .text = self { true } else { false }
    }
}

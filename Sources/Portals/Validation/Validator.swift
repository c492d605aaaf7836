import Diagnostics

/// Checks the content of a portal file against a field table.
///
/// Only what a file says by itself is checked here; what depends on other files (clashes, logos, environments)
/// is the workspace's.
public struct Validator: Sendable {
    let table: FieldTable
    let isClosed: Bool

    /// Makes a validator.
    ///
    /// - Parameters:
    ///   - table: The fields to check against.
    ///   - isClosed: Whether a key that the table lacks is an error in any case. A portal file is open, because the
    ///     service may know a field before Portico does.
    public init(table: FieldTable = .portal, isClosed: Bool = false) {
        self.table = table
        self.isClosed = isClosed
    }

    /// Returns everything that is wrong with a body.
    ///
    /// - Parameters:
    ///   - body: The members of a file, or of an element of a list.
    ///   - place: Where the body stands in its file; empty for the whole file.
    /// - Returns: The findings, in no particular order; empty if there are none.
    public func findings(in body: ValueObject, at place: FieldPath = FieldPath(components: [])) -> [Finding] {
        objectFindings(body, at: place, inTable: FieldPath(components: [])) + missingFindings(in: body, at: place)
    }

    /// Checks the members of one object: unknown keys, wrong types, bad values.
    ///
    /// - Parameters:
    ///   - object: The members.
    ///   - place: Where the object stands in the file.
    ///   - path: The object's path in the table; differs from `place` inside an environment.
    /// - Returns: The findings in the order of the members.
    func objectFindings(_ object: ValueObject, at place: FieldPath, inTable path: FieldPath) -> [Finding] {
        let level = table.level(at: path)
        let isPlaceOfTable = place == path
        var findings: [Finding] = []
        for member in object.members {
            guard let field = level[member.key] else {
                let unknown = UnknownKey(table: table, isClosed: isClosed)
                let memberPlace = place.appending(member.key)
                findings.append(unknown.finding(for: member, of: object, at: memberPlace, inTable: path))
                continue
            }
            // Outside an environment the place need not be made: the table has it.
            let memberPlace = isPlaceOfTable ? field.path : place.appending(member.key)
            let own = valueFindings(member.value, of: field, at: memberPlace)
            if !own.isEmpty { findings += own }
        }
        return findings
    }

    /// Checks the value of one field.
    func valueFindings(_ value: Value, of field: Field, at place: FieldPath) -> [Finding] {
        if field.isReadOnly {
            return [
                Finding(
                    .fieldsReadOnly,
                    at: place,
                    anchor: .key,
                    "set by the service and ignored when sent; remove the key to keep the file short",
                    remedy: .removal
                )
            ]
        }
        if case .null = value {
            return field.allowsNull ? [] : [nullFinding(of: field, at: place)]
        }
        switch field.type {
        case .anything, .severities:
            return []
        case .object:
            guard case .object(let object) = value else { return [typeFinding(value, of: field, at: place)] }
            return objectFindings(object, at: place, inTable: field.path)
        case .environments:
            guard case .object(let object) = value else { return [typeFinding(value, of: field, at: place)] }
            return environmentFindings(object, at: place)
        case .named(let table):
            guard case .object(let object) = value else { return [typeFinding(value, of: field, at: place)] }
            return object.members.flatMap { inner($0.value, table: table, at: place.appending($0.key)) }
        case .list(let table):
            guard case .array(let elements) = value else {
                let message = "\(value.kindInWords) stands where a list belongs; write a list"
                return [Finding(.fieldsWrongType, at: place, message)]
            }
            return elements.enumerated().flatMap { inner($1, table: table, at: place.appending(String($0))) }
        case .boolean:
            return value.boolean == nil ? [typeFinding(value, of: field, at: place)] : []
        case .choice(let words):
            guard let text = value.string else { return [typeFinding(value, of: field, at: place)] }
            return words.contains(text) ? [] : [choiceFinding(text, words: words, at: place)]
        case .text(let kind):
            guard let text = value.string else { return [typeFinding(value, of: field, at: place)] }
            return TextRules(kind: kind, place: place).findings(in: text)
        }
    }

    private func inner(_ value: Value, table: FieldTable, at place: FieldPath) -> [Finding] {
        guard case .object(let object) = value else {
            let message = "\(value.kindInWords) stands where a mapping belongs; write its fields below '\(place.key)'"
            return [Finding(.fieldsWrongType, at: place, message)]
        }
        return Validator(table: table, isClosed: isClosed).findings(in: object, at: place)
    }

    private func environmentFindings(_ environments: ValueObject, at place: FieldPath) -> [Finding] {
        environments.members.flatMap { member -> [Finding] in
            let memberPlace = place.appending(member.key)
            guard case .object(let overlay) = member.value else {
                let found = member.value.kindInWords
                return [
                    Finding(
                        .fieldsWrongType,
                        at: memberPlace,
                        "\(found) stands where a mapping belongs; write the fields that differ below '\(member.key)'"
                    )
                ]
            }
            return objectFindings(overlay, at: memberPlace, inTable: FieldPath(components: []))
                + nestedEnvironmentFindings(in: overlay, at: memberPlace)
        }
    }

    private func nestedEnvironmentFindings(in overlay: ValueObject, at place: FieldPath) -> [Finding] {
        table.fields.compactMap { field in
            guard case .environments = field.type, overlay.value(at: field.path) != nil else { return nil }
            return Finding(
                .fieldsUnknown,
                at: FieldPath(components: place.components + field.path.components),
                anchor: .key,
                "an environment can't hold environments; move it up, beside '\(place.key)'"
            )
        }
    }

    private func missingFindings(in body: ValueObject, at place: FieldPath) -> [Finding] {
        table.required.filter { body.value(at: $0.path) == nil }.map { field in
            Finding(
                .fieldsMissing,
                at: FieldPath(components: place.components + field.path.parent.components),
                "'\(field.path.key)' is missing; add a line such as `\(field.path.key): \(field.example ?? "Acme billing")`"
            )
        }
    }
}

extension Validator {
    private func nullFinding(of field: Field, at place: FieldPath) -> Finding {
        var remedy = "write one"
        if !field.isRequired { remedy += ", or remove the key" }
        if field.defaultValue != nil { remedy += " to have the default" }
        let isColor = if case .text(.color) = field.type { true } else { false }
        return Finding(
            .fieldsNull,
            at: place,
            "null is no value for this field; \(remedy)",
            remedy: isColor ? .commentedColor : nil
        )
    }

    private func typeFinding(_ value: Value, of field: Field, at place: FieldPath) -> Finding {
        Finding(
            .fieldsWrongType,
            at: place,
            typeMessage(value, of: field),
            remedy: typeRemedy(value, of: field, at: place)
        )
    }

    /// Quotes that are missing or too many.
    private func typeRemedy(_ value: Value, of field: Field, at place: FieldPath) -> Remedy? {
        switch (field.type, value) {
        case (.boolean, .string(let text)): return Self.switches[text.lowercasedASCII].map(Remedy.boolean)
        case (.text(let kind), .boolean), (.text(let kind), .number):
            let text = value.boolean.map { $0 ? "true" : "false" } ?? value.number ?? ""
            let findings = TextRules(kind: kind, place: place).findings(in: text)
            return findings.contains { $0.severity == .error } ? nil : .text(text)
        default: return nil
        }
    }

    /// The words by which people, and YAML 1.1, say a switch.
    private static let switches = ["yes": true, "on": true, "no": false, "off": false, "true": true, "false": false]

    private func typeMessage(_ value: Value, of field: Field) -> String {
        let found = value.kindInWords
        switch (field.type, value) {
        case (.boolean, .string(let text)):
            let meant = Self.switches[text.lowercasedASCII]
            return meant.map { "\(text.quoted) is text and no switch; write \($0) without quotes" }
                ?? "\(text.quoted) is no switch; write true or false"
        case (.boolean, _): return "\(found) is no switch; write true or false"
        case (.choice(let words), _):
            return "\(found) stands where a word belongs; write \(words.joined(separator: " or "))"
        case (.text, .boolean), (.text, .number):
            return "\(found) stands where text belongs; put it in quotes"
        case (.text, _): return "\(found) stands where text belongs; write one text"
        default: return "\(found) stands where a mapping belongs; write its fields below '\(field.path.key)'"
        }
    }

    private func choiceFinding(_ text: String, words: [String], at place: FieldPath) -> Finding {
        let near = Spelling.nearest(to: text, among: words)
        let remedy = near.map { "did you mean '\($0)'?" } ?? "write \(words.joined(separator: " or "))"
        return Finding(.fieldsBadValue, at: place, "\(text.quoted) is no \(place.key); \(remedy)")
    }
}

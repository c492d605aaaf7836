import Diagnostics

/// Judges a key that the field table does not have.
///
/// A key near a known one, or a known one at another place, is an error, because a mistyped switch would silently
/// be on; any other is a warning and is sent as it is, since the service may know it before Portico does
/// (rebilly.md, R3).
struct UnknownKey {
    let table: FieldTable
    let isClosed: Bool

    /// Returns what is wrong with a key.
    ///
    /// - Parameters:
    ///   - member: The key with its value.
    ///   - object: The object in which the key stands.
    ///   - place: Where the key stands in the file.
    ///   - parent: The object around it, in the table.
    /// - Returns: An error that names the key that was meant, or a warning.
    func finding(
        for member: ValueObject.Member,
        of object: ValueObject,
        at place: FieldPath,
        inTable parent: FieldPath
    ) -> Finding {
        let key = member.key
        if let nested = nestedField(key, below: parent) {
            return error(
                at: place,
                "unknown field; a dot leads nowhere: write '\(nested.key)' in a line of its own below '\(nested.parent)'"
            )
        }
        let siblings = table.members(of: parent)
        let near = Spelling.nearest(to: key, among: siblings.filter { !$0.isReadOnly }.map(\.path.key))
        let home = home(of: member, near: parent)
        if let near, home?.fits != true || home?.path.key != key {
            if object[near] != nil {
                return error(
                    at: place,
                    "unknown field; did you mean '\(near)'? It is there already; delete one of the two"
                )
            }
            let remedy = isSlip(member, for: near, of: object, inTable: parent) ? Remedy.key(near) : nil
            return error(at: place, "unknown field; did you mean '\(near)'?", remedy: remedy)
        }
        if let home, home.path.parent != parent {
            let subject = home.path.key == key ? "it belongs" : "did you mean '\(home.path.key)'? It belongs"
            return error(at: place, "unknown field here; \(subject) \(words(for: home.path))")
        }
        if let near = Spelling.nearest(to: key, among: siblings.map(\.path.key)) {
            return error(at: place, "unknown field; did you mean '\(near)'?")
        }
        if isClosed || parent.isInExtension {
            return error(at: place, "unknown field; known here: \(list(siblings.map(\.path.key)))")
        }
        return Finding(
            .fieldsAdditional,
            at: place,
            anchor: .key,
            "unknown to this version of Portico; it is kept and sent as it is"
        )
    }

    private func error(at place: FieldPath, _ message: String, remedy: Remedy? = nil) -> Finding {
        Finding(.fieldsUnknown, at: place, anchor: .key, message, remedy: remedy)
    }

    /// Whether a key can be nothing but a slip: one letter off or only written otherwise, near to no second key, the
    /// right one still free, and the value legal there, but for what can be mended as well.
    private func isSlip(
        _ member: ValueObject.Member,
        for key: String,
        of object: ValueObject,
        inTable parent: FieldPath
    ) -> Bool {
        guard object[key] == nil, let field = table[parent.appending(key)] else { return false }
        let keys = table.members(of: parent).map(\.path.key)
        // Nobody writes more members; whoever does shall not wait until each was compared with all others.
        guard object.members.count <= 64, Spelling.slip(of: member.key, among: keys) == key else { return false }
        let slips = object.members.filter { table[parent.appending($0.key)] == nil }
            .filter { Spelling.slip(of: $0.key, among: keys) == key }
        guard slips.count == 1 else { return false }
        let value = table.takingTextAsWritten(in: member.value, of: field)
        let findings = Validator(table: table, isClosed: isClosed).valueFindings(value, of: field, at: field.path)
        return !findings.contains { $0.severity == .error && $0.remedy == nil }
    }

    /// The field that a key with dots was to reach.
    private func nestedField(_ key: String, below parent: FieldPath) -> FieldPath? {
        let keys = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard keys.count > 1 else { return nil }
        return table[FieldPath(components: parent.components + keys)]?.path
            ?? table[FieldPath(components: keys)]?.path
    }

    /// The place where a key belongs, if it is known anywhere: of several the one that shares most of the way.
    private func home(of member: ValueObject.Member, near parent: FieldPath) -> (path: FieldPath, fits: Bool)? {
        let candidates = table.fields.filter { !$0.isReadOnly }
        var homes = candidates.filter { $0.path.key == member.key }
        if homes.isEmpty, let near = Spelling.nearest(to: member.key, among: candidates.map(\.path.key)) {
            homes = candidates.filter { $0.path.key == near }
        }
        var best: Field?
        for home in homes where best.map({ shared(home, parent) > shared($0, parent) }) ?? true { best = home }
        return best.map { ($0.path, $0.type.isObject == (member.value.object != nil)) }
    }

    private func shared(_ field: Field, _ parent: FieldPath) -> Int {
        zip(field.path.components, parent.components).prefix { $0 == $1 }.count
    }

    private func words(for home: FieldPath) -> String {
        home.parent.components.isEmpty ? "at the top level" : "below '\(home.parent)'"
    }

    private func list(_ keys: [String]) -> String {
        keys.map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension FieldType {
    /// Whether the field's value has members.
    fileprivate var isObject: Bool {
        switch self {
        case .object, .environments, .named, .severities: true
        case .anything, .boolean, .choice, .list, .text: false
        }
    }
}

/// The fields of a portal in the one form in which two states can be compared: every field of the table has its value,
/// be it the default, and every member that the table does not know is there too (rebilly.md, R31).
///
/// Read-only members, the id and Portico's own members are left out: they are not what an upsert changes.
public struct ComparedFields: Sendable, Equatable {
    /// A field and its value.
    public struct Entry: Sendable, Equatable {
        /// The field.
        public let path: FieldPath
        /// Its value, in the form that the service keeps; a known field that is left out has its default.
        public let value: Value
        /// Whether the table has the field.
        public let isKnown: Bool
    }

    /// The fields: those of the table in its order, then the others by the bytes of their keys.
    public let entries: [Entry]
    private let positions: [FieldPath: Int]

    /// Takes the fields of a body: of a portal file in its environment, of an answer, of a lock.
    ///
    /// - Parameter body: The members of a portal; what the service ignores is ignored.
    public init(_ body: ValueObject) {
        let body = Portal.requestBody(of: body)
        let known = FieldTable.portal.fields.filter(\.isCompared).map { field in
            let value = body.value(at: field.path).map(\.canonical)
            return Entry(path: field.path, value: field.comparedValue(value), isKnown: true)
        }
        var unknown: [Entry] = []
        Self.collectUnknown(of: body, at: FieldPath(components: []), into: &unknown)
        entries = known + unknown.sorted { $0.path.precedes($1.path) }
        positions = Dictionary(entries.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a field; `nil` if the table does not know it and the portal does not have it.
    ///
    /// - Parameter path: The field.
    public subscript(path: FieldPath) -> Value? {
        positions[path].map { entries[$0].value }
    }

    /// The members that the table does not know, down to those that are no objects: a part of an object can be lost.
    private static func collectUnknown(of object: ValueObject, at path: FieldPath, into entries: inout [Entry]) {
        for member in object.members {
            let path = path.appending(member.key)
            let field = FieldTable.portal[path]
            switch (field?.type, member.value) {
            case (.object?, .object(let object)): collectUnknown(of: object, at: path, into: &entries)
            case (nil, .object(let object)) where !object.members.isEmpty:
                collectUnknown(of: object, at: path, into: &entries)
            case (nil, let value): entries.append(Entry(path: path, value: value.canonical, isKnown: false))
            default: break
            }
        }
    }

    /// Compares two states: a number has one value however it is spelt, and the order of members says nothing.
    ///
    /// - Parameters:
    ///   - left: One state.
    ///   - right: Another state.
    /// - Returns: Whether the service would hold the same.
    public static func == (left: ComparedFields, right: ComparedFields) -> Bool {
        left.entries == right.entries
    }
}

extension Field {
    /// Whether an upsert sets the field, and it is no mere holder of others.
    var isCompared: Bool {
        if case .object = type { return false }
        return !isReadOnly && !path.isInExtension && path.key != "id"
    }

    /// The value by which the field is compared; one that is not there, or `null` where that is no value, is the
    /// default (rebilly.md, 3.2).
    fileprivate func comparedValue(_ value: Value?) -> Value {
        guard let value, allowsNull || value != .null else { return defaultValue ?? .null }
        if case .text(.domain) = type, let text = value.string, let domain = try? Domain(text) {
            return .string(domain.description.lowercased())
        }
        return value
    }
}

extension FieldPath {
    /// Whether a path comes before another, key by key, by their bytes.
    package func precedes(_ other: FieldPath) -> Bool {
        components.lexicographicallyPrecedes(other.components) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// The fields of a kind of file: what validation, defaults, docs and schemas read.
public struct FieldTable: Sendable {
    /// The fields in the order in which documents list them; every object stands before its members.
    public let fields: [Field]
    /// The fields that every file must have.
    let required: [Field]
    private let positions: [FieldPath: Int]
    private let levels: [FieldPath: Level]

    /// Makes a table.
    ///
    /// - Parameter fields: The fields; of two with one path the first counts.
    public init(_ fields: [Field]) {
        self.fields = fields
        required = fields.filter(\.isRequired)
        positions = Dictionary(
            fields.enumerated().map { ($1.path, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        levels = Dictionary(grouping: fields.filter { !$0.path.components.isEmpty }, by: \.path.parent)
            .mapValues(Level.init)
    }

    /// The field at a path; `nil` if there is none.
    ///
    /// - Parameter path: The way to the field.
    public subscript(path: FieldPath) -> Field? {
        positions[path].map { fields[$0] }
    }

    /// Returns the fields directly inside an object.
    ///
    /// - Parameter path: The object's path; empty for the whole body.
    /// - Returns: Its members in the table's order.
    public func members(of path: FieldPath) -> [Field] {
        level(at: path).fields
    }

    /// Returns the fields directly inside an object, to look up many of them.
    func level(at path: FieldPath) -> Level {
        levels[path] ?? Level([])
    }

    /// The fields directly inside an object.
    struct Level: Sendable {
        /// The fields in the table's order.
        let fields: [Field]

        init(_ fields: [Field]) {
            self.fields = fields
        }

        /// The field of a key; `nil` if there is none.
        subscript(key: String) -> Field? {
            fields.indices.first { fields[$0].path.key.hasSameBytes(as: key) }.map { fields[$0] }
        }
    }
}

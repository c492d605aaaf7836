/// The fields of a kind of file: what validation, defaults, docs and schemas read.
public struct FieldTable: Sendable {
    /// The fields in the order in which documents list them; every object stands before its members.
    public let fields: [Field]
    private let positions: [FieldPath: Int]

    /// Makes a table.
    ///
    /// - Parameter fields: The fields; of two with one path the first counts.
    public init(_ fields: [Field]) {
        self.fields = fields
        positions = Dictionary(
            fields.enumerated().map { ($1.path, $0) },
            uniquingKeysWith: { first, _ in first }
        )
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
        fields.filter { $0.path.components.count == path.components.count + 1 && $0.path.parent == path }
    }
}

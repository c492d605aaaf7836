/// A JSON Schema of a kind of file, made from its field table, with which an editor completes and checks such files.
///
/// It refuses what `Validator` calls an error, as far as a schema can say it: not that a key is more than a slip away
/// from a known one, and not that a text has too many bytes. Warnings and notes are no breach. To an editor an unquoted `004400` is a number
/// and to Portico text as it is written, so that texts that can look like numbers may be numbers.
///
/// The draft is 2020-12 <https://json-schema.org/draft/2020-12/json-schema-core>. Nothing but `$defs` is used that
/// draft 7 lacks, and no `$ref` has a sibling that matters, because many an editor reads every schema as draft 7.
/// `patternErrorMessage` and `doNotSuggest` are no words of any draft; Visual Studio Code's language servers for JSON
/// and YAML know them, and everybody else leaves them alone.
public struct FileSchema: Sendable {
    let table: FieldTable
    let isClosed: Bool
    let title: String
    let description: String

    /// Makes a schema.
    ///
    /// - Parameters:
    ///   - table: The fields of the file.
    ///   - isClosed: Whether a key that the table lacks is an error in any case, as for `Validator`.
    ///   - title: What the file is.
    ///   - description: What it is for, in sentences.
    public init(table: FieldTable, isClosed: Bool, title: String, description: String) {
        self.table = table
        self.isClosed = isClosed
        self.title = title
        self.description = description
    }

    /// The schema, its members in the order in which somebody would read them, fields in the table's order.
    public var value: Value {
        let whole = ObjectSchema(table: table, isClosed: isClosed).members(of: FieldPath(components: []))
        let head: [(String, Value)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(title)),
            ("description", .string(description)),
        ]
        let definitions = ValueObject(EnvironmentSchema(table: table).definition + SchemaDefinition.all(in: table))
        let tail: [(String, Value)] = definitions.members.isEmpty ? [] : [("$defs", .object(definitions))]
        return .object(ValueObject(head + whole + tail))
    }

    /// The schema as JSON text that ends with a line break; the same bytes every time.
    public var text: String {
        value.prettyJSON + "\n"
    }
}

extension FileSchema {
    /// The schema of a portal file.
    public static let portal = FileSchema(
        table: .portal,
        isClosed: false,
        title: "Portal",
        description: "A billing portal: the body of Rebilly's PUT /billing-portals/{id}, and below x-portico what only "
            + "Portico reads. A key that is not listed is kept and sent as it is."
    )
}

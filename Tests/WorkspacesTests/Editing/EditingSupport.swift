import Portals
import Testing

@testable import Workspaces

/// A file before and after some changes.
struct EditExample: Sendable, CustomTestStringConvertible {
    let title: String
    let before: String
    let changes: [FieldChange]
    let after: String
    var file = "portals/acme.yaml"

    init(_ title: String, _ before: String, _ changes: FieldChange..., gives after: String, file: String? = nil) {
        self.title = title
        self.before = before
        self.changes = changes
        self.after = after
        if let file { self.file = file }
    }

    var testDescription: String { title }

    /// What becomes of the file, as text.
    func result() throws -> String {
        try FileEditor(file: file).edited(Array(before.utf8), with: changes).text
    }
}

extension FieldChange {
    static func set(_ path: String, _ value: Value) -> FieldChange { .set(FieldPath(path), to: value) }
    static func set(_ path: String, _ text: String) -> FieldChange { .set(path, .string(text)) }
    static func remove(_ path: String) -> FieldChange { .remove(FieldPath(path)) }
}

extension Value {
    static func object(_ pairs: KeyValuePairs<String, Value>) -> Value {
        .object(ValueObject(pairs.map { ($0.key, $0.value) }))
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}

import Foundation
import Portals

/// Why a request of the editor can't be done.
struct EditorRefusal: Error, Sendable {
    /// What kind of fault it is: 400 for a request that the panel never sends.
    var status = 400
    /// What is wrong and what to do, as a sentence.
    let sentence: String
}

/// What the panel wants of a field.
struct EditorChange: Sendable {
    /// The field.
    let field: EditableField
    /// What the field held when it was changed.
    let from: EditedValue
    /// What it is to hold; of a logo the digest of a picture that was sent before, or nothing.
    let to: EditedValue
    /// What it held last that was legal; `nil` if nothing that was entered was.
    let good: EditedValue?
}

/// The changes of a request, checked for their names, types and lengths.
struct EditorChanges: Sendable {
    /// How many bytes a request may have.
    static let byteLimit = 128 * 1024

    /// The changes in the order of the panel.
    let all: [EditorChange]
    /// The digest of the file that the panel saw last; `nil` if it says none.
    let digest: String?

    /// Reads a request.
    ///
    /// - Parameter bytes: JSON such as `{"digest":"…","changes":{"status":{"from":"active","to":"inactive"}}}`; a
    ///   change may have a `good` value besides.
    /// - Throws: `EditorRefusal` for anything else.
    init(json bytes: [UInt8]) throws(EditorRefusal) {
        guard let read = try? Value(json: Data(bytes)), let body = read.object else {
            throw EditorRefusal(sentence: "The request is no JSON object.")
        }
        digest = body["digest"]?.string
        guard let wanted = (body["changes"] ?? .object(ValueObject())).object else {
            throw EditorRefusal(sentence: "The changes are no object.")
        }
        var found: [EditableField: EditorChange] = [:]
        for member in wanted.members {
            guard let field = EditableField.named(member.key), let parts = member.value.object else {
                throw EditorRefusal(sentence: "The editor changes no such field.")
            }
            guard let from = field.value(from: parts["from"]), let to = field.value(from: parts["to"]) else {
                throw EditorRefusal(sentence: "\(field.label): the value has another type, or is too long.")
            }
            found[field] = EditorChange(field: field, from: from, to: to, good: field.value(from: parts["good"]))
        }
        all = EditableField.all.compactMap { found[$0] }
    }
}

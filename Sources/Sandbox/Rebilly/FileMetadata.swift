import Foundation

/// Reads the members of a file that its owner chooses, and notes those that are not valid (rebilly.md, 7).
struct FileMetadata {
    private(set) var problems: [InvalidField] = []
    private(set) var name: String?
    private(set) var fileExtension: String?
    private(set) var description = ""
    private(set) var sourceType: String?
    private(set) var tags: [String] = []
    private(set) var isPublic = false

    private static let sourceTypes = [
        "upload", "camera", "organization-export", "organization-closure-export",
    ]

    init(_ members: [String: JSON]) {
        name = text(members["name"], "name")
        fileExtension = text(members["extension"], "extension")
        description = text(members["description"], "description") ?? ""
        readSourceType(members["sourceType"])
        readTags(members["tags"])
        readIsPublic(members["isPublic"])
    }

    private mutating func refuse(_ field: String, _ message: String) {
        problems.append(InvalidField(field: field, message: "\(field) \(message)"))
    }

    private mutating func text(_ value: JSON?, _ field: String) -> String? {
        guard let value else { return nil }
        guard let text = value.string else {
            refuse(field, "must be text")
            return nil
        }
        if text.unicodeScalars.count > 255 { refuse(field, "must have at most 255 characters") }
        return text
    }

    private mutating func readSourceType(_ value: JSON?) {
        guard let value, value != .null else { return }
        guard let type = value.string, Self.sourceTypes.contains(type) else {
            return refuse("sourceType", "must be \(Self.sourceTypes.joined(separator: ", ")) or null")
        }
        sourceType = type
    }

    private mutating func readTags(_ value: JSON?) {
        guard let value else { return }
        let elements = value.array?.map(\.string)
        guard let elements, !elements.contains(nil) else { return refuse("tags", "must be a list of texts") }
        tags = elements.compactMap(\.self)
    }

    private mutating func readIsPublic(_ value: JSON?) {
        guard let value else { return }
        guard let flag = value.boolean else { return refuse("isPublic", "must be true or false") }
        isPublic = flag
    }
}

public import Portals
public import Transport

/// A file that was uploaded, such as a logo (rebilly.md, 7.1).
public struct StoredFile: Sendable, Equatable {
    /// The identifier.
    public let id: FileID
    /// Every member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads a file.
    ///
    /// - Parameter members: The members of the answer; `nil` comes of them if `id` is none.
    public init?(_ members: ValueObject) {
        guard let id = members.text("id").flatMap(FileID.init) else { return nil }
        self.id = id
        self.members = members
    }

    /// The original name, which downloads have.
    public var name: String? { members.text("name") }
    /// What the name ends in, without the dot: `png`.
    public var nameExtension: String? { members.text("extension") }
    /// A text for staff.
    public var fileDescription: String? { members.text("description") }
    /// How it came to the service: `upload`, or another word.
    public var sourceType: String? { members.text("sourceType") }
    /// Words to find it by; may be empty, and is `nil` if the answer does not have them.
    public var tags: [String]? { members["tags"]?.array?.compactMap(\.string) }
    /// The media type, such as `image/png`.
    public var mediaType: String? { members.text("mime") }
    /// How many bytes it has.
    public var byteCount: Int? { members.integer("size") }
    /// The width in pixels; `nil` if it is no image.
    public var width: Int? { members.integer("width") }
    /// The height in pixels; `nil` if it is no image.
    public var height: Int? { members.integer("height") }
    /// The SHA-1 of its bytes in lower-case hexadecimal digits.
    public var sha1: String? { members.text("sha1") }
    /// Whether it can be read without a key; `nil` if the answer does not say.
    public var isPublic: Bool? { members.flag("isPublic") }
    /// When it was uploaded.
    public var created: Timestamp? { members.text("createdTime").map(Timestamp.init) }
    /// When its members were changed last.
    public var updated: Timestamp? { members.text("updatedTime").map(Timestamp.init) }

    /// The members that can be set, as they are; `nil` if the answer does not have all that a `describe` would reset,
    /// as in a list of chosen fields (rebilly.md, R23).
    public var metadata: FileMetadata? {
        guard members["description"] != nil, members["sourceType"] != nil, let tags, let isPublic else { return nil }
        return FileMetadata(
            name: name,
            nameExtension: nameExtension,
            description: fileDescription ?? "",
            sourceType: sourceType,
            tags: tags,
            isPublic: isPublic
        )
    }
}

/// What can be said about a file (rebilly.md, 7.2 and 7.3).
public struct FileMetadata: Sendable, Hashable {
    /// The name, at most 255 characters; `nil` leaves it as it is.
    public var name: String?
    /// What the name ends in, without the dot; `nil` leaves it as it is.
    public var nameExtension: String?
    /// A text for staff, at most 255 characters.
    public var description: String
    /// How it came to the service; `nil` for nothing.
    public var sourceType: String?
    /// Words to find it by.
    public var tags: [String]
    /// Whether it can be read without a key.
    public var isPublic: Bool

    /// Makes metadata.
    ///
    /// - Parameters:
    ///   - name: The name; `nil` leaves it as it is.
    ///   - nameExtension: What the name ends in, without the dot; `nil` leaves it as it is.
    ///   - description: A text for staff.
    ///   - sourceType: How it came to the service.
    ///   - tags: Words to find it by.
    ///   - isPublic: Whether it can be read without a key.
    public init(
        name: String? = nil,
        nameExtension: String? = nil,
        description: String = "",
        sourceType: String? = nil,
        tags: [String] = [],
        isPublic: Bool = false
    ) {
        self.name = name
        self.nameExtension = nameExtension
        self.description = description
        self.sourceType = sourceType
        self.tags = tags
        self.isPublic = isPublic
    }

    /// The body of a request.
    ///
    /// What is left out would be reset, so all is sent but what is to stay (rebilly.md, R23).
    var body: ValueObject {
        var body = ValueObject()
        body["name"] = name.map { .string($0) }
        body["extension"] = nameExtension.map { .string($0) }
        body["description"] = .string(description)
        body["sourceType"] = sourceType.map { .string($0) } ?? .null
        body["tags"] = .array(tags.map { .string($0) })
        body["isPublic"] = .boolean(isPublic)
        return body
    }
}

/// The kinds of file that the service takes (rebilly.md, 7.2).
public enum UploadKind: String, Sendable, CaseIterable {
    /// PNG.
    case png = "image/png"
    /// JPEG.
    case jpeg = "image/jpeg"
    /// GIF.
    case gif = "image/gif"
    /// PDF.
    case pdf = "application/pdf"
}

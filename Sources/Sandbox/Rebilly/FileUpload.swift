import Crypto
import Foundation
import GRDB

/// A file that is being uploaded (rebilly.md, 7.2).
struct FileUpload: Sendable {
    /// The bytes, as far as they were understood.
    private let bytes: Data?
    /// What the sender says that they are.
    private let declaredType: String?
    private let fileName: String?
    /// The member that the bytes came in.
    private let field: String
    private let metadata: FileMetadata
    private let problems: [InvalidField]

    /// How large a file may be (R25).
    static let byteLimit = 10 << 20
    /// How large the body around such a file may be: base64 makes three bytes into four.
    static let bodyLimit = byteLimit / 3 * 4 + (1 << 16)

    /// Takes a file that was sent as it is.
    init(raw bytes: Data, type: String) {
        self.init(bytes, type: type, [:])
    }

    /// Takes a JSON body with `file` or `url`.
    ///
    /// - Parameters:
    ///   - members: The body's members.
    ///   - permalink: Reads a file of this sandbox by its address; `nil` if it isn't one.
    init(members: [String: JSON], permalink: (String) throws -> Data?) rethrows {
        let given = (members["file"], members["url"])
        switch given {
        case (let file?, nil):
            let bytes = file.string.flatMap { Data(base64Encoded: $0) }
            self.init(bytes, members, problem: bytes == nil ? "must be the file in base64" : nil)
        case (nil, let url?):
            let data = url.string.flatMap(DataURL.init)
            let bytes = try data?.bytes ?? url.string.flatMap(permalink)
            let problem = "must be a data: URL or a permalink of the sandbox, which fetches nothing"
            self.init(bytes, type: data?.mediaType, members, in: "url", problem: bytes == nil ? problem : nil)
        default: self.init(nil, members, problem: "or url is needed, and not both")
        }
    }

    /// Takes a form.
    init(form: MultipartForm) {
        let file = form.parts.first { $0.name == "file" }
        var members: [String: JSON] = [:]
        for part in form.parts where part.name != "file" {
            guard let text = part.text else { continue }
            switch part.name {
            case "tags", "tags[]":
                members["tags"] = .array((members["tags"]?.array ?? []) + [.string(text)])
            case "isPublic": members["isPublic"] = Bool(text).map(JSON.boolean) ?? .string(text)
            default: members[part.name] = .string(text)
            }
        }
        let problem = file == nil ? "is required" : nil
        self.init(file?.content, type: file?.mediaType, name: file?.fileName, members, problem: problem)
    }

    private init(
        _ bytes: Data?,
        type: String? = nil,
        name: String? = nil,
        _ members: [String: JSON],
        in field: String = "file",
        problem: String? = nil
    ) {
        self.bytes = bytes
        declaredType = type
        fileName = name
        metadata = FileMetadata(members)
        self.field = field
        problems = (problem.map { [Self.invalid(field, $0)] } ?? []) + metadata.problems
    }

    private static func invalid(_ field: String, _ message: String) -> InvalidField {
        InvalidField(field: field, message: "\(field) \(message)")
    }

    /// A body that is too large to be looked at.
    static let tooLarge = invalid("file", tooLargeMessage)
    private static let tooLargeMessage = "must have at most 10 MiB"

    /// Returns the file, ready to be kept.
    ///
    /// - Parameters:
    ///   - id: Its id.
    ///   - time: Unix seconds.
    ///   - mayBePublic: Whether the sender's key lets the file be public.
    /// - Returns: The metadata and the bytes.
    /// - Throws: `Refusal`.
    func file(id: String, at time: Int, mayBePublic: Bool) throws(Refusal) -> (FileRecord, FileBytes) {
        var problems = problems
        let header = bytes.flatMap { PictureHeader($0) }
        if let bytes {
            if bytes.count > Self.byteLimit {
                problems.insert(Self.invalid(field, Self.tooLargeMessage), at: 0)
            } else if let header, let declaredType, !header.agrees(with: declaredType) {
                problems.insert(Self.invalid(field, "is \(header.mime), and was declared otherwise"), at: 0)
            } else if header == nil {
                problems.insert(Self.invalid(field, "must be a PNG, JPEG, GIF or PDF"), at: 0)
            }
        }
        guard let bytes, let header, problems.isEmpty else { throw Refusal(answer: Problem.invalid(problems)) }
        let given = metadata.name ?? fileName.map { String($0.unicodeScalars.prefix(255)) }
        let content = FileContent(
            name: given ?? "\(id).\(header.fileExtension)",
            fileExtension: header.fileExtension,
            description: metadata.description,
            sourceType: metadata.sourceType ?? "upload",
            tags: metadata.tags,
            mime: header.mime,
            size: bytes.count,
            width: header.size?.width,
            height: header.size?.height,
            isPublic: metadata.isPublic && mayBePublic
        )
        let hash = Insecure.SHA1.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }.joined()
        let record = FileRecord(id: id, createdTime: time, updatedTime: time, sha1: hash, content: content)
        return (record, FileBytes(id: id, bytes: bytes))
    }
}

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
            self.init(bytes, members, problem: bytes == nil ? ("file", "must be the file in base64") : nil)
        case (nil, let url?):
            let bytes = try url.string.flatMap { try Self.bytes(ofData: $0) ?? permalink($0) }
            let message = "must be a data: URL or a permalink of the sandbox, which fetches nothing"
            self.init(bytes, members, problem: bytes == nil ? ("url", message) : nil)
        default: self.init(nil, members, problem: ("file", "or url is needed, and not both"))
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
        let problem = file == nil ? InvalidField(field: "file", message: "file is required") : nil
        self.init(file?.content, type: file?.mediaType, name: file?.fileName, members, problem: problem)
    }

    private init(_ bytes: Data?, _ members: [String: JSON], problem: (field: String, message: String)?) {
        let problem = problem.map { InvalidField(field: $0.field, message: "\($0.field) \($0.message)") }
        self.init(bytes, type: nil, members, problem: problem)
    }

    private init(
        _ bytes: Data?,
        type: String?,
        name: String? = nil,
        _ members: [String: JSON],
        problem: InvalidField? = nil
    ) {
        self.bytes = bytes
        declaredType = type
        fileName = name
        metadata = FileMetadata(members)
        problems = (problem.map { [$0] } ?? []) + metadata.problems
    }

    static let tooLarge = InvalidField(field: "file", message: "file must have at most 10 MiB")

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
                problems.insert(Self.tooLarge, at: 0)
            } else if let header, let declaredType, !header.agrees(with: declaredType) {
                let message = "file is \(header.mime), and was declared otherwise"
                problems.insert(InvalidField(field: "file", message: message), at: 0)
            } else if header == nil {
                problems.insert(InvalidField(field: "file", message: "file must be a PNG, JPEG, GIF or PDF"), at: 0)
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

    /// The content of a `data:` URL (RFC 2397); `nil` if it is none.
    private static func bytes(ofData url: String) -> Data? {
        guard url.lowercased().hasPrefix("data:"), let comma = url.firstIndex(of: ",") else { return nil }
        let content = String(url[url.index(after: comma)...])
        let isBase64 = url[..<comma].lowercased().hasSuffix(";base64")
        return isBase64
            ? Data(base64Encoded: content) : content.removingPercentEncoding.map { Data($0.utf8) }
    }
}

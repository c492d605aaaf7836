import Foundation
import GRDB
import HTTPTypes

/// The operations on files (rebilly.md, 7).
enum FileOperations {
    static let routes: [Route<RebillyOperation>] = [
        Route("files", [(.get, RebillyOperation(list)), (.post, RebillyOperation(body: .file, upload))]),
        Route(
            "files/{id}",
            [
                (.get, RebillyOperation(read)), (.put, RebillyOperation(body: .object, put)),
                (.delete, RebillyOperation(delete)),
            ]
        ),
        Route("files/{id}/download", [(.get, RebillyOperation(download))]),
    ]

    @Sendable private static func list(_ request: RebillyRequest) async throws -> Answer {
        let (base, origin) = (request.base, request.call.origin)
        let fields = request.call.parameter("fields")?.split(separator: ",").map(String.init) ?? []
        return try await request.list(of: FileRecord.self) { file in
            let object = FileJSON.object(file, base: base, origin: origin)
            guard !fields.isEmpty, let members = object.object else { return object }
            return .object(members.filter { $0.key == "id" || fields.contains($0.key) })
        }
    }

    @Sendable private static func upload(_ request: RebillyRequest) async throws -> Answer {
        let upload = try await upload(of: request)
        let now = request.store.now
        let id = request.store.random.identifier("file_", at: now)
        let (file, bytes) = try upload.file(id: id, at: now, mayBePublic: request.mayMakePublic)
        try await request.store.write { database in
            try file.insert(database)
            try bytes.insert(database)
        }
        return .json(FileJSON.object(file, base: request.base, origin: request.call.origin), status: .created)
            .with("Location", FileJSON.address(of: file, base: request.base))
    }

    private static func upload(of request: RebillyRequest) async throws -> FileUpload {
        guard let type = request.call.mediaType, !type.isEmpty else {
            throw Refusal(answer: Problem.unsupportedFile)
        }
        guard let body = try await request.call.body.read(FileUpload.bodyLimit) else {
            throw Refusal(answer: Problem.invalid([FileUpload.tooLarge]))
        }
        switch type {
        case "application/json":
            let members = try RebillyService.object(body)
            let prefix = FileJSON.permalink(of: "", origin: request.call.origin)
            let linked = members["url"]?.string.flatMap { url in
                url.hasPrefix(prefix) ? String(url.dropFirst(prefix.count)) : nil
            }
            let bytes = try await linked.asyncFlatMap { try await publicBytes($0, in: request.store)?.bytes }
            return FileUpload(members: members) { _ in bytes }
        case "multipart/form-data":
            let header = request.call.headers[.contentType] ?? ""
            guard let form = MultipartForm(body, contentType: header) else {
                throw Refusal(answer: Problem.badRequest("The body is no form."))
            }
            return FileUpload(form: form)
        default: return FileUpload(raw: body, type: type)
        }
    }

    @Sendable private static func read(_ request: RebillyRequest) async throws -> Answer {
        let file = try await request.store.read { try FileRecord.fetchOne($0, key: request.id) }
        guard let file else { throw missing(request.id) }
        return .json(FileJSON.object(file, base: request.base, origin: request.call.origin))
    }

    /// Replaces the metadata; name and extension stay where they are left out (R23).
    @Sendable private static func put(_ request: RebillyRequest) async throws -> Answer {
        let now = request.store.now
        let file = try await request.store.write { database in
            guard var file = try FileRecord.fetchOne(database, key: request.id) else { throw missing(request.id) }
            let metadata = FileMetadata(request.members)
            guard metadata.problems.isEmpty else { throw Refusal(answer: Problem.invalid(metadata.problems)) }
            file.content.name = metadata.name ?? file.content.name
            file.content.fileExtension = metadata.fileExtension ?? file.content.fileExtension
            file.content.description = metadata.description
            file.content.sourceType = metadata.sourceType
            file.content.tags = metadata.tags
            file.content.isPublic = metadata.isPublic
            file.updatedTime = now
            try file.update(database)
            return file
        }
        return .json(FileJSON.object(file, base: request.base, origin: request.call.origin))
    }

    /// Deletes a file, also one that a portal uses (R22).
    @Sendable private static func delete(_ request: RebillyRequest) async throws -> Answer {
        guard try await request.store.write({ try FileRecord.deleteOne($0, key: request.id) }) else {
            throw missing(request.id)
        }
        return Answer(status: .noContent)
    }

    @Sendable private static func download(_ request: RebillyRequest) async throws -> Answer {
        let found = try await request.store.read { database in
            try FileRecord.fetchOne(database, key: request.id).flatMap { file in
                try FileBytes.fetchOne(database, key: file.id).map { (file, $0.bytes) }
            }
        }
        guard let (file, bytes) = found else { throw missing(request.id) }
        return content(file, bytes)
    }

    /// The bytes of a file that anybody may read; `nil` if there is none.
    static func publicBytes(_ id: String, in store: SandboxStore) async throws -> (file: FileRecord, bytes: Data)? {
        guard ASCIIClass.isIdentifier(id) else { return nil }
        return try await store.read { database in
            guard let file = try FileRecord.fetchOne(database, key: id), file.content.isPublic else { return nil }
            return try FileBytes.fetchOne(database, key: id).map { (file, $0.bytes) }
        }
    }

    /// A file's bytes as an answer.
    static func content(_ file: FileRecord, _ bytes: Data) -> Answer {
        Answer(
            status: .ok,
            headers: [("Content-Type", file.content.mime), ("X-Content-Type-Options", "nosniff")],
            body: bytes
        )
    }

    private static func missing(_ id: String) -> Refusal {
        Refusal(answer: Problem.notFound("No file with id \(id)."))
    }
}

extension Optional {
    /// `flatMap` for what takes a while.
    fileprivate func asyncFlatMap<Result>(_ transform: (Wrapped) async throws -> Result?) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

public import Foundation
import HTTPTypes
import Portals
public import Transport

extension RebillyClient {
    /// Lists files: `GET /files` (rebilly.md, 7.3).
    ///
    /// - Parameters:
    ///   - query: Which, and in which order.
    ///   - fields: The members that the items are to have, `id` among them in any case; `nil` for all.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The list; nothing is asked before it is walked through.
    public func files(
        _ query: ListQuery = .all,
        fields: [String]? = nil,
        options: CallOptions = .standard
    ) -> Listing<StoredFile> {
        listing(
            "files",
            query,
            more: [("fields", fields?.joined(separator: ","))],
            skipsUnusable: false,
            options,
            key: { $0.id.description },
            StoredFile.init
        )
    }

    /// Reads what is known about a file: `GET /files/{id}` (rebilly.md, 7.3).
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The file, without its bytes.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id.
    public func file(_ id: FileID, options: CallOptions = .standard) async throws(RebillyError) -> Answer<StoredFile> {
        try await object(call(.get, ["files", id.description]), options, StoredFile.init)
    }

    /// Uploads a file: `POST /files` with its bytes, then `PUT /files/{id}` with its metadata (rebilly.md, 7.2).
    ///
    /// The upload is not tried again once it may have arrived, because there would be two files; the metadata are.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - kind: What kind of file it is; the service refuses bytes that are another one.
    ///   - metadata: What is said about it; `nil` for nothing, which saves the second request.
    ///   - options: What the calls do otherwise than the client; the total time is that of both together.
    /// - Returns: The file as the service keeps it.
    /// - Throws: `RebillyError`; `invalid` if the service refuses the bytes; `metadataMissing` if the file was
    ///   uploaded and its metadata were not.
    public func upload(
        _ bytes: Data,
        kind: UploadKind,
        metadata: FileMetadata? = nil,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<StoredFile> {
        var call = call(.post, ["files"], retry: .refusedOrUnsent)
        call.headers[.contentType] = kind.rawValue
        call.body = bytes
        let deadline = courier.deadline(of: options)
        let uploaded = try await object(call, options, StoredFile.init)
        guard let metadata else { return uploaded }
        do throws(RebillyError) {
            return try await describe(
                uploaded.value.id,
                as: metadata,
                options: courier.rest(of: options, until: deadline)
            )
        } catch {
            throw .metadataMissing(on: uploaded.value.id, because: error)
        }
    }

    /// Says something else about a file: `PUT /files/{id}` (rebilly.md, 7.3).
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - metadata: What is said about it; what it leaves out is reset, but for the name (rebilly.md, R23).
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The file as the service keeps it.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id.
    public func describe(
        _ id: FileID,
        as metadata: FileMetadata,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<StoredFile> {
        try await object(call(.put, ["files", id.description], body: metadata.body), options, StoredFile.init)
    }

    /// Deletes a file, also one that a portal uses: `DELETE /files/{id}` (rebilly.md, 7.3 and R22).
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The answer; its status is 404 if an earlier try of this call deleted the file and its answer was
    ///   lost.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id.
    @discardableResult
    public func deleteFile(_ id: FileID, options: CallOptions = .standard) async throws(RebillyError) -> Answer<Void> {
        try await delete(["files", id.description], options)
    }
}

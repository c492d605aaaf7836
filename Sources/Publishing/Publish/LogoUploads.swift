import Foundation
import Portals
import RebillyAPI
import Transport
import Workspaces

/// Brings pictures to the service, each once however many portals have it.
actor LogoUploads {
    /// Why a picture is not at the service.
    struct Failure: Error {
        /// What happened, as a sentence without a full stop.
        let sentence: String
        /// What the service said; `nil` if it was not asked.
        let error: RebillyError?
    }

    private let client: RebillyClient
    private let files: WorkspaceFiles
    private var uploads: [String: Task<Result<String, Failure>, Never>] = [:]
    private(set) var count = 0

    init(client: RebillyClient, files: WorkspaceFiles) {
        self.client = client
        self.files = files
    }

    /// Returns the id of the file that holds a picture, and uploads it before if it was not uploaded in this run.
    func id(of logo: LogoFile) async throws(Failure) -> String {
        let upload = uploads[logo.sha256] ?? Task { await self.upload(logo) }
        uploads[logo.sha256] = upload
        return try await upload.value.get()
    }

    private func upload(_ logo: LogoFile) async -> Result<String, Failure> {
        do throws(Failure) {
            let bytes = try bytes(of: logo)
            let stored = try await store(bytes, logo)
            guard stored.holds(logo) else {
                throw Failure(
                    sentence: "the service keeps another content of \(logo.path) than it was sent",
                    error: nil
                )
            }
            return .success(stored.id.description)
        } catch {
            return .failure(error)
        }
    }

    private func bytes(of logo: LogoFile) throws(Failure) -> [UInt8] {
        guard let found = files.logo(at: logo.path).logo, LogoFile(path: logo.path, found) == logo else {
            throw Failure(sentence: "\(logo.path) was changed since it was planned; plan again", error: nil)
        }
        return found.bytes
    }

    /// Uploads a picture; if an upload may have arrived, looks for it before there can be two.
    private func store(_ bytes: [UInt8], _ logo: LogoFile) async throws(Failure) -> StoredFile {
        guard let kind = logo.format.uploadKind else {
            throw Failure(sentence: "the service takes no \(logo.format.name), as \(logo.path) is", error: nil)
        }
        let metadata = FileMetadata(
            name: logo.name,
            nameExtension: logo.format.fileExtensions[0],
            tags: ["logo"],
            isPublic: true
        )
        var attemptsLeft = 3
        while true {
            attemptsLeft -= 1
            do throws(RebillyError) {
                let stored = try await client.upload(Data(bytes), kind: kind, metadata: metadata).value
                count += 1
                return stored
            } catch .metadataMissing(let id, _) {
                // The bytes are there, and they are what counts.
                count += 1
                return try await known(id, logo)
            } catch {
                let failure = Failure(sentence: "\(logo.path) could not be uploaded: \(error)", error: error)
                guard error.mayHaveArrived else { throw failure }
                if let found = try await find(logo) {
                    count += 1
                    return found
                }
                guard attemptsLeft > 0 else { throw failure }
            }
        }
    }

    private func known(_ id: FileID, _ logo: LogoFile) async throws(Failure) -> StoredFile {
        do throws(RebillyError) {
            return try await client.file(id).value
        } catch {
            throw Failure(sentence: "\(logo.path) was uploaded and can't be read back: \(error)", error: error)
        }
    }

    /// Looks for a picture among the newest files; as long as nobody knows whether it arrived, it is not sent again.
    private func find(_ logo: LogoFile) async throws(Failure) -> StoredFile? {
        var pages = client.files().pages.makeAsyncIterator()
        do throws(RebillyError) {
            return try await pages.next()?.value.items.first { $0.holds(logo) }
        } catch {
            let sentence = "\(logo.path) was sent, and the service can't be asked whether it arrived: \(error)"
            throw Failure(sentence: sentence, error: error)
        }
    }
}

extension Logo.Format {
    /// What the service calls it; `nil` if it does not take it (rebilly.md, 7.2).
    fileprivate var uploadKind: UploadKind? { UploadKind(rawValue: mediaType) }
}

extension RebillyError {
    /// Whether a request may have done its work although there is no good answer.
    var mayHaveArrived: Bool {
        switch self {
        case .transport(let error): !error.provesNothingArrived
        case .unexpectedAnswer: true
        default: false
        }
    }

    /// Whether every other request would fail by the same.
    var endsRun: Bool {
        switch self {
        case .unauthorized, .forbidden: true
        default: false
        }
    }
}

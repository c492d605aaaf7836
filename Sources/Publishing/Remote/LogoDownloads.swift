import Crypto
package import Foundation
package import Portals
package import RebillyAPI
import Transport
import Workspaces

/// Fetches logos from a service, each once however many portals have it.
package actor LogoDownloads {
    /// Why a file of the service is no logo; a sentence without a full stop.
    package struct Failure: Error, Sendable, Hashable {
        /// What happened.
        package let sentence: String
        /// Whether every other request would fail by the same.
        package let endsRun: Bool
    }

    private let client: RebillyClient
    private let folder: URL
    private var downloads: [String: Task<Result<Logo, Failure>, Never>] = [:]

    /// Makes a fetcher.
    ///
    /// - Parameters:
    ///   - client: What asks.
    ///   - folder: Where files lie while they are looked at; it has to be there, and is the caller's to remove.
    package init(client: RebillyClient, folder: URL) {
        self.client = client
        self.folder = folder
    }

    /// Returns a logo of the service; what it is, is told from its bytes.
    ///
    /// - Parameter id: The file's id.
    /// - Returns: The logo.
    /// - Throws: `Failure` if there is none that can be shown.
    package func logo(_ id: String) async throws(Failure) -> Logo {
        let download = downloads[id] ?? Task { await self.download(id) }
        downloads[id] = download
        return try await download.value.get()
    }

    private func download(_ id: String) async -> Result<Logo, Failure> {
        do throws(Failure) {
            guard let fileID = FileID(id) else { throw Failure(sentence: "'\(id)' is no id of a file", endsRun: false) }
            let place = folder.appending(path: "logo-\(downloads.count)-\(fileID)")
            defer { try? FileManager.default.removeItem(at: place) }
            let stored = try await fetch(fileID, to: place)
            let bytes: [UInt8]
            do throws(FileReadError) {
                bytes = try GivenInput.bytes(ofFileAt: place.path(percentEncoded: false), limit: Logo.byteLimit)
            } catch {
                throw Failure(sentence: "the file \(fileID) \(error.words)", endsRun: false)
            }
            guard stored.sha1?.lowercased() == Hexadecimal.text(Insecure.SHA1.hash(data: bytes)) else {
                throw Failure(sentence: "the file \(fileID) did not arrive as the service says it is", endsRun: false)
            }
            return .success(try Self.logo(bytes, id: fileID))
        } catch {
            return .failure(error)
        }
    }

    private func fetch(_ id: FileID, to place: URL) async throws(Failure) -> StoredFile {
        do throws(RebillyError) {
            let stored = try await client.file(id).value
            _ = try await client.download(id, to: place.path(percentEncoded: false))
            return stored
        } catch .notFound {
            throw Failure(sentence: "the service has no file \(id) any more", endsRun: false)
        } catch {
            throw Failure(sentence: "the file \(id) can't be fetched: \(error)", endsRun: error.endsRun)
        }
    }

    private static func logo(_ bytes: [UInt8], id: FileID) throws(Failure) -> Logo {
        // The name that fits is chosen by what the bytes are, so that the name is never what is wrong.
        for format in Logo.Format.allCases where format != .svg {
            let inspection = LogoInspector.inspect(bytes, fileName: "\(id).\(format.fileExtensions[0])")
            if let logo = inspection.logo { return logo }
        }
        throw Failure(sentence: "the file \(id) is no PNG, JPEG or GIF that can be a logo", endsRun: false)
    }
}

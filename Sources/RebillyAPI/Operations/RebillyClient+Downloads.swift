import Foundation
import HTTPTypes
public import Transport

/// The size in which an image is wanted, in pixels.
public struct ImageSize: Sendable, Hashable, CustomStringConvertible {
    /// The size as it is sent: `200x80`.
    public let description: String

    /// Checks a size: 10 to 2,000 pixels a side, because the service answers anything else with the original
    /// (rebilly.md, 7.3).
    ///
    /// - Parameters:
    ///   - width: The width.
    ///   - height: The height.
    public init?(width: Int, height: Int) {
        guard (10...2000).contains(width), (10...2000).contains(height) else { return nil }
        description = "\(width)x\(height)"
    }
}

/// A file that was downloaded.
public struct DownloadedFile: Sendable, Hashable {
    /// Where it lies.
    public let path: String
    /// How many bytes it has.
    public let byteCount: Int
    /// The media type that the service named; `image/jpg`, which it also writes, is `image/jpeg` (rebilly.md, 7.3).
    public let mediaType: String?
}

extension RebillyClient {
    /// Downloads a file, piece by piece: `GET /files/{id}/download` (rebilly.md, 7.3).
    ///
    /// The service may say that the bytes lie elsewhere; they are fetched there, and the key goes along only as long
    /// as scheme, host and port stay the same. The file appears under its name when all of it is there.
    ///
    /// - Parameters:
    ///   - id: The file's id.
    ///   - path: Where it is to lie; a file of that name is replaced.
    ///   - size: The size in which an image is wanted; `nil` for its own.
    ///   - options: What the calls do otherwise than the client; the total time is that of all together.
    /// - Returns: The file that was written.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id; `transport` with `unwritable` if the file
    ///   could not be written; `unexpectedAnswer` for what else is refused elsewhere, because that says nothing of the
    ///   key.
    public func download(
        _ id: FileID,
        to path: String,
        size: ImageSize? = nil,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<DownloadedFile> {
        let file: PartialFile
        do { file = try PartialFile(for: path) } catch { throw .transport(.unwritable(error.words)) }
        var call = call(.get, ["files", id.description, "download"], query: [("imageSize", size?.description)])
        call.headers[.accept] = "*/*"
        call.sink = BodySink(begin: { try file.clear() }, write: { try file.append($0) })
        let delivery = try await follow(call, options)
        do { try file.finish() } catch { throw .transport(.unwritable(error.words)) }
        let type = delivery.answer.headers[.contentType]
        let mediaType = type == "image/jpg" ? "image/jpeg" : type
        return Answer(DownloadedFile(path: path, byteCount: file.byteCount, mediaType: mediaType), delivery)
    }

    /// Sends a call and follows redirections.
    private func follow(_ call: Call, _ options: CallOptions) async throws(RebillyError) -> Delivery {
        var call = call
        var hasLeft = false
        var hops = 0
        let deadline = courier.deadline(of: options)
        while true {
            let delivery = try await deliver(call, courier.rest(of: options, until: deadline))
            guard !delivery.answer.isSuccess else { return delivery }
            guard [301, 302, 303, 307, 308].contains(delivery.answer.status),
                let location = delivery.answer.headers[.location]
            else { throw RebillyError(call, delivery.answer, courier) }
            hops += 1
            guard hops <= Redirection.limit else {
                throw misled(call, delivery, "the download leads on and on, more than \(Redirection.limit) times")
            }
            guard let target = Redirection(location: location, from: call.url) else {
                throw misled(call, delivery, "the download leads to an address that is not asked")
            }
            // Who has led elsewhere once is not trusted to lead back.
            hasLeft = hasLeft || !target.staysAtOrigin
            if hasLeft {
                call.credential = nil
                call.isElsewhere = true
            }
            call.url = target.url
        }
    }

    private func misled(_ call: Call, _ delivery: Delivery, _ words: String) -> RebillyError {
        .unexpectedAnswer(courier.failure(of: call, delivery.answer, message: words))
    }
}

import Crypto
import Foundation
import HTTPTypes
import Portals
import Synchronization
package import Transport

/// Lets reads through and answers writes itself, as the service would: what a dry run sends reaches nobody.
package final class DryRunTransport: HTTPTransport {
    private let transport: any HTTPTransport
    /// What would be at an address, by its path.
    private let written = Mutex<[String: Data]>([:])

    /// Makes a transport that cannot write.
    ///
    /// - Parameter transport: What reads.
    package init(reading transport: any HTTPTransport) {
        self.transport = transport
    }

    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        let path = request.url.path(percentEncoded: true)
        switch request.method {
        case .get, .head:
            if let body = written.withLock({ $0[path] }) { return TransportAnswer(status: 200, body: body) }
            return try await transport.send(request)
        case .put: return put(request, path)
        case .post: return post(request, path)
        default: throw .malformed("a dry run writes nothing")
        }
    }

    private func put(_ request: TransportRequest, _ path: String) -> TransportAnswer {
        let sent = request.body.flatMap { try? Value(json: $0) }?.object ?? ValueObject()
        var object = written.withLock { $0[path] }.flatMap { try? Value(json: $0) }?.object ?? ValueObject()
        object["id"] = .string(request.url.lastPathComponent)
        let body = Value.object(object.merging(sent)).json
        written.withLock { $0[path] = body }
        return TransportAnswer(status: 200, body: body)
    }

    private func post(_ request: TransportRequest, _ path: String) -> TransportAnswer {
        let bytes = request.body ?? Data()
        let sha1 = Hexadecimal.text(Insecure.SHA1.hash(data: bytes))
        let id = "dry-run-\(sha1)"
        let file = ValueObject([
            ("id", .string(id)), ("sha1", .string(sha1)), ("size", .number("\(bytes.count)")),
        ])
        let body = Value.object(file).json
        written.withLock { $0["\(path)/\(id)"] = body }
        return TransportAnswer(status: 201, body: body)
    }
}

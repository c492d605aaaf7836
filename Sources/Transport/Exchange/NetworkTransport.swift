import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOSSL

/// Sends requests over the network, through async-http-client.
public struct NetworkTransport: HTTPTransport {
    private let client: HTTPClient

    /// Opens connections for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - connectTimeout: How long a connection may take to come about.
    ///   - body: What uses the connections.
    /// - Returns: What the closure returns.
    /// - Throws: What the closure throws.
    public static func withTransport<Result>(
        connectTimeout: Duration = .seconds(10),
        _ body: (NetworkTransport) async throws -> Result
    ) async throws -> Result {
        var security = TLSConfiguration.makeClientConfiguration()
        security.minimumTLSVersion = .tlsv12
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: security,
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(connectTimeout))
        )
        // A failed connection is a failed try; who sends decides about another one.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Who sends decides how many requests are under way.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // Traces would carry whole addresses, and with them what customers are called.
        configuration.tracing.tracer = nil
        configuration.refuseImpossibleStatuses()
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await body(NetworkTransport(client: client))
        }
    }

    /// Sends a request and reads the whole answer.
    ///
    /// - Parameter request: What to send.
    /// - Returns: The answer.
    /// - Throws: `TransportError` if there is none, or too much of one.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        do {
            return try await withThrowingTaskGroup(of: TransportAnswer.self) { group in
                group.addTask { try await exchange(request) }
                group.addTask {
                    try await Task.sleep(for: request.timeout)
                    throw TransportError.timedOut(request.timeout)
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw TransportError.cancelled }
                return answer
            }
        } catch {
            throw Task.isCancelled ? .cancelled : TransportError(network: error)
        }
    }

    private func exchange(_ request: TransportRequest) async throws -> TransportAnswer {
        var outgoing = HTTPClientRequest(url: request.url.absoluteString)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers { outgoing.headers.add(name: field.name.rawName, value: field.value) }
        if let body = request.body { outgoing.body = .bytes(body) }
        let response = try await client.execute(outgoing, deadline: .distantFuture)
        var headers = HTTPFields()
        for header in response.headers {
            // A name that is none of HTTP's would not have come through the parser.
            if let name = HTTPField.Name(header.name) { headers.append(HTTPField(name: name, value: header.value)) }
        }
        let status = Int(response.status.code)
        let sink = (200..<300).contains(status) ? request.sink : nil
        let body = try await Self.read(response.body, into: sink, limit: request.byteLimit)
        return TransportAnswer(status: status, headers: headers, body: body)
    }

    private static func read(
        _ stream: HTTPClientResponse.Body,
        into sink: BodySink?,
        limit: Int
    ) async throws -> Data {
        var body = Data()
        var byteCount = 0
        try attempt { try sink?.begin() }
        for try await piece in stream {
            byteCount += piece.readableBytes
            guard byteCount <= limit else { throw TransportError.tooLarge(limit: limit) }
            let bytes = Data(piece.readableBytesView)
            if let sink { try attempt { try sink.write(bytes) } } else { body += bytes }
        }
        return body
    }

    private static func attempt(_ effect: () throws -> Void) throws(TransportError) {
        do { try effect() } catch { throw .unwritable("\(error.localizedDescription)") }
    }
}

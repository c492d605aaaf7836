package import Transport

/// The network, which lets a try take the time it takes.
///
/// The time of a try goes by the machine's clock, whatever clock a test turns. A machine that has other work to do can
/// let it pass, and the same request comes once more.
package struct UnhurriedTransport: HTTPTransport {
    private static let limit = Duration.seconds(86_400)

    private let network: NetworkTransport

    /// Opens connections for as long as a closure runs.
    package static func withTransport<Result>(
        _ body: (UnhurriedTransport) async throws -> Result
    ) async throws -> Result {
        try await NetworkTransport.withTransport(connectTimeout: limit) { network in
            try await body(UnhurriedTransport(network: network))
        }
    }

    /// Sends a request and reads the whole answer.
    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        var request = request
        request.timeout = Self.limit
        return try await network.send(request)
    }
}

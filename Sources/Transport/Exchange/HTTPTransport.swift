/// Sends one request, once: what stands between the clients and the network.
///
/// `NetworkTransport` is the one for use; tests hand in others.
public protocol HTTPTransport: Sendable {
    /// Sends a request and reads the whole answer, whatever its status. Redirections are not followed.
    ///
    /// - Parameter request: What to send.
    /// - Returns: The answer.
    /// - Throws: `TransportError` if there is none, or too much of one.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer
}

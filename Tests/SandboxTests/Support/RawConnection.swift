import NIOCore
import NIOPosix

@testable import Sandbox

extension RunningSandbox {
    /// Sends a text as it is, and waits for the end of the connection.
    ///
    /// - Parameters:
    ///   - text: What is sent: no client would.
    ///   - isEnough: Whether what came is all that the test needs.
    /// - Returns: What was answered.
    /// - Throws: What the connection throws.
    func sendText(_ text: String, until isEnough: @Sendable @escaping (String) -> Bool = { _ in false }) async throws
        -> String
    {
        let client = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        return try await client.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await part in inbound {
                answer += String(buffer: part)
                if isEnough(answer) { break }
            }
            return answer
        }
    }
}

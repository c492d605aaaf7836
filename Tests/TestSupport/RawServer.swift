import NIOCore
import NIOPosix

/// A server on this machine that answers whatever is asked with the same bytes, be they HTTP or not, and closes.
package final class RawServer: Sendable {
    /// Where it is: `http://127.0.0.1:PORT`.
    package var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    private let channel: any Channel

    package init(_ text: String) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawHandler(text))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    package func stop() async throws {
        try await channel.close()
    }
}

private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
    }
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Closes a connection over which an answer comes whose status is below 100.
///
/// No such status exists (RFC 9110, 15), and async-http-client ends the program over it.
final class StatusGuard: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), head.status.code < 100 {
            context.close(promise: nil)
        }
        // What was read together with such a head goes no further.
        guard context.channel.isActive else { return }
        context.fireChannelRead(data)
    }
}

extension HTTPClient.Configuration {
    /// Puts the guard where answers are read, and asks for HTTP/1.1, because that is where it can stand.
    mutating func refuseImpossibleStatuses() {
        httpVersion = .http1Only
        http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                let handlers = channel.pipeline.syncOperations
                let decoder = try handlers.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
                try handlers.addHandler(StatusGuard(), position: .after(decoder))
            }
        }
    }
}

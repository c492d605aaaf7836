import Foundation
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Connections as Hummingbird has them, whose requests are put right before their version and their target are lost.
struct LoopbackChannel: ServerChildChannel {
    private let base: HTTP1Channel

    init(responder: @escaping HTTPChannelHandler.Responder) {
        base = HTTP1Channel(responder: responder)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestHeadHandler(), position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Says in headers what the rest of the server reads there alone.
final class RequestHeadHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        // HTTP/1.0 closes unless asked otherwise (RFC 9112, 9.3).
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        if let authority = Self.authority(ofTarget: head.uri), head.headers["Host"].count <= 1 {
            head.headers.replaceOrAdd(name: "Host", value: authority)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// The authority of a target that is a whole address, which counts instead of `Host` (RFC 9112, 3.2.2); `nil` for
    /// a path.
    static func authority(ofTarget target: String) -> String? {
        guard !target.hasPrefix("/"), let components = URLComponents(string: target), components.scheme != nil else {
            return nil
        }
        guard let text = components.string, let host = components.rangeOfHost, components.user == nil,
            components.password == nil
        else { return "" }
        return String(text[host.lowerBound..<(components.rangeOfPort ?? host).upperBound])
    }
}

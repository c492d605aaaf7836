import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on this machine whose pages answer as their paths say.
package final class PageServer: Sendable {
    /// What was asked, in order: `HEAD /there`.
    package var requests: [String] { log.requests.withLock { $0 } }
    /// How many requests were open at once, at most.
    package var mostAtOnce: Int { log.open.withLock { $0.most } }

    private let log = RequestLog()
    private let channel: any Channel

    package init() async throws {
        let log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(PageHandler(log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    /// The address of a page.
    package func address(_ path: String) -> String {
        "http://127.0.0.1:\(channel.localAddress?.port ?? 0)\(path)"
    }

    package func stop() async throws {
        try await channel.close()
    }
}

/// What a server was asked.
private final class RequestLog: Sendable {
    let requests = Mutex<[String]>([])
    let open = Mutex<(now: Int, most: Int)>((0, 0))
    /// What answers the requests that wait for others.
    let waiting = Mutex<[@Sendable () -> Void]>([])

    /// Notes a request; returns how often it was made before.
    func note(_ request: String) -> Int {
        requests.withLock { requests in
            defer { requests.append(request) }
            return requests.count { $0 == request }
        }
    }
}

private final class PageHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: RequestLog
    private var head: HTTPRequestHead?

    init(_ log: RequestLog) {
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end: if let head { answer(head, context) }
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let count = log.note("\(head.method) \(head.uri)")
        let parts = head.uri.dropFirst().split(separator: "/").map(String.init)
        switch parts.first {
        // /status/404
        case "status": respond(UInt(parts[1]) ?? 0, context)
        // /head/405/200: one status for HEAD, one for GET
        case "head": respond(UInt(parts[head.method == .HEAD ? 1 : 2]) ?? 0, context)
        // /then/503/200: one status the first time, one afterwards
        case "then": respond(UInt(parts[count == 0 ? 1 : 2]) ?? 0, context)
        case "to": respond(302, context, location: "/" + parts.dropFirst().joined(separator: "/"))
        case "round": respond(301, context, location: "/round")
        case "away": respond(301, context, location: "javascript:alert(1)")
        case "silent": break
        case "gone": context.close(promise: nil)
        // /together/4/…: when as many are open
        case "together": respond(with: Int(parts[1]) ?? 0, context)
        default: respond(200, context)
        }
    }

    private func respond(with count: Int, _ context: ChannelHandlerContext) {
        log.open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let ready = log.waiting.withLock { waiting in
            waiting.append {
                eventLoop.execute {
                    let (handler, context) = bound.value
                    handler.log.open.withLock { $0.now -= 1 }
                    handler.respond(200, context)
                }
            }
            guard waiting.count >= count else { return [] as [@Sendable () -> Void] }
            defer { waiting = [] }
            return waiting
        }
        for answer in ready { answer() }
    }

    private func respond(_ status: UInt, _ context: ChannelHandlerContext, location: String? = nil) {
        var headers: HTTPHeaders = ["Content-Length": "0"]
        if let location { headers.add(name: "Location", value: location) }
        let status = HTTPResponseStatus(statusCode: Int(status))
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil
        )
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

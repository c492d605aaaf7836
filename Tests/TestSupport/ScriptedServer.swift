package import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on this machine that answers as a test says, and remembers what arrived.
package final class ScriptedServer: Sendable {
    /// What a server answers, or does instead.
    package indirect enum Reply: Sendable {
        /// An answer.
        case answer(Int, headers: [(String, String)] = [], body: Data = Data())
        /// The head of an answer and a part of its body, then nothing more: the connection closes.
        case truncated(Int, headers: [(String, String)] = [], body: Data, missing: Int)
        /// The connection closes without an answer.
        case dropped
        /// Nothing, for as long as the server runs.
        case silence
        /// Another reply, after a while.
        case delayed(milliseconds: Int64, Reply)

        /// An answer with JSON.
        package static func json(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> Reply {
            .answer(status, headers: [("Content-Type", "application/json")] + headers, body: Data(text.utf8))
        }
    }

    /// What happened, in order.
    package enum Event: Sendable {
        case arrived(RecordedRequest)
        case closed
    }

    /// What happens, as it does; for one reader.
    package let events: AsyncStream<Event>

    /// What arrived, in order.
    package var requests: [RecordedRequest] { log.requests.withLock { $0 } }
    /// How many requests were open at once, at most.
    package var mostAtOnce: Int { log.open.withLock { $0.most } }

    private let log: ScriptLog
    private let channel: any Channel

    /// Starts a server that asks a closure what to answer; `number` counts requests from 0.
    package init(_ script: @escaping @Sendable (_ request: RecordedRequest, _ number: Int) -> Reply) async throws {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let log = ScriptLog(script: script, events: continuation)
        self.events = events
        self.log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(ScriptHandler(log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    /// Starts a server that gives replies one after the other, and the last one from then on.
    package convenience init(replies: [Reply]) async throws {
        try await self.init { _, number in replies[min(number, replies.count - 1)] }
    }

    /// Where the server is: `http://127.0.0.1:1234`.
    package var address: String { "http://127.0.0.1:\(port)" }
    /// The server's port.
    package var port: Int { channel.localAddress?.port ?? 0 }

    package func stop() async throws {
        try await channel.close()
    }
}

/// A request as it arrived.
package struct RecordedRequest: Sendable {
    package let method: String
    package let uri: String
    package let headers: [(name: String, value: String)]
    package let body: Data

    /// The value of a header; `nil` if there is none of that name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Method and address.
    package var line: String { "\(method) \(uri)" }
    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
}

private final class ScriptLog: Sendable {
    let requests = Mutex<[RecordedRequest]>([])
    let open = Mutex<(now: Int, most: Int)>((0, 0))
    let events: AsyncStream<ScriptedServer.Event>.Continuation
    private let script: @Sendable (RecordedRequest, Int) -> ScriptedServer.Reply

    init(
        script: @escaping @Sendable (RecordedRequest, Int) -> ScriptedServer.Reply,
        events: AsyncStream<ScriptedServer.Event>.Continuation
    ) {
        self.script = script
        self.events = events
    }

    func reply(to request: RecordedRequest) -> ScriptedServer.Reply {
        let number = requests.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        events.yield(.arrived(request))
        return script(request, number)
    }

    func end() { open.withLock { $0.now -= 1 } }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: ScriptLog
    private var head: HTTPRequestHead?
    private var body = Data()

    init(_ log: ScriptLog) {
        self.log = log
    }

    func channelInactive(context: ChannelHandlerContext) {
        log.events.yield(.closed)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = Data()
        case .body(let buffer): body += buffer.readableBytesView
        case .end:
            guard let head else { return }
            let request = RecordedRequest(
                method: head.method.rawValue,
                uri: head.uri,
                headers: head.headers.map { ($0.name, $0.value) },
                body: body
            )
            perform(log.reply(to: request), context)
        }
    }

    private func perform(_ reply: ScriptedServer.Reply, _ context: ChannelHandlerContext) {
        switch reply {
        case .answer(let status, let headers, let body):
            log.end()
            respond(status, headers, body, length: body.count, context)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .truncated(let status, let headers, let body, let missing):
            log.end()
            respond(status, headers, body, length: body.count + missing, context)
            context.flush()
            context.close(promise: nil)
        case .dropped:
            log.end()
            context.close(promise: nil)
        case .silence: break
        case .delayed(let milliseconds, let reply):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
                let (handler, context) = bound.value
                handler.perform(reply, context)
            }
        }
    }

    private func respond(
        _ status: Int,
        _ headers: [(String, String)],
        _ body: Data,
        length: Int,
        _ context: ChannelHandlerContext
    ) {
        var fields = HTTPHeaders(headers)
        // A 204 has no length (RFC 9110, 8.6).
        if status != 204 { fields.add(name: "Content-Length", value: "\(length)") }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    }
}

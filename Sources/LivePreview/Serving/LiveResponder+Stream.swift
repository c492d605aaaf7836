import HTTPTypes
import Hummingbird
import NIOCore

extension LiveResponder {
    /// Tells a client of every change until it goes away or the server ends (Server-sent events, HTML Standard 9.2).
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - start: The revision of the page that asks; what the browser itself says of a stream that broke comes first.
    ///   - deadline: Ends a client that doesn't read.
    /// - Returns: The stream.
    func stream(to request: Request, since start: String?, deadline: LiveDeadline) -> Response {
        let last = Self.lastEvent.flatMap { request.headers[$0] } ?? start
        let (signals, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let wait = limits.heartbeat
        guard !events.isFull else {
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "5", .cacheControl: "no-cache"])
        }
        let body = ResponseBody { [events] writer in
            // Not before: an answer that can't be begun would never end what was begun for it.
            guard let client = events.connect({ wake.yield() }) else { return try await writer.finish(nil) }
            let heartbeat = deadline.channel.eventLoop.scheduleRepeatedTask(initialDelay: wait, delay: wait) { _ in
                wake.yield()
            }
            defer {
                heartbeat.cancel()
                events.disconnect(client)
            }
            wake.yield()
            var last = last
            var isFirst = true
            _ = try await request.body.consumeWithInboundCloseHandler { _ in
                for await _ in signals {
                    if events.hasEnded { break }
                    let news = events.news(since: last)
                    let isNews = isFirst || news.id != last
                    let text = isNews ? "id: \(news.id)\ndata: \(news.json)\n\n" : ":\n\n"
                    let end = deadline.begin()
                    defer { end.cancel() }
                    try await writer.write(ByteBuffer(string: text))
                    (last, isFirst) = (news.id, false)
                }
            } onInboundClosed: {
                wake.finish()
            }
            try await writer.finish(nil)
        }
        var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: .ok, headers: headers, body: body)
    }

    private static let lastEvent = HTTPField.Name("Last-Event-ID")
}

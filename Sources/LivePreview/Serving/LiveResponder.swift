import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Rendering

/// What a request has besides itself.
struct LiveContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Answers every request of the live preview: checks come first, then the server's own addresses, then the site.
struct LiveResponder: HTTPResponder {
    let access: LiveAccess
    let limits: LiveLimits
    let events: LiveEvents
    let pages: LivePages
    let notices: LiveNotices
    let comparer: Comparer
    /// Answers requests below `_live/edit`; `nil` where nothing can be edited.
    let edit: LiveRoute?
    let report: @Sendable (String) -> Void

    func respond(to request: Request, context: LiveContext) async throws -> Response {
        let deadline = LiveDeadline(channel: context.channel, time: limits.time)
        let body = LiveBody(request.body, deadline: deadline)
        let port = context.channel.localAddress?.port ?? 0
        let answer: LiveAnswer
        do {
            let target = try check(request.head, port: port)
            if target.query[Self.tokenField].map(access.token.matches) == true, !request.method.isWrite {
                answer = self.answer(to: target, cookie: access.cookie(port: port))
            } else {
                guard access.hasCookie(request.head, port: port) else { throw LiveAccess.Refusal.unknown }
                if target.path == ["_live", "events"], request.method == .get {
                    return stream(to: request, since: target.query["since"], deadline: deadline)
                }
                answer = try await self.answer(to: request, target, body)
            }
        } catch let refusal as LiveAccess.Refusal {
            answer = notices.answer(to: refusal)
        } catch is LiveBody.BrokenOff {
            answer = .text("The body broke off before its end.\n", status: .badRequest)
        } catch let error as CancellationError {
            throw error
        } catch {
            report("\(request.method.rawValue) \(request.uri.path) failed inside portico: \(error)")
            answer = .text("Portico failed; what `portico serve` prints says why.\n", status: .internalServerError)
        }
        let goesOn = try await Self.hasBody(request) ? body.drain() : true
        return response(answer, to: request, deadline: deadline, goesOn: goesOn)
    }

    private static let tokenField = "token"

    private func check(_ request: HTTPRequest, port: Int) throws(LiveAccess.Refusal) -> LiveTarget {
        try access.check(request, port: port)
        guard let target = request.path.flatMap(LiveTarget.init) else { throw .malformed }
        return target
    }

    /// Keeps the token as a cookie and leads to the same address without it.
    ///
    /// A redirect would not do: browsers send no strict cookie where another program or page began the way.
    private func answer(to target: LiveTarget, cookie: String) -> LiveAnswer {
        var answer = notices.leading(to: target.address(without: Self.tokenField))
        answer.headers[.setCookie] = cookie
        return answer
    }

    private func answer(to request: Request, _ target: LiveTarget, _ body: LiveBody) async throws -> LiveAnswer {
        if target.path.starts(with: ["_live", "edit"]), !target.isFolder {
            let asked = LiveRequest(
                method: request.method == .head ? .get : request.method,
                path: target.path,
                query: target.query,
                headers: request.headers,
                body: { try await body.read($0) }
            )
            if let answer = try await edit?(asked) { return answer }
            return notices.missing
        }
        if target.path.count == 2, target.path[1] == Comparer.page, !target.isFolder {
            if request.method.isWrite { return notices.wrongMethod }
            return await comparer.answer(target.path[0], target.query) ?? pages.missing()
        }
        guard let answer = pages.answer(to: target, since: request.headers[values: .ifNoneMatch]) else {
            return request.method.isWrite ? notices.missing : pages.missing()
        }
        return request.method.isWrite ? notices.wrongMethod : answer
    }

    private func response(
        _ answer: LiveAnswer,
        to request: Request,
        deadline: LiveDeadline,
        goesOn: Bool
    ) -> Response {
        var headers = answer.headers
        headers[.contentType] = answer.type
        for (name, value) in Self.always where !headers.contains(name) { headers[name] = value }
        if !goesOn { headers[.connection] = "close" }
        let buffer = ByteBuffer(bytes: answer.body)
        let body = ResponseBody(contentLength: buffer.readableBytes) { writer in
            let end = deadline.begin()
            defer { end.cancel() }
            if buffer.readableBytes > 0 { try await writer.write(buffer) }
            try await writer.finish(nil)
            if !goesOn { try await deadline.channel.close() }
        }
        let response = Response(status: answer.status, headers: headers, body: body)
        return request.method == .head || answer.status == .notModified ? response.createHeadResponse() : response
    }

    private static func hasBody(_ request: Request) -> Bool {
        request.headers.contains(.transferEncoding) || request.headers[.contentLength].map { $0 != "0" } == true
    }

    /// What every answer says unless it says otherwise.
    private static let always: [(HTTPField.Name, String)] = [
        ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-cache"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "SAMEORIGIN"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}

/// Answers a request of which everything is checked; `nil` if there is nothing at its path.
typealias LiveRoute = @Sendable (LiveRequest) async throws -> LiveAnswer?

extension HTTPRequest.Method {
    /// Whether it may change something.
    var isWrite: Bool { self != .get && self != .head }
}

extension LiveAnswer {
    /// Plain text.
    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> LiveAnswer {
        LiveAnswer(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// A page.
    static func page(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> LiveAnswer {
        LiveAnswer(status: status, type: "text/html; charset=utf-8", body: bytes)
    }
}

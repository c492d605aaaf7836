import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What a request has besides itself.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, which an ordered fault may drop.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Answers every request of the sandbox.
struct SandboxResponder: HTTPResponder {
    let rebilly: RebillyService
    let advancedBilling: AdvancedBillingService
    let hosted: HostedPages
    let control: ControlService
    let store: SandboxStore
    let report: @Sendable (String) -> Void

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        guard let authority = HostCheck.authority(of: request.head) else { return Self.response(HostCheck.malformed) }
        guard HostCheck.isLocal(authority) else { return Self.response(HostCheck.refusal) }
        let body = ReadBody(request.body)
        let call = Call(request.head, origin: "http://\(authority)", body: CallBody { try await body.read($0) })
        do {
            if let answer = try await control.answer(call) { return Self.response(answer) }
            return try await respond(to: call, body, on: context.channel)
        } catch let error as CancellationError {
            throw error
        } catch {
            report("\(call.method.rawValue) \(Redaction.target(call.path)) failed inside the sandbox: \(error)")
            return Self.response(.text("The sandbox failed; what it prints says why.\n", status: .internalServerError))
        }
    }

    /// Answers for a service: with a fault if one was ordered, late if that was asked for, and noted in any case.
    private func respond(to call: Call, _ body: ReadBody, on channel: any Channel) async throws -> Response {
        let clock = ContinuousClock()
        let (start, time) = (clock.now, store.now)
        let fault = control.faults.take(for: call.method, call.path)
        let delay = store.settings.latency + (fault?.delay ?? 0)
        if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
        var answer: Answer?
        switch fault?.effect {
        case .drop: break
        case .status(let status, let retryAfter):
            let ordered = OrderedAnswer(
                status: HTTPResponse.Status(code: status),
                retryAfter: retryAfter,
                settings: store.settings,
                now: store.now
            )
            answer = ordered.answer(to: call)
        case nil, .whole, .truncate, .malform:
            do {
                answer = try await self.answer(call)
            } catch is ReadBody.BrokenOff {
                answer = Problem.badRequest("The body broke off before its end, or its chunks cannot be read.")
            }
        }
        if fault?.effect == .malform, let whole = answer?.body { answer?.body = Self.half(whole) }
        let milliseconds = Int(start.duration(to: clock.now) / .milliseconds(1))
        note(call, body.bytes, answer, time: time, milliseconds: milliseconds, isOrdered: fault != nil)
        guard let answer else {
            try await channel.close()
            return Response(status: .serviceUnavailable)
        }
        return fault?.effect == .truncate ? Self.truncated(answer, channel) : Self.response(answer)
    }

    private func answer(_ call: Call) async throws -> Answer {
        if let answer = try await rebilly.answer(call) { return answer }
        if let answer = try await advancedBilling.answer(call) { return answer }
        if let answer = try await hosted.answer(call) { return answer }
        if call.path == "/" {
            return Answer(status: .found, headers: [("Location", "\(call.origin)/_sandbox")])
        }
        return .text("There is nothing at this path; \(call.origin)/_sandbox says what there is.\n", status: .notFound)
    }

    private func note(
        _ call: Call,
        _ body: Data,
        _ answer: Answer?,
        time: Int,
        milliseconds: Int,
        isOrdered: Bool
    ) {
        let answerBody = answer.map { Redaction.body($0.body, type: $0.header("Content-Type"), path: call.path) }
        control.log.add { id in
            LoggedRequest(
                id: id,
                time: time,
                method: call.method.rawValue,
                target: Redaction.target(call.target),
                status: answer?.status.code ?? 0,
                milliseconds: milliseconds,
                isOrdered: isOrdered,
                requestHeaders: Redaction.headers(call.headers),
                requestBody: Redaction.body(body, type: call.mediaType, path: ""),
                answerHeaders: answer?.headers ?? [],
                answerBody: answerBody ?? ""
            )
        }
    }

    private static func half(_ body: Data) -> Data { body.prefix(body.count / 2) }

    /// Promises the whole body and ends in the middle of it.
    private static func truncated(_ answer: Answer, _ channel: any Channel) -> Response {
        let half = ByteBuffer(bytes: half(answer.body))
        let body = ResponseBody(contentLength: max(answer.body.count, 1)) { writer in
            try await writer.write(half)
            try await channel.close()
        }
        return Response(status: answer.status, headers: headers(of: answer), body: body)
    }

    private static func response(_ answer: Answer) -> Response {
        let body = answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        return Response(status: answer.status, headers: headers(of: answer), body: body)
    }

    private static func headers(of answer: Answer) -> HTTPFields {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return headers
    }
}

/// The body of a request, kept as far as it was read.
private final class ReadBody: Sendable {
    /// The sender went away in the middle, or sent what is no body.
    struct BrokenOff: Error {}

    private let body: RequestBody
    private let kept = Mutex(Data())

    init(_ body: RequestBody) {
        self.body = body
    }

    /// What was read.
    var bytes: Data { kept.withLock { $0 } }

    /// Reads at most so many bytes; `nil` if there are more.
    func read(_ limit: Int) async throws -> Data? {
        var bytes = Data()
        do {
            for try await buffer in body {
                guard bytes.count + buffer.readableBytes <= limit else { return nil }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch let error where !(error is CancellationError) {
            throw BrokenOff()
        }
        let read = bytes
        kept.withLock { $0 = read }
        return read
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

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
    let store: SandboxStore
    let report: @Sendable (String) -> Void

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let authority = request.head.authority ?? ""
        guard HostCheck.isLocal(authority) else { return response(HostCheck.refusal) }
        let call = Call(request.head, origin: "http://\(authority)", body: Self.body(of: request))
        do {
            let latency = store.settings.latency
            if latency > 0 { try await Task.sleep(for: .milliseconds(latency)) }
            return response(try await answer(call))
        } catch let error as CancellationError {
            throw error
        } catch {
            report("\(call.method.rawValue) \(call.path) failed inside the sandbox: \(error)")
            return response(.text("The sandbox failed; what it prints says why.\n", status: .internalServerError))
        }
    }

    private func answer(_ call: Call) async throws -> Answer {
        if let answer = try await rebilly.answer(call) { return answer }
        if let answer = try await advancedBilling.answer(call) { return answer }
        if let answer = try await hosted.answer(call) { return answer }
        return .text("There is nothing at this path.\n", status: .notFound)
    }

    private static func body(of request: Request) -> CallBody {
        CallBody { limit in
            var bytes = Data()
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= limit else { return nil }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
            return bytes
        }
    }

    private func response(_ answer: Answer) -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
            status: answer.status,
            headers: headers,
            body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }
}

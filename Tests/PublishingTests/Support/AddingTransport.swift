import Foundation
import HTTPTypes
import Synchronization
import Transport

/// A network behind which the service gives every portal a member of its own, as a later version might: a number that
/// grows with every portal that is written.
struct AddingTransport: HTTPTransport {
    let network: NetworkTransport
    private let revision = Counter()

    private final class Counter: Sendable {
        private let count = Mutex(7)

        func next(_ isWriting: Bool) -> Int {
            count.withLock { count in
                if isWriting { count += 1 }
                return count
            }
        }
    }

    init(network: NetworkTransport) {
        self.network = network
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        let answer = try await network.send(request)
        guard request.url.path.contains("/billing-portals") else { return answer }
        let text = String(decoding: answer.body, as: UTF8.self)
        let number = revision.next(request.method == .put)
        let changed = text.replacing(#""websiteId":"#, with: #""revision":\#(number),"websiteId":"#)
        return TransportAnswer(status: answer.status, headers: answer.headers, body: Data(changed.utf8))
    }
}

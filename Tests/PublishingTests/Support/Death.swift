import Synchronization
import Transport
import Workspaces

/// The end of a process at a request: from then on nothing reaches the network or the disk.
final class Death: Sendable {
    /// On which side of the request it comes.
    enum Side: Sendable, CaseIterable {
        /// The service never saw the request.
        case beforeSending
        /// The service did its work, and nobody read the answer.
        case afterAnswer
    }

    private let state = Mutex((count: 0, isDead: false))
    private let number: Int
    private let side: Side

    /// Makes an end.
    ///
    /// - Parameters:
    ///   - number: The request at which it comes, from 1.
    ///   - side: On which side of it.
    init(at number: Int, _ side: Side) {
        self.number = number
        self.side = side
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    /// How many requests were begun.
    var count: Int { state.withLock { $0.count } }

    /// Whether a request may be sent, and whether its answer may be read.
    fileprivate func next() -> (isSent: Bool, isRead: Bool) {
        state.withLock { state in
            guard !state.isDead else { return (false, false) }
            state.count += 1
            guard state.count == number else { return (true, true) }
            // Whatever else is under way ends here too.
            if side == .beforeSending { state.isDead = true }
            return (side == .afterAnswer, false)
        }
    }

    fileprivate func come() { state.withLock { $0.isDead = true } }

    /// A network that ends.
    func transport(_ transport: any HTTPTransport) -> any HTTPTransport { Dying(transport: transport, death: self) }

    /// A disk that ends.
    var calls: FileSystemCalls {
        var calls = FileSystemCalls.system
        calls.write = { (file, bytes) throws(SystemError) in
            guard !self.isDead else { throw SystemError(5) }
            return try FileSystemCalls.system.write(file, bytes)
        }
        calls.rename = { (folder, old, new) throws(SystemError) in
            guard !self.isDead else { throw SystemError(5) }
            try FileSystemCalls.system.rename(folder, old, new)
        }
        return calls
    }

    private struct Dying: HTTPTransport {
        let transport: any HTTPTransport
        let death: Death

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            let (isSent, isRead) = death.next()
            guard isSent else { throw .cancelled }
            let answer: TransportAnswer
            do throws(TransportError) {
                answer = try await transport.send(request)
            } catch {
                if !isRead { death.come() }
                throw error
            }
            if !isRead { death.come() }
            // Answers that arrive after the end are read by nobody.
            guard isRead, !death.isDead else { throw .cancelled }
            return answer
        }
    }
}

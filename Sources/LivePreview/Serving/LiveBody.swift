import HummingbirdCore
import NIOCore
import Synchronization

/// The body of a request, which can be read once, up to a limit and before a deadline.
final class LiveBody: Sendable {
    /// The sender went away in the middle, was too slow, or sent what is no body.
    struct BrokenOff: Error {}

    /// How much of a body is read that nobody wants, so that its sender gets to read the answer.
    static let wasteLimit = 4 << 20

    private let body: RequestBody
    private let deadline: LiveDeadline
    /// Whether the body was read to its end, or nothing more can be read.
    private let isRead = Mutex(false)
    private let isBegun = Mutex(false)

    init(_ body: RequestBody, deadline: LiveDeadline) {
        self.body = body
        self.deadline = deadline
    }

    /// Reads the body.
    ///
    /// - Parameter limit: How many bytes it may have.
    /// - Returns: The bytes; `nil` if there are more.
    /// - Throws: `BrokenOff`.
    func read(_ limit: Int) async throws -> [UInt8]? {
        let isFirst = isBegun.withLock { isBegun in
            defer { isBegun = true }
            return !isBegun
        }
        guard isFirst else { return nil }
        var bytes: [UInt8] = []
        var count = 0
        do {
            let end = deadline.begin()
            defer { end.cancel() }
            for try await buffer in body {
                count += buffer.readableBytes
                if count <= limit { bytes += buffer.readableBytesView } else { bytes = [] }
                if count > limit + Self.wasteLimit { return nil }
            }
            isRead.withLock { $0 = true }
        } catch let error where !(error is CancellationError) {
            throw BrokenOff()
        }
        return count <= limit ? bytes : nil
    }

    /// Reads what nobody read.
    ///
    /// - Returns: Whether the connection can go on; otherwise there is more than anybody wants.
    func drain() async throws -> Bool {
        _ = try? await read(0)
        try Task.checkCancellation()
        return isRead.withLock { $0 }
    }
}

/// Ends a connection on which something takes too long.
struct LiveDeadline: Sendable {
    /// The connection.
    let channel: any Channel
    /// How long a thing may take.
    let time: TimeAmount

    /// Begins something, which fails if it takes too long: the connection is closed then.
    ///
    /// - Returns: What is to be cancelled when it is done.
    func begin() -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: time) { [channel] in channel.close(promise: nil) }
    }
}

public import Foundation

/// Takes the body of an answer piece by piece.
public struct BodySink: Sendable {
    /// Called before the first piece of each try; what an earlier try wrote is to be forgotten.
    public let begin: @Sendable () throws -> Void
    /// Called with each piece, in order.
    public let write: @Sendable (Data) throws -> Void

    /// Makes a sink.
    ///
    /// - Parameters:
    ///   - begin: Called before the first piece of each try; what an earlier try wrote is to be forgotten.
    ///   - write: Called with each piece, in order.
    public init(begin: @escaping @Sendable () throws -> Void, write: @escaping @Sendable (Data) throws -> Void) {
        self.begin = begin
        self.write = write
    }
}
